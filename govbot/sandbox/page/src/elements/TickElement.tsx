// Checkboxes and radio buttons.
import { useId } from "react";
import { BlockText } from "../text/BlockText";
import type { Option } from "../types";
import type { ElementProps } from "./ElementView";
import { useValue } from "./Surface";
import { chosenIds } from "./values";

export function TickElement({ element, blockId, label, describedBy, invalid, onChange }: ElementProps) {
  const [value] = useValue(blockId, element);
  const id = useId();
  const chosen = chosenIds(value);
  const many = element.type === "checkboxes";
  const options = element.options ?? [];

  const toggle = (option: Option) => {
    if (!many) return onChange({ ...value, selected_option: option });
    const next = options.filter((one) => (one === option) !== chosen.includes(one.value));
    return onChange({ ...value, selected_options: next });
  };
  return (
    <div
      role={many ? "group" : "radiogroup"}
      className="ticks"
      aria-label={label.text}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
    >
      {options.map((option, at) => (
        <label key={option.value} className="tick">
          <input
            type={many ? "checkbox" : "radio"}
            name={id}
            checked={chosen.includes(option.value)}
            data-focus={at === 0 && element.focus_on_load ? true : undefined}
            onChange={() => toggle(option)}
          />
          <span>
            <BlockText text={option.text} />
            {option.description && (
              <span className="tick-note">
                <BlockText text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
