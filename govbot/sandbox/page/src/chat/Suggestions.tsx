// The list over the composer.
import { useEffect, useRef } from "react";
import type { Suggestion } from "./suggest";

type Props = { id: string; offered: Suggestion[]; active: number; onChoose: (one: Suggestion) => void };

export function Suggestions({ id, offered, active, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div
      ref={list}
      id={`${id}-list`}
      className="suggestions"
      role="listbox"
      aria-label="Suggestions"
      onMouseDown={(event) => event.preventDefault()}
    >
      {offered.map((one, at) => (
        <div
          key={one.key}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          className={`suggestion${at === active ? " active" : ""}`}
          onClick={() => onChoose(one)}
        >
          <span className="suggestion-label">
            <bdi>{one.label}</bdi> {one.hint && <span className="suggestion-hint">{one.hint}</span>}
          </span>
          {one.note && <span className="suggestion-note">{one.note}</span>}
        </div>
      ))}
    </div>
  );
}
