// Keeps whoever reads the newest messages with them: a new one is shown from its start, growth is followed.
import { useLayoutEffect, useRef, type RefObject } from "react";

const NEAR_PX = 120;
const MARGIN_PX = 40;

type Wish = {
  loaded: boolean;
  /** The newest message answers this person, or is their own: they are taken to it wherever they read. */
  personal: boolean;
  /** The message a permalink leads to. */
  linked: string | null;
};

/** Gives what the log has to call when it is scrolled. */
export function useFollow(
  log: RefObject<HTMLElement | null>,
  { loaded, personal, linked }: Wish,
): () => void {
  const called = useRef(personal);
  called.current = personal;
  const atEnd = useRef(true);
  const following = useRef(true);
  const newest = useRef<string | undefined>(undefined);

  useLayoutEffect(() => {
    const [box, list] = [log.current, log.current?.lastElementChild];
    if (!box || !list) return undefined;
    const follow = new ResizeObserver(() => {
      const last = list.lastElementChild as HTMLElement | null;
      const end = box.scrollHeight - box.clientHeight;
      if (last && last.dataset.ts !== newest.current) {
        const first = newest.current === undefined;
        newest.current = last.dataset.ts;
        if (following.current || (called.current && !first))
          box.scrollTop = Math.min(end, last.offsetTop - MARGIN_PX);
      } else if (atEnd.current) box.scrollTop = end;
    });
    follow.observe(box);
    follow.observe(list);
    return () => follow.disconnect();
  }, [log]);

  useLayoutEffect(() => {
    const row = loaded && linked ? log.current?.querySelector(`[data-ts="${CSS.escape(linked)}"]`) : null;
    if (!row) return;
    atEnd.current = false;
    following.current = false;
    row.classList.add("linked");
    row.scrollIntoView({ block: "center" });
  }, [log, loaded, linked]);

  return () => {
    const box = log.current;
    const last = box?.lastElementChild?.lastElementChild as HTMLElement | null | undefined;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    following.current = atEnd.current || (last?.offsetTop ?? 0) < box.scrollTop + box.clientHeight;
  };
}
