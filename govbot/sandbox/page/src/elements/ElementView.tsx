// Draws one element and tells the app when it is used.
import { useEffect, useState } from "react";
import { plain } from "../text/BlockText";
import type { Element, FieldValue } from "../types";
import { ButtonElement, FeedbackElement } from "./ButtonElement";
import { useConfirm } from "./Confirm";
import { MomentElement } from "./MomentElement";
import { OverflowElement } from "./OverflowElement";
import { SelectElement } from "./SelectElement";
import { useSurface, useValue } from "./Surface";
import { TextElement } from "./TextElement";
import { TickElement } from "./TickElement";
import { fieldOf } from "./values";

/** `id` links a <label>; without it the text names the element. */
export type Label = { id?: string; text: string; optional: boolean };

export type ElementProps = {
  element: Element;
  blockId: string;
  label: Label;
  describedBy?: string;
  invalid?: boolean;
  onChange: (value: FieldValue) => void;
  onCommit: (value: FieldValue) => void;
};

type Props = {
  element: Element;
  blockId: string;
  label?: Label;
  describedBy?: string;
  invalid?: boolean;
  /** Using it is an action; in an input block only where `dispatch_action` says so. */
  dispatches?: boolean;
};

const FIELDS: Record<string, (props: ElementProps) => React.ReactNode> = {
  plain_text_input: TextElement,
  number_input: TextElement,
  email_text_input: TextElement,
  url_text_input: TextElement,
  rich_text_input: TextElement,
  datepicker: MomentElement,
  timepicker: MomentElement,
  datetimepicker: MomentElement,
  checkboxes: TickElement,
  radio_buttons: TickElement,
};
const BUTTONS: Record<string, typeof ButtonElement> = {
  button: ButtonElement,
  workflow_button: ButtonElement,
  icon_button: ButtonElement,
  feedback_buttons: FeedbackElement,
  overflow: OverflowElement,
};

export function ElementView({ element, blockId, label, describedBy, invalid, dispatches = true }: Props) {
  const { act } = useSurface();
  const ask = useConfirm();
  const [value, setValue] = useValue(blockId, element);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => setFailure(null), [element]); // what went wrong went wrong with what was drawn before

  const send = async (fields: Record<string, unknown>) => {
    setPending(true);
    setFailure(null);
    setFailure(await act(blockId, element, fields));
    setPending(false);
  };
  const press = async (fields: Record<string, unknown>) => {
    if (await ask(element.confirm)) await send(fields);
  };
  const commit = (next: FieldValue) => {
    const field = fieldOf(next.type);
    if (dispatches) void send({ [field]: next[field] });
  };
  const change = async (next: FieldValue) => {
    setValue(next);
    if (!dispatches) return;
    if (await ask(element.confirm)) commit(next);
    else setValue(value);
  };

  const Button = BUTTONS[element.type];
  const Field = FIELDS[element.type] ?? (element.type.endsWith("_select") ? SelectElement : null);
  const named = label ?? { text: plain(element.placeholder) || "Choose", optional: false };
  return (
    <>
      {Button ? (
        <Button element={element} pending={pending} onPress={press} />
      ) : Field ? (
        <Field
          element={element}
          blockId={blockId}
          label={named}
          describedBy={describedBy}
          invalid={invalid}
          onChange={change}
          onCommit={commit}
        />
      ) : (
        <input
          id={named.id}
          className="text-input"
          disabled
          value="Files cannot be added in the local Slack"
          readOnly
        />
      )}
      {failure && (
        <span className="failure" role="alert">
          {failure}
        </span>
      )}
    </>
  );
}
