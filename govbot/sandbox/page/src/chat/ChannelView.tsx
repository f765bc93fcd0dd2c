// A channel or a direct message: its head, its messages, the composer.
import { useMessages } from "../live/useMessages";
import type { Revisions } from "../live/useLive";
import { useDirectory } from "../text/Directory";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";
import { describePlace } from "./describePlace";

type Props = {
  id: string;
  revisions: Revisions;
  welcome: React.ReactNode;
  onThread: (ts: string) => void;
  onSent: () => void;
};

export function ChannelView({ id, revisions, welcome, onThread, onSent }: Props) {
  const { state, me } = useDirectory();
  const messages = useMessages(me.id, id, revisions);
  const { title, topic, name, closed } = describePlace(id, state, me);
  return (
    <main className="centre" aria-label={title}>
      <div className="place-head">
        <h2 data-testid="place-title">
          <bdi>{title}</bdi>
        </h2>
        <p className="topic">
          <bdi>{topic}</bdi>
        </p>
      </div>
      {welcome}
      <MessageList
        key={`${me.id} ${id}`}
        label={`Messages in ${title}`}
        channel={id}
        messages={messages}
        empty="Nothing has been said here yet."
        onThread={onThread}
      />
      <Composer key={`composer ${me.id} ${id}`} channel={id} name={name} closed={closed} onSent={onSent} />
    </main>
  );
}
