// A field of a form: label, element, hint, and what is wrong with it.
import { useId } from "react";
import { ElementView } from "../elements/ElementView";
import { plain } from "../text/BlockText";
import type { Block } from "../types";

const UNLABELLED = new Set(["checkboxes", "radio_buttons"]);

export function InputBlock({ block, error }: { block: Block; error?: string }) {
  const id = useId();
  const { element, hint, optional = false, block_id = "", dispatch_action = false } = block;
  if (!element) return null;
  const text = plain(block.label);
  const group = UNLABELLED.has(element.type);
  const Caption = group ? "div" : "label";
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="input-block" data-testid={`field-${block_id}`}>
      <Caption className="input-label" htmlFor={group ? undefined : id}>
        <bdi>{text}</bdi>
        {optional && <span className="input-optional"> (optional)</span>}
      </Caption>
      <ElementView
        element={element}
        blockId={block_id}
        label={{ id: group ? undefined : id, text, optional }}
        describedBy={described}
        invalid={Boolean(error)}
        dispatches={dispatch_action}
      />
      {error && (
        <div className="input-error" id={`${id}-error`} role="alert">
          {error}
        </div>
      )}
      {hint && (
        <div className="input-hint" id={`${id}-hint`}>
          {plain(hint)}
        </div>
      )}
    </div>
  );
}
