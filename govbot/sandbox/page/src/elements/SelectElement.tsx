// Every select menu: one or several, options, people, channels, or what the app answers while typing.
import { useCallback, useId, useRef, useState } from "react";
import { plain } from "../text/BlockText";
import { useDirectory } from "../text/Directory";
import { choicesOf, type Choice } from "./choices";
import { Chips } from "./Chips";
import { ChoiceList } from "./ChoiceList";
import type { ElementProps } from "./ElementView";
import { useChoices } from "./useChoices";
import { usePopover } from "./usePopover";
import { useValue } from "./Surface";
import { heldValue, labelFor, toggled } from "./selection";
import { chosenIds, isMulti } from "./values";

export function SelectElement({ element, blockId, label, describedBy, invalid, onChange }: ElementProps) {
  const { state, me } = useDirectory();
  const [value] = useValue(blockId, element);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const close = useCallback(() => {
    setOpen(false);
    setTyped("");
    setActive(0);
  }, []);
  const style = usePopover(box, open, close);
  const { groups, note } = useChoices(element, blockId, open, typed);
  const choices = groups.flatMap((group) => group.choices);
  const multi = isMulti(element.type);
  const chosen = chosenIds(value);
  const full = multi && chosen.length >= (element.max_selected_items ?? Infinity);
  const known = choicesOf(element, state, me.id).flatMap((group) => group.choices);
  const nameOf = (one: string) => labelFor(one, value, known);

  const choose = (choice: Choice) => {
    const next = multi ? toggled(chosen, choice.id) : [choice.id];
    if (full && next.length > chosen.length) return;
    onChange(heldValue(value, next, [...known, ...choices]));
    setTyped("");
    if (!multi) close();
  };
  const drop = (one: string) =>
    onChange(
      heldValue(
        value,
        chosen.filter((other) => other !== one),
        known,
      ),
    );

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (open) setActive((active + step + choices.length) % Math.max(choices.length, 1));
      setOpen(true);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const choice = choices[active];
      if (open && choice) choose(choice);
      else setOpen(true);
    } else if (event.key === "Backspace" && !typed && multi && chosen.length) {
      drop(chosen[chosen.length - 1] as string);
    } else if (event.key === "Tab") close();
  };

  const single = multi ? "" : chosen.map(nameOf).join("");
  return (
    <div className="select" data-testid={`select-${element.action_id}`}>
      <div
        ref={box}
        className={`select-box${invalid ? " invalid" : ""}`}
        onClick={() => input.current?.focus()}
      >
        {multi && <Chips chosen={chosen} nameOf={nameOf} onDrop={drop} />}
        <input
          ref={input}
          id={label.id}
          role="combobox"
          autoComplete="off"
          aria-label={label.id ? undefined : label.text}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && choices[active] ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          data-focus={element.focus_on_load}
          placeholder={single || (chosen.length ? "" : plain(element.placeholder) || "Choose…")}
          data-chosen={single ? "" : undefined}
          value={open ? typed : single}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          onClick={() => setOpen(true)}
          onBlur={(event) => !event.relatedTarget?.closest(".popover") && close()}
          onKeyDown={onKeyDown}
        />
        {single && label.optional && (
          <button
            type="button"
            className="select-clear"
            aria-label={`Clear ${label.text}`}
            onClick={() => drop(chosen[0] ?? "")}
          >
            ×
          </button>
        )}
        <span className="select-arrow" aria-hidden="true" />
      </div>
      {open && (
        <ChoiceList
          id={id}
          style={style}
          groups={groups}
          active={active}
          chosen={chosen}
          multi={multi}
          label={label.text}
          note={full ? `You can choose ${element.max_selected_items} at most.` : choices.length ? "" : note}
          onChoose={choose}
        />
      )}
    </div>
  );
}
