// The stack of forms that are open for this person; the last one is seen, the others keep what was entered.
import { useLayoutEffect, useRef } from "react";
import { closeView } from "../api";
import { useDirectory } from "../text/Directory";
import type { View } from "../types";
import { FormView } from "./FormView";

type Props = { views: View[]; onChanged: () => void };

export function Modal({ views, onChanged }: Props) {
  const { me } = useDirectory();
  const dialog = useRef<HTMLDialogElement>(null);
  const top = views[views.length - 1];
  // Before the form looks for its first field: opening moves the focus to the cross.
  useLayoutEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => opener?.focus();
  }, []);
  const close = async () => {
    if (!top) return;
    await closeView(me.id, top.id);
    onChanged();
  };
  return (
    <dialog
      ref={dialog}
      className="dialog modal"
      aria-labelledby="modal-title"
      data-testid="modal"
      // The browser lets only the first Escape be refused, so the key itself is taken.
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        void close();
      }}
      onCancel={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      {views.map((view) => (
        <FormView key={view.id} view={view} top={view === top} onClose={close} onChanged={onChanged} />
      ))}
    </dialog>
  );
}
