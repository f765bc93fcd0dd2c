// The workspace as it stands, and a revision number for each thing that can change.
import { useCallback, useEffect, useReducer, useState } from "react";
import { getState } from "../api";
import type { State } from "../types";
import { listen, type Changed } from "./stream";

export type Revisions = {
  state: number;
  views: number;
  home: number;
  all: number;
  channels: Record<string, number>;
};

const LOOK_MS = 400;
const START: Revisions = { state: 0, views: 0, home: 0, all: 0, channels: {} };

function bump(old: Revisions, what: Changed | "everything"): Revisions {
  if (what === "everything") {
    return { ...old, state: old.state + 1, views: old.views + 1, home: old.home + 1, all: old.all + 1 };
  }
  const channels = { ...old.channels };
  for (const id of what.channels) channels[id] = (channels[id] ?? 0) + 1;
  return {
    ...old,
    channels,
    state: old.state + 1,
    views: old.views + (what.views ? 1 : 0),
    home: old.home + (what.home ? 1 : 0),
  };
}

export type Live = {
  state: State | null;
  now: Date;
  busy: boolean;
  lost: boolean;
  revisions: Revisions;
  refresh: () => void;
};

/** `place`: what is open; opening it makes it read, so the unread counts are asked again. */
export function useLive(user: string | null, place: string | null): Live {
  const [state, setState] = useState<State | null>(null);
  const [revisions, change] = useReducer(bump, START);
  const [clock, setClock] = useState<{ now: string; busy: boolean } | null>(null);
  const [lost, setLost] = useState(false);
  const refresh = useCallback(() => change("everything"), []);
  const key = `${user ?? ""} ${revisions.state} ${place ?? ""}`;

  useEffect(() => {
    let stale = false;
    getState(user).then(
      (found) => {
        if (stale) return;
        setState((old) => (JSON.stringify(old) === JSON.stringify(found) ? old : found));
        setClock({ now: found.now, busy: found.busy });
      },
      () => !stale && setLost(true),
    );
    return () => {
      stale = true;
    };
  }, [user, key]);

  // The server tells when a walk begins and ends; what the time is in between has to be asked.
  const walking = clock?.busy ?? false;
  useEffect(() => {
    if (!walking) return undefined;
    const timer = window.setInterval(
      () => change({ channels: [], views: false, home: false, now: "", busy: true }),
      LOOK_MS,
    );
    return () => window.clearInterval(timer);
  }, [walking]);

  useEffect(() => {
    if (!user) return undefined;
    return listen(user, {
      changed: change,
      tick: (now, busy) => setClock({ now, busy }),
      lost: (isLost) => {
        setLost(isLost);
        if (!isLost) refresh();
      },
    });
  }, [user, refresh]);

  return { state, now: new Date(clock?.now ?? 0), busy: clock?.busy ?? false, lost, revisions, refresh };
}
