// The messages of a channel or a thread, each kept as the same object while it stays the same.
import { useRef } from "react";
import { getMessages } from "../api";
import type { Message } from "../types";
import type { Revisions } from "./useLive";
import { useFetched } from "./useFetched";

export function useMessages(user: string, channel: string | null, revisions: Revisions, thread?: string) {
  const known = useRef(new Map<string, { text: string; message: Message }>());
  const revision = `${revisions.all}.${channel ? (revisions.channels[channel] ?? 0) : 0}`;
  const key = channel && `${user} ${channel} ${thread ?? ""}`;
  return useFetched(key, revision, async () => {
    const found = await getMessages(channel ?? "", user, thread);
    const next = new Map<string, { text: string; message: Message }>();
    for (const message of found) {
      const text = JSON.stringify(message);
      const old = known.current.get(message.ts);
      next.set(message.ts, old?.text === text ? old : { text, message });
    }
    known.current = next;
    return [...next.values()].map((entry) => entry.message);
  });
}
