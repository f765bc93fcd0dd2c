// Choosing and dropping: how a select's value changes, and what its choices are called.
import { plain } from "../text/BlockText";
import type { FieldValue, Option } from "../types";
import type { Choice } from "./choices";
import { fieldOf, isMulti } from "./values";

export const toggled = (list: string[], one: string) =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

const optionsIn = (value: FieldValue): Option[] => {
  const held = value[fieldOf(value.type)];
  const list = Array.isArray(held) ? held : held ? [held] : [];
  return list.filter((one): one is Option => typeof one === "object");
};

export function labelFor(id: string, value: FieldValue, known: Choice[]): string {
  const held = optionsIn(value).find((option) => option.value === id);
  return held ? plain(held.text) : (known.find((one) => one.id === id)?.label ?? id);
}

/** The value with these choices: whole options where the element has options, ids otherwise. */
export function heldValue(value: FieldValue, ids: string[], known: Choice[]): FieldValue {
  const held = optionsIn(value);
  const list = ids.map(
    (id) => held.find((one) => one.value === id) ?? known.find((one) => one.id === id)?.option ?? id,
  );
  return { ...value, [fieldOf(value.type)]: isMulti(value.type) ? list : (list[0] ?? null) };
}
