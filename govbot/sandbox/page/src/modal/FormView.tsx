// One view of the stack: its blocks, its errors, Submit and Close.
import { useEffect, useMemo, useRef, useState } from "react";
import { click, loadOptions, submitView } from "../api";
import { Blocks } from "../blocks/Blocks";
import { SurfaceProvider, type Surface } from "../elements/Surface";
import { said } from "../said";
import { plain } from "../text/BlockText";
import { useDirectory } from "../text/Directory";
import type { View } from "../types";
import { checkForm } from "./check";
import { readForm, useFormValues, type Form } from "./useFormValues";

type Props = { view: View; top: boolean; onClose: () => void; onChanged: () => void };

export function FormView({ view, top, onClose, onChanged }: Props) {
  const { me } = useDirectory();
  const entered = useFormValues(view.blocks);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const hasInput = view.blocks.some((block) => block.type === "input");

  useEffect(() => {
    if (top && !body.current?.contains(document.activeElement)) {
      const fields = "input:not([disabled]), textarea";
      const wanted = ["[data-focus]", `.input-block :is(${fields})`, `${fields}, button`];
      wanted
        .map((one) => body.current?.querySelector<HTMLElement>(one))
        .find(Boolean)
        ?.focus();
    }
  }, [top, hasInput]);

  const form = useMemo<Form>(
    () => ({
      read: entered.read,
      write: (blockId, actionId, value) => {
        entered.write(blockId, actionId, value);
        setErrors(({ [blockId]: _mended, ...others }) => others);
      },
    }),
    [entered],
  );
  const surface = useMemo<Surface>(() => {
    const target = () => ({ view_id: view.id, values: readForm(view.blocks, form) });
    return {
      act: async (block_id, element, fields) => {
        const answer = await click(me.id, target(), {
          action_id: element.action_id,
          block_id,
          ...fields,
        });
        onChanged();
        return said(answer);
      },
      options: (block_id, action_id, typed) => loadOptions(me.id, target(), block_id, action_id, typed),
      channel: null,
      form,
    };
  }, [view, form, me.id, onChanged]);

  const show = (found: Record<string, string>) => {
    setErrors(found);
    const first = view.blocks.find((block) => found[block.block_id ?? ""]);
    const field =
      first &&
      body.current?.querySelector<HTMLElement>(`[data-testid="field-${CSS.escape(first.block_id ?? "")}"]`);
    field?.querySelector<HTMLElement>("input, textarea")?.focus();
  };
  const submit = async () => {
    setFailure(null);
    const found = checkForm(view.blocks, form);
    show(found);
    if (Object.keys(found).length > 0) return;
    setSending(true);
    const answer = await submitView(me.id, view.id, readForm(view.blocks, form));
    setSending(false);
    if (answer.errors) show(answer.errors);
    else setFailure(said(answer));
    onChanged();
  };
  const stray = Object.entries(errors).filter(
    ([id]) => !view.blocks.some((block) => block.block_id === id && block.type === "input"),
  );
  const trouble = failure ?? (stray.map(([, text]) => text).join(" ") || null);
  return (
    <form
      className="form"
      hidden={!top}
      noValidate
      data-testid={top ? "modal-form" : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) void submit();
      }}
    >
      <div className="dialog-head">
        <h2 id={top ? "modal-title" : undefined}>
          <bdi>{plain(view.title)}</bdi>
        </h2>
        <button type="button" className="button icon" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </div>
      <div className="dialog-body" ref={body}>
        <SurfaceProvider value={surface}>
          <Blocks blocks={view.blocks} errors={errors} />
        </SurfaceProvider>
      </div>
      <div className="dialog-foot">
        <div className="failure" role="alert">
          {trouble}
        </div>
        <div className="dialog-buttons">
          <button type="button" className="button" data-testid="modal-close" onClick={onClose}>
            {plain(view.close) || (view.submit ? "Cancel" : "Close")}
          </button>
          {view.submit && (
            <button
              type="submit"
              className="button primary"
              data-testid="modal-submit"
              aria-busy={sending}
              disabled={sending}
            >
              {plain(view.submit)}
            </button>
          )}
        </div>
      </div>
    </form>
  );
}
