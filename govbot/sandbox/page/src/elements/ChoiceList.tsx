// The open list of a select menu.
import { useEffect, useLayoutEffect, useRef, type CSSProperties } from "react";
import type { Choice, ChoiceGroup } from "./choices";

type Props = {
  id: string;
  style: CSSProperties;
  groups: ChoiceGroup[];
  active: number;
  chosen: string[];
  multi: boolean;
  label: string;
  note: string;
  onChoose: (choice: Choice) => void;
};

export function ChoiceList({ id, style, groups, active, chosen, multi, label, note, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => list.current?.showPopover(), []);
  useEffect(() => {
    list.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  let index = -1;
  return (
    <div
      ref={list}
      popover="manual"
      className="popover choice-list"
      style={style}
      onMouseDown={(event) => event.preventDefault()}
    >
      <div id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable={multi || undefined}>
        {groups.map((group, at) => (
          <div key={at} role={group.label ? "group" : "presentation"} aria-label={group.label || undefined}>
            {group.label && group.choices.length > 0 && <div className="choice-group">{group.label}</div>}
            {group.choices.map((choice) => {
              index += 1;
              return (
                <div
                  key={choice.id}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={chosen.includes(choice.id)}
                  className={`choice${index === active ? " active" : ""}`}
                  onClick={() => onChoose(choice)}
                >
                  <bdi className="choice-label">{choice.label}</bdi>
                  {choice.note && <bdi className="choice-note">{choice.note}</bdi>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {note && (
        <div className="choice-empty" role="status">
          {note}
        </div>
      )}
    </div>
  );
}
