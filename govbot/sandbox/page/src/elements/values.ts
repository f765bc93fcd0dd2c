// What an element holds, in the shape of Slack's `state.values`.
import type { Element, FieldValue, Option } from "../types";

// element type: [its field in state.values, its field for the initial value]
const FIELDS: Record<string, [field: string, initial: string]> = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  radio_buttons: ["selected_option", "initial_option"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  checkboxes: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  rich_text_input: ["rich_text_value", "initial_value"],
  file_input: ["files", ""],
};

export const holdsValue = (element: Element) => element.type in FIELDS;
export const isMulti = (type: string) => type.startsWith("multi_") || type === "checkboxes";
export const fieldOf = (type: string) => FIELDS[type]?.[0] ?? "value";

export function initialValue(element: Element): FieldValue {
  const [field, initial] = FIELDS[element.type] ?? ["value", "initial_value"];
  const empty = isMulti(element.type) || element.type === "file_input" ? [] : null;
  return { type: element.type, [field]: element[initial] ?? empty };
}

export function isEmpty(value: FieldValue): boolean {
  const held = value[fieldOf(value.type)];
  if (value.type === "rich_text_input") return !richToText(held).trim();
  return held === null || held === undefined || held === "" || (Array.isArray(held) && held.length === 0);
}

/** Choices by their id: an option's value, or the id of a person or channel. */
export function chosenIds(value: FieldValue): string[] {
  const held = value[fieldOf(value.type)];
  const list = Array.isArray(held) ? held : held ? [held] : [];
  return list.map((one: string | Option) => (typeof one === "string" ? one : one.value));
}

export function textToRich(text: string): unknown {
  if (!text) return null;
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
  };
}

export function richToText(rich: unknown): string {
  if (typeof rich !== "object" || rich === null) return "";
  const { text, elements } = rich as { text?: string; elements?: unknown[] };
  return text ?? (elements ?? []).map(richToText).join("");
}
