// The left side: who I am, channels, direct messages, the app.
import type { State, User } from "../types";
import type { Place } from "../place";
import { Avatar } from "./Avatar";
import { PersonMenu } from "./PersonMenu";

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
  const ims = state.ims.filter((im) => im.user === me.id || im.other === me.id);
  const at = (id: string) => place.kind === "channel" && place.id === id;
  const channelRow = (one: State["channels"][number], quiet: boolean) => (
    <Row
      key={one.id}
      id={one.id}
      sign={one.is_private ? "🔒︎" : "#"}
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
        <Group title="Channels">{joined.map((one) => channelRow(one, false))}</Group>
        {others.length > 0 && <Group title="Not a member">{others.map((one) => channelRow(one, true))}</Group>}
        <Group title="Direct messages">
          {ims.map((im) => {
            const partner = state.users.find((user) => user.id === (im.user === me.id ? im.other : im.user));
            const bot = partner?.id === state.bot.id || partner?.is_bot === true;
            const name = partner?.real_name || partner?.name || state.bot.name;
            return (
              <Row
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
        <Group title="Apps">
          <Row
            id="home"
            sign="⌂"
            name={`${state.bot.name} Home`}
            kind="app"
            current={place.kind === "home"}
            unread={0}
            onOpen={() => onOpen({ kind: "home" })}
          />
        </Group>
      </div>
    </nav>
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

type RowProps = {
  id: string;
  sign: React.ReactNode;
  name: string;
  note?: string;
  kind: string;
  current: boolean;
  unread: number;
  onOpen: () => void;
};

function Row({ id, sign, name, note, kind, current, unread, onOpen }: RowProps) {
  return (
    <li>
      <button
        type="button"
        className={`place${unread ? " unread" : ""}`}
        aria-current={current ? "page" : undefined}
        aria-label={`${kind} ${name}${unread ? `, ${unread} unread` : ""}`}
        data-testid={`place-${id}`}
        data-name={name}
        onClick={onOpen}
      >
        <span className="place-sign" aria-hidden="true">
          {sign}
        </span>
        <bdi className="place-name">{name}</bdi>
        {note && <span className="place-note">{note}</span>}
        {unread > 0 && <span className="badge">{unread > 99 ? "99+" : unread}</span>}
      </button>
    </li>
  );
}
