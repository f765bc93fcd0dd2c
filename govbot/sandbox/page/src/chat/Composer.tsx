// Where a person writes: messages, and slash commands with help while typing.
import { useId, useLayoutEffect, useRef, useState } from "react";
import { runCommand, runShortcut, sendMessage } from "../api";
import { Menu } from "../chrome/Menu";
import { said } from "../said";
import { useDirectory } from "../text/Directory";
import type { State } from "../types";
import { Suggestions } from "./Suggestions";
import { suggestionsFor, type Suggestion } from "./suggest";

type Props = { channel: string; name: string; thread?: string; closed?: string; onSent: () => void };

export function Composer({ channel, name, thread, closed, onSent }: Props) {
  const { state, me } = useDirectory();
  const [text, setText] = useState("");
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [hidden, setHidden] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const offered = hidden ? [] : suggestionsFor(text, caret, state, thread !== undefined);
  const command = state.commands.find((one) => text.startsWith(`${one.command} `));

  useLayoutEffect(() => {
    const box = input.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  }, [text]);

  const edit = (next: string, at: number) => {
    setText(next);
    setCaret(at);
    setActive(0);
    setHidden(false);
    setFailure(null);
  };
  const accept = (one: Suggestion) => {
    const next = text.slice(0, one.from) + one.insert + text.slice(caret);
    edit(next, one.from + one.insert.length);
    input.current?.focus();
  };
  const send = async () => {
    const typed = text.trim();
    if (!typed) return undefined;
    const word = typed.startsWith("/") ? (typed.split(/\s/)[0] ?? "") : "";
    const refusal = word && refused(word, state, thread !== undefined);
    if (refusal) return setFailure(refusal);
    edit("", 0);
    const failed = word
      ? said(await runCommand(me.id, channel, typed))
      : said(await sendMessage(me.id, channel, typed, thread));
    setFailure(failed);
    if (failed) setText((now) => now || typed);
    return onSent();
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const one = offered[active];
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // A command typed whole is sent by Enter; anything shorter is completed first.
    const complete = event.key === "Tab" || (event.key === "Enter" && one?.insert.trim() !== text.trim());
    if (one && move) setActive((active + move + offered.length) % offered.length);
    else if (one && event.key === "Escape") setHidden(true);
    else if (one && complete && !event.shiftKey) accept(one);
    else if (event.key === "Enter" && !event.shiftKey) void send();
    else return;
    event.preventDefault();
  };

  if (closed) return <div className="composer closed">{closed}</div>;
  const shortcuts = thread === undefined ? state.shortcuts.filter((one) => one.type === "global") : [];
  return (
    <div className="composer" data-testid={thread ? "thread-composer" : "composer"}>
      {offered.length > 0 && <Suggestions id={id} offered={offered} active={active} onChoose={accept} />}
      <div className="composer-status" role="alert">
        {failure}
      </div>
      <div className="composer-box">
        {shortcuts.length > 0 && (
          <Menu
            label="Shortcuts"
            testid="shortcuts"
            items={shortcuts.map((one) => ({
              key: one.callback_id,
              label: one.name,
              note: one.description,
              choose: async () => setFailure(said(await runShortcut(me.id, one.callback_id))),
            }))}
          >
            ＋
          </Menu>
        )}
        <textarea
          ref={input}
          rows={1}
          dir="auto"
          aria-label={thread ? "Reply in thread" : `Message ${name}`}
          aria-controls={offered.length > 0 ? `${id}-list` : undefined}
          aria-activedescendant={offered[active] ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          placeholder={thread ? "Reply…" : `Message ${name} or type /`}
          value={text}
          data-testid={thread ? "thread-input" : "input"}
          onChange={(event) => edit(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="button primary"
          data-testid="send"
          disabled={!text.trim()}
          onClick={send}
        >
          Send
        </button>
      </div>
      <div className="composer-hint">
        {command ? `${command.command} ${command.usage_hint ?? ""} · ${command.description}` : " "}
      </div>
    </div>
  );
}

/** What Slack says of a command before any app hears of it. */
function refused(word: string, { commands }: State, inThread: boolean): string | null {
  const known = commands.map((one) => one.command);
  if (!known.includes(word)) return `${word} is not a valid command. There are ${known.join(", ")}.`;
  return inThread ? `${word} is not supported in threads. Sorry!` : null;
}
