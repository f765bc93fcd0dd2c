// One message: who, when, what, and what can be done with it.
import { memo, useMemo, useState } from "react";
import { click, loadOptions } from "../api";
import { Avatar } from "../chrome/Avatar";
import { SurfaceProvider, type Surface } from "../elements/Surface";
import { useDirectory } from "../text/Directory";
import { timeOf } from "../time";
import type { Message } from "../types";
import { said } from "../said";
import { MessageBody } from "./MessageBody";
import { MessageMenu } from "./MessageMenu";

type Props = {
  message: Message;
  channel: string;
  first: boolean;
  onThread?: (ts: string) => void;
};

export const MessageRow = memo(function MessageRow({ message, channel, first, onThread }: Props) {
  const { state, me } = useDirectory();
  const [failure, setFailure] = useState<string | null>(null);
  const { ts } = message;
  const fromBot = !message.user || message.user === state.bot.id;
  const author = state.users.find((user) => user.id === message.user);
  const name = fromBot ? state.bot.name : author?.real_name || author?.name || "Somebody";
  const at = new Date(Number(ts) * 1000);

  const surface = useMemo<Surface>(
    () => ({
      act: async (block_id, element, fields) =>
        said(await click(me.id, { channel, ts }, { action_id: element.action_id, block_id, ...fields })),
      options: (block_id, action_id, typed) =>
        loadOptions(me.id, { channel, ts }, block_id, action_id, typed),
      channel,
      form: null,
    }),
    [me.id, channel, ts],
  );
  return (
    <li
      className={`message${first ? " first" : ""}${message.is_ephemeral ? " ephemeral" : ""}`}
      data-testid="message"
      data-ts={ts}
      data-author={fromBot ? "bot" : message.user}
    >
      <div className="message-side">
        {first ? <Avatar id={message.user ?? "bot"} name={name} bot={fromBot} /> : null}
      </div>
      <div className="message-main">
        {message.is_ephemeral && <div className="only-you">Only visible to you</div>}
        <div className={first ? "message-head" : "sr-only"}>
          <bdi className="message-author">{name}</bdi>
          {fromBot && <span className="app-badge">app</span>}
          <time className="message-time" dateTime={at.toISOString()}>
            {timeOf(at, me.tz)}
          </time>
        </div>
        <SurfaceProvider value={surface}>
          <MessageBody message={message} />
        </SurfaceProvider>
        {failure && (
          <div className="failure" role="alert">
            {failure}
          </div>
        )}
        {onThread && (message.reply_count ?? 0) > 0 && (
          <button type="button" className="replies" data-testid="replies" onClick={() => onThread(ts)}>
            {message.reply_count} {message.reply_count === 1 ? "reply" : "replies"}
          </button>
        )}
      </div>
      <MessageMenu message={message} channel={channel} onThread={onThread} onFailure={setFailure} />
    </li>
  );
});
