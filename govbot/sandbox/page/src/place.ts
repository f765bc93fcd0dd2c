// Where the person is, kept in the address so that a reload or a link comes back to it.
import { useCallback, useEffect, useState } from "react";
import type { Im, State, User } from "./types";

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

/** A person's direct messages; before the first one, the conversation with the app under the app's own id. */
export function directMessages(state: State, me: User): Im[] {
  const mine = state.ims.filter((im) => im.user === me.id || im.other === me.id);
  return mine.length > 0 ? mine : [{ id: state.bot.id, user: me.id, other: state.bot.id }];
}

/** Channels this person belongs to and their direct messages. */
export function placesOf(state: State, me: User): string[] {
  const channels = state.channels.filter((one) => one.members.includes(me.id) && !one.is_archived);
  return [...channels, ...directMessages(state, me)].map((one) => one.id);
}

/** The wanted place, by id or name, if this person may see it; else their first channel. */
export function placeFor(state: State, me: User, wanted: Place | null): Place {
  if (wanted?.kind === "home") return wanted;
  const called = (one: { id: string; name?: string }) =>
    wanted !== null && [one.id, one.name].includes(wanted.id);
  const visible = state.channels.filter((one) => !one.is_private || one.members.includes(me.id));
  const direct = directMessages(state, me);
  const found = visible.find(called) ?? direct.find(called) ?? (called(state.bot) ? direct[0] : undefined);
  return { kind: "channel", id: found?.id ?? placesOf(state, me)[0] ?? "" };
}
