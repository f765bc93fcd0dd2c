// Server-sent events: what changed for this person, and the clock while it walks.

export type Changed = { channels: string[]; views: boolean; home: boolean; now: string; busy: boolean };

export type Listener = {
  changed: (what: Changed) => void;
  tick: (now: string, busy: boolean) => void;
  lost: (isLost: boolean) => void;
};

const PATIENCE_MS = 1500;

export function listen(user: string, listener: Listener): () => void {
  const source = new EventSource(`/sandbox/stream?user=${user}`);
  let timer: number | undefined;
  source.addEventListener("open", () => {
    window.clearTimeout(timer);
    listener.lost(false);
  });
  const read = (event: Event) => JSON.parse((event as MessageEvent<string>).data) as Changed;
  source.addEventListener("changed", (event) => {
    const what = read(event);
    listener.changed(what);
    listener.tick(what.now, what.busy);
  });
  source.addEventListener("tick", (event) => listener.tick(read(event).now, read(event).busy));
  // The browser reconnects by itself; only a longer silence is worth a word.
  source.addEventListener("error", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => listener.lost(true), PATIENCE_MS);
  });
  return () => {
    window.clearTimeout(timer);
    source.close();
  };
}
