// A list that opens under (or, near the bottom of the window, over) the thing that opened it, and stays with it.
import { useCallback, useEffect, useLayoutEffect, useState, type CSSProperties, type RefObject } from "react";

const ROOM = 280;
const EDGE = 8;

function placed(box: DOMRect): CSSProperties {
  const upward = box.bottom + ROOM > window.innerHeight && box.top > window.innerHeight - box.bottom;
  const width = Math.min(Math.max(box.width, 220), window.innerWidth - 2 * EDGE);
  return {
    position: "fixed",
    left: Math.max(EDGE, Math.min(box.left, window.innerWidth - width - EDGE)),
    minWidth: width,
    maxWidth: Math.max(width, Math.min(420, window.innerWidth - box.left - EDGE)),
    maxHeight: Math.min(ROOM, upward ? box.top - 12 : window.innerHeight - box.bottom - 12),
    ...(upward ? { bottom: window.innerHeight - box.top + 4 } : { top: box.bottom + 4 }),
  };
}

export function usePopover(
  anchor: RefObject<HTMLElement | null>,
  open: boolean,
  close: () => void,
): CSSProperties {
  const [style, setStyle] = useState<CSSProperties>({ visibility: "hidden" });
  const place = useCallback(() => {
    const box = anchor.current?.getBoundingClientRect();
    if (box) setStyle(placed(box));
  }, [anchor]);

  useLayoutEffect(() => {
    if (open) place();
  }, [open, place]);

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (!anchor.current?.parentElement?.contains(event.target as Node)) close();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("scroll", place, true);
    window.addEventListener("resize", place);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("scroll", place, true);
      window.removeEventListener("resize", place);
    };
  }, [anchor, open, close, place]);

  return style;
}
