// A button that opens a short menu; arrows move, Escape closes.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePopover } from "../elements/usePopover";

export type MenuItem = {
  key: string;
  label: React.ReactNode;
  note?: string;
  checked?: boolean;
  choose: () => void;
};

type Props = {
  label: string;
  items: MenuItem[];
  children: React.ReactNode;
  testid?: string;
  disabled?: boolean;
  className?: string;
  /** The button's own words name it; `label` names only the menu. */
  worded?: boolean;
};

export function Menu({ label, items, children, testid, disabled, className = "button icon", worded }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const style = usePopover(button, open, close);
  useLayoutEffect(() => {
    if (open) list.current?.showPopover();
  }, [open]);
  const visible = style.visibility !== "hidden";
  useEffect(() => {
    if (open && visible) list.current?.querySelector<HTMLElement>("button")?.focus();
  }, [open, visible]);

  const choose = (item: MenuItem) => {
    close();
    button.current?.focus();
    item.choose();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      buttons[(at + step + buttons.length) % buttons.length]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
      button.current?.focus();
    } else if (event.key === "Tab") close();
  };
  return (
    <span className="menu-anchor">
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={worded ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        data-testid={testid}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <div
          ref={list}
          popover="manual"
          className="popover menu"
          role="menu"
          aria-label={label}
          style={style}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role={item.checked === undefined ? "menuitem" : "menuitemradio"}
              aria-checked={item.checked}
              tabIndex={-1}
              className="menu-item"
              onClick={() => choose(item)}
            >
              <span className="menu-label">{item.label}</span>
              {item.note && <span className="menu-note">{item.note}</span>}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
