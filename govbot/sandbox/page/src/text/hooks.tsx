// How slack-blocks-to-jsx draws names, dates, emoji and links in this workspace.
import type { MessageProps } from "slack-blocks-to-jsx";
import { fillDateTokens } from "../time";
import { useDirectory, useNow } from "./Directory";

function Mention({ id }: { id: string }) {
  const { state, me } = useDirectory();
  const user = state.users.find((one) => one.id === id);
  return (
    <span className={id === me.id ? "mention mention-me" : "mention"}>
      @<bdi>{user?.real_name || user?.name || "someone who is not here"}</bdi>
    </span>
  );
}

function ChannelLink({ id }: { id: string }) {
  const { state, openChannel } = useDirectory();
  const channel = state.channels.find((one) => one.id === id);
  if (!channel) return <span className="mention">#private-channel</span>;
  return (
    <button type="button" className="mention mention-button" onClick={() => openChannel(id)}>
      #{channel.name}
    </button>
  );
}

function Moment({ seconds, format, link }: { seconds: number; format: string; link: string | null }) {
  const { me } = useDirectory();
  const now = useNow();
  const time = (
    <time dateTime={new Date(seconds * 1000).toISOString()}>
      {fillDateTokens(format, seconds, me.tz, now)}
    </time>
  );
  return link ? <SafeLink href={link}>{time}</SafeLink> : time;
}

function SafeLink({ href, children }: { href: string; children: React.ReactNode }) {
  if (!/^(https?:|mailto:|tel:)/i.test(href)) return <>{children}</>;
  // A permalink of a message leads to this same page.
  const target = href.startsWith(`${location.origin}/`) ? undefined : "_blank";
  return (
    <a className="link" href={href} target={target} rel="noreferrer noopener">
      {children}
    </a>
  );
}

export const hooks: NonNullable<MessageProps["hooks"]> = {
  user: ({ id }) => <Mention id={id} />,
  channel: ({ id }) => <ChannelLink id={id} />,
  usergroup: ({ id }) => <span className="mention">@{id}</span>,
  atHere: () => <span className="mention mention-all">@here</span>,
  atChannel: () => <span className="mention mention-all">@channel</span>,
  atEveryone: () => <span className="mention mention-all">@everyone</span>,
  emoji: (emoji, draw) => {
    const glyph = draw(emoji);
    return glyph === emoji.name ? `:${emoji.name}:` : <span className="emoji">{glyph}</span>;
  },
  date: ({ timestamp, format, link, fallback }) => {
    const seconds = Number(timestamp);
    return Number.isFinite(seconds) ? <Moment seconds={seconds} format={format} link={link} /> : fallback;
  },
  link: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
};
