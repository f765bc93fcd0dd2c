// Where the person is, kept in the address so that a reload or a link comes back to it.
import { useCallback, useEffect, useState } from "react";

export type Place = { kind: "channel"; id: string } | { kind: "home" };
export type Address = { user: string | null; place: Place | null; thread: string | null };

function read(): Address {
  const found = new URLSearchParams(location.hash.slice(1));
  // A permalink of a message, as chat.getPermalink gives it, leads to its channel.
  const at = found.get("at") ?? new URLSearchParams(location.search).get("channel");
  return {
    user: found.get("as"),
    place: at === "home" ? { kind: "home" } : at ? { kind: "channel", id: at } : null,
    thread: found.get("thread"),
  };
}

export function useAddress(): [Address, (address: Address) => void] {
  const [address, setAddress] = useState(read);
  useEffect(() => {
    const onChange = () => setAddress(read());
    window.addEventListener("hashchange", onChange);
    return () => window.removeEventListener("hashchange", onChange);
  }, []);
  const go = useCallback((next: Address) => {
    const words = new URLSearchParams();
    if (next.user) words.set("as", next.user);
    if (next.place) words.set("at", next.place.kind === "home" ? "home" : next.place.id);
    if (next.thread) words.set("thread", next.thread);
    location.hash = words.toString();
  }, []);
  return [address, go];
}
