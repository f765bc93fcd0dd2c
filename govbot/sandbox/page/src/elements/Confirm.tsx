// "Are you sure?", as a button's `confirm` asks it.
import { createContext, useContext, useEffect, useRef, useState } from "react";
import { BlockText, plain } from "../text/BlockText";
import type { Confirm } from "../types";

type Ask = (confirm: Confirm | undefined) => Promise<boolean>;
const Context = createContext<Ask>(() => Promise.resolve(true));
export const useConfirm = () => useContext(Context);

export function ConfirmProvider({ children }: { children: React.ReactNode }) {
  const [asked, setAsked] = useState<{ confirm: Confirm; answer: (yes: boolean) => void } | null>(null);
  const [ask] = useState<Ask>(() => (confirm: Confirm | undefined) => {
    if (!confirm) return Promise.resolve(true);
    return new Promise<boolean>((resolve) => {
      const answer = (yes: boolean) => {
        setAsked(null);
        resolve(yes);
      };
      setAsked({ confirm, answer });
    });
  });
  return (
    <Context.Provider value={ask}>
      {children}
      {asked && <Question {...asked} />}
    </Context.Provider>
  );
}

function Question({ confirm, answer }: { confirm: Confirm; answer: (yes: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="dialog confirm"
      data-testid="confirm"
      aria-labelledby="confirm-title"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        answer(false);
      }}
      onCancel={(event) => {
        event.preventDefault();
        answer(false);
      }}
    >
      <h2 id="confirm-title">{plain(confirm.title)}</h2>
      <BlockText text={confirm.text} />
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={() => answer(false)}>
          {plain(confirm.deny)}
        </button>
        <button
          type="button"
          autoFocus
          className={`button ${confirm.style === "danger" ? "danger" : "primary"}`}
          onClick={() => answer(true)}
        >
          {plain(confirm.confirm)}
        </button>
      </div>
    </dialog>
  );
}
