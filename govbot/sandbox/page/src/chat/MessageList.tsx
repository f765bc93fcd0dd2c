// The messages of a channel or thread, oldest first, with a line for each new day.
import { Fragment, useRef } from "react";
import { useDirectory, useNow } from "../text/Directory";
import { dayOf, dayTitle } from "../time";
import type { Message } from "../types";
import { MessageRow } from "./MessageRow";
import { useFollow } from "./useFollow";

type Props = {
  label: string;
  channel: string;
  messages: Message[] | null;
  empty: string;
  onThread?: (ts: string) => void;
};

const TOGETHER_SECONDS = 300;

export function MessageList({ label, channel, messages, empty, onThread }: Props) {
  const { me } = useDirectory();
  const now = useNow();
  const log = useRef<HTMLDivElement>(null);
  const newest = messages?.[messages.length - 1];
  const onScroll = useFollow(log, {
    loaded: messages !== null,
    personal: newest?.user === me.id || Boolean(newest?.is_ephemeral),
    linked: new URLSearchParams(location.search).get("ts"),
  });
  return (
    <div
      ref={log}
      className="log"
      role="log"
      aria-label={label}
      aria-busy={messages === null}
      tabIndex={0}
      data-testid="messages"
      onScroll={onScroll}
    >
      {messages?.length === 0 && <p className="log-empty">{empty}</p>}
      <ol className="log-list">
        {(messages ?? []).map((message, at) => {
          const previous = messages?.[at - 1];
          const moment = new Date(Number(message.ts) * 1000);
          const newDay =
            !previous || dayOf(new Date(Number(previous.ts) * 1000), me.tz) !== dayOf(moment, me.tz);
          return (
            <Fragment key={message.ts}>
              {newDay && (
                <li className="day">
                  <span>{dayTitle(moment, me.tz, now)}</span>
                </li>
              )}
              <MessageRow
                message={message}
                channel={channel}
                first={newDay || !together(previous, message)}
                onThread={onThread}
              />
            </Fragment>
          );
        })}
      </ol>
    </div>
  );
}

function together(before: Message | undefined, after: Message): boolean {
  return (
    before !== undefined &&
    before.user === after.user &&
    before.bot_id === after.bot_id &&
    !before.is_ephemeral &&
    !after.is_ephemeral &&
    Number(after.ts) - Number(before.ts) < TOGETHER_SECONDS
  );
}
