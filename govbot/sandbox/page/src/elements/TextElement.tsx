// Text, number, email, address and rich text (typed as plain text).
import { useRef } from "react";
import { plain } from "../text/BlockText";
import type { ElementProps } from "./ElementView";
import { useValue } from "./Surface";
import { fieldOf, richToText, textToRich } from "./values";

const KINDS: Record<string, { type: string; mode?: "decimal" | "email" | "url" }> = {
  number_input: { type: "text", mode: "decimal" },
  email_text_input: { type: "email", mode: "email" },
  url_text_input: { type: "url", mode: "url" },
};
const COUNT_FROM = 0.8;

export function TextElement({
  element,
  blockId,
  label,
  describedBy,
  invalid,
  onChange,
  onCommit,
}: ElementProps) {
  const [value, setValue] = useValue(blockId, element);
  const rich = element.type === "rich_text_input";
  const held = value[fieldOf(element.type)];
  const text = rich ? richToText(held) : String(held ?? "");
  const kind = KINDS[element.type] ?? { type: "text" };
  const eachCharacter = element.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered");
  const committed = useRef(text);

  const change = (typed: string) => {
    const next = { ...value, [fieldOf(element.type)]: rich ? textToRich(typed) : typed || null };
    if (eachCharacter) onChange(next);
    else setValue(next);
  };
  const commit = () => {
    if (committed.current === text) return;
    committed.current = text;
    onCommit(value);
  };
  const shared = {
    id: label.id,
    value: text,
    placeholder: plain(element.placeholder),
    "aria-label": label.id ? undefined : label.text,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    "aria-required": !label.optional,
    "data-focus": element.focus_on_load,
    className: `text-input${invalid ? " invalid" : ""}`,
    dir: "auto",
    maxLength: element.max_length,
  };
  const longest = element.max_length ?? Infinity;
  return (
    <div className="text-field">
      {element.multiline || rich ? (
        <textarea {...shared} rows={4} onChange={(event) => change(event.target.value)} onBlur={commit} />
      ) : (
        <input
          {...shared}
          type={kind.type}
          inputMode={kind.mode}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && commit()}
        />
      )}
      {text.length >= longest * COUNT_FROM && (
        <span className="text-count">{longest - text.length} left</span>
      )}
    </div>
  );
}
