// What a person has entered, by block and action: kept over an update of the view, as Slack does, while the field stays.
import { useMemo, useState } from "react";
import { holdsValue, initialValue } from "../elements/values";
import type { Block, Element, FieldValue, FormValues } from "../types";

export type Form = {
  read: (blockId: string, element: Element) => FieldValue;
  write: (blockId: string, actionId: string, value: FieldValue) => void;
};

const keyOf = (blockId: string, actionId: string) => `${blockId}\n${actionId}`;

export function useFormValues(blocks: Block[]): Form {
  const [entered, setEntered] = useState<Record<string, FieldValue>>({});
  const [drawn, setDrawn] = useState(blocks);
  if (drawn !== blocks) {
    setDrawn(blocks);
    setEntered(kept(entered, blocks));
  }
  return useMemo(
    () => ({
      read: (blockId, element) => {
        const held = entered[keyOf(blockId, element.action_id ?? "")];
        return held?.type === element.type ? held : initialValue(element);
      },
      write: (blockId, actionId, value) =>
        setEntered((old) => ({ ...old, [keyOf(blockId, actionId)]: value })),
    }),
    [entered],
  );
}

/** A field that went with an update begins anew when a later update brings it back. */
function kept(entered: Record<string, FieldValue>, blocks: Block[]): Record<string, FieldValue> {
  const there = new Set(
    blocks.flatMap((block) =>
      elementsOf(block).map((element) => keyOf(block.block_id ?? "", element.action_id ?? "")),
    ),
  );
  return Object.fromEntries(Object.entries(entered).filter(([key]) => there.has(key)));
}

export function elementsOf(block: Block): Element[] {
  const own =
    block.type === "input"
      ? [block.element]
      : block.type === "actions"
        ? (block.elements ?? [])
        : [block.accessory];
  return own.filter((element): element is Element => element !== undefined && holdsValue(element));
}

/** Slack's `state.values` for these blocks. */
export function readForm(blocks: Block[], form: Form): FormValues {
  const values: FormValues = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const id = block.block_id ?? "";
      values[id] = { ...values[id], [element.action_id ?? ""]: form.read(id, element) };
    }
  }
  return values;
}
