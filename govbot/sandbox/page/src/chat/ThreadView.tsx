// The thread beside the channel (over it on a phone).
import { useMessages } from "../live/useMessages";
import type { Revisions } from "../live/useLive";
import { useDirectory } from "../text/Directory";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";
import { describePlace } from "./describePlace";

type Props = { channel: string; ts: string; revisions: Revisions; onClose: () => void; onSent: () => void };

export function ThreadView({ channel, ts, revisions, onClose, onSent }: Props) {
  const { state, me } = useDirectory();
  const messages = useMessages(me.id, channel, revisions, ts);
  const { title, name, closed } = describePlace(channel, state, me);
  return (
    <aside
      className="thread"
      aria-label="Thread"
      data-testid="thread"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <div className="place-head">
        <h2>Thread</h2>
        <p className="topic">
          <bdi>{title}</bdi>
        </p>
        <button
          type="button"
          className="button icon thread-close"
          aria-label="Close the thread"
          onClick={onClose}
        >
          ×
        </button>
      </div>
      <MessageList
        key={ts}
        label={`Thread in ${title}`}
        channel={channel}
        messages={messages}
        empty="This thread is gone."
      />
      <Composer
        key={`composer ${ts}`}
        channel={channel}
        name={name}
        thread={ts}
        closed={closed}
        onSent={onSent}
      />
    </aside>
  );
}
