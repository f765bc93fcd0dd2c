// The left side: who I am, the app with its Home and messages, the channels.
import type { State, User } from "../types";
import { directMessages, type Place } from "../place";
import { Avatar } from "./Avatar";
import { PersonMenu } from "./PersonMenu";
import { PlaceRow } from "./PlaceRow";

type Props = {
  state: State;
  me: User;
  now: Date;
  place: Place;
  onOpen: (place: Place) => void;
  onSwitch: (id: string) => void;
};

export function Sidebar({ state, me, now, place, onOpen, onSwitch }: Props) {
  const visible = state.channels.filter((one) => !one.is_private || one.members.includes(me.id));
  const joined = visible.filter((one) => one.members.includes(me.id) && !one.is_archived);
  const others = visible.filter((one) => !one.members.includes(me.id) || one.is_archived);
  const ims = directMessages(state, me);
  const at = (id: string) => place.kind === "channel" && place.id === id;
  const channelRow = (one: State["channels"][number], quiet: boolean) => (
    <PlaceRow
      key={one.id}
      id={one.id}
      sign={one.is_private ? <Lock /> : "#"}
      name={one.name}
      note={one.is_archived ? "archived" : undefined}
      kind={one.is_private ? "private channel" : "channel"}
      current={at(one.id)}
      unread={quiet || at(one.id) ? 0 : (one.unread ?? 0)}
      onOpen={() => onOpen({ kind: "channel", id: one.id })}
    />
  );
  return (
    <nav className="sidebar" aria-label="Workspace" data-testid="sidebar">
      <PersonMenu state={state} me={me} now={now} onSwitch={onSwitch} />
      <div className="sidebar-scroll">
        <Group title="Home and direct messages">
          <PlaceRow
            id="home"
            sign="⌂"
            name={`${state.bot.name} Home`}
            kind="app"
            current={place.kind === "home"}
            unread={0}
            onOpen={() => onOpen({ kind: "home" })}
          />
          {ims.map((im) => {
            const partner = state.users.find((user) => user.id === (im.user === me.id ? im.other : im.user));
            const bot = partner?.id === state.bot.id || partner?.is_bot === true;
            const name = partner?.real_name || partner?.name || state.bot.name;
            return (
              <PlaceRow
                key={im.id}
                id={im.id}
                sign={<Avatar id={partner?.id ?? im.id} name={name} bot={bot || !partner} small />}
                name={name}
                kind="direct messages with"
                current={at(im.id)}
                unread={at(im.id) ? 0 : (im.unread ?? 0)}
                onOpen={() => onOpen({ kind: "channel", id: im.id })}
              />
            );
          })}
        </Group>
        <Group title="Channels">{joined.map((one) => channelRow(one, false))}</Group>
        {others.length > 0 && (
          <Group title="Not a member">{others.map((one) => channelRow(one, true))}</Group>
        )}
      </div>
    </nav>
  );
}

function Lock() {
  return (
    <svg viewBox="0 0 16 16" width="13" height="13" fill="none" stroke="currentColor" strokeWidth="1.6">
      <rect x="3" y="7" width="10" height="7" rx="1.5" />
      <path d="M5 7V5a3 3 0 0 1 6 0v2" />
    </svg>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="sidebar-group">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}
