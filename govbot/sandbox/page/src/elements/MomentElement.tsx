// Date, time, and both: the browser's own pickers, in the person's zone.
import { useEffect, useRef } from "react";
import { useDirectory } from "../text/Directory";
import { fromLocalInput, toLocalInput } from "../time";
import type { FieldValue } from "../types";
import type { ElementProps } from "./ElementView";
import { useSurface, useValue } from "./Surface";
import { fieldOf } from "./values";

const INPUT: Record<string, string> = {
  datepicker: "date",
  timepicker: "time",
  datetimepicker: "datetime-local",
};
// A year typed by hand passes through 0002 and 0020: outside a form the app is told only when the hand rests.
const REST_MS = 700;

export function MomentElement({ element, blockId, label, describedBy, invalid, onChange }: ElementProps) {
  const { me } = useDirectory();
  const { form } = useSurface();
  const [value, setValue] = useValue(blockId, element);
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const field = fieldOf(element.type);
  const both = element.type === "datetimepicker";
  const held = value[field];
  const shown = both && typeof held === "number" ? toLocalInput(held, me.tz) : String(held ?? "");

  const change = (typed: string) => {
    const next: FieldValue = {
      ...value,
      [field]: typed ? (both ? fromLocalInput(typed, me.tz) : typed) : null,
    };
    window.clearTimeout(timer.current);
    if (form) return onChange(next);
    setValue(next);
    timer.current = window.setTimeout(() => typed && onChange(next), REST_MS);
    return undefined;
  };
  return (
    <input
      id={label.id}
      type={INPUT[element.type]}
      className={`text-input moment${invalid ? " invalid" : ""}`}
      aria-label={label.id ? undefined : label.text}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      aria-required={!label.optional}
      data-focus={element.focus_on_load}
      max={element.type === "datepicker" ? "9999-12-31" : undefined}
      defaultValue={shown}
      onChange={(event) => change(event.target.value)}
    />
  );
}
