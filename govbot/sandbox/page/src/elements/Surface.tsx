// Where an element stands (a message, a form, the Home tab), and what using it does there.
import { createContext, useContext, useState } from "react";
import type { OptionsAnswer } from "../api";
import type { Element, FieldValue } from "../types";
import { initialValue } from "./values";

export type Surface = {
  /** Tells the app; says what went wrong, or null. */
  act: (blockId: string, element: Element, fields: Record<string, unknown>) => Promise<string | null>;
  options: (blockId: string, actionId: string, typed: string) => Promise<OptionsAnswer>;
  channel: string | null;
  form: {
    read: (blockId: string, element: Element) => FieldValue;
    write: (blockId: string, actionId: string, value: FieldValue) => void;
  } | null;
};

const Context = createContext<Surface | null>(null);
export const SurfaceProvider = Context.Provider;

export function useSurface(): Surface {
  const surface = useContext(Context);
  if (!surface) throw new Error("an element outside a message, form or Home");
  return surface;
}

/** The element's value and its setter: kept by the form, or here where there is none. */
export function useValue(blockId: string, element: Element): [FieldValue, (value: FieldValue) => void] {
  const { form } = useSurface();
  const [own, setOwn] = useState(() => initialValue(element));
  if (!form) return [own, setOwn];
  return [form.read(blockId, element), (value) => form.write(blockId, element.action_id ?? "", value)];
}
