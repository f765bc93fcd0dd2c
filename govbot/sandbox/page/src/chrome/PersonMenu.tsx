// Who I am, and the people I can be instead.
import type { State, User } from "../types";
import { timeOf, zoneCity } from "../time";
import { Avatar } from "./Avatar";
import { Menu } from "./Menu";

type Props = { state: State; me: User; now: Date; onSwitch: (id: string) => void };

export function PersonMenu({ state, me, now, onSwitch }: Props) {
  const people = state.users.filter((user) => !user.is_bot && !user.deleted);
  return (
    <Menu
      label="Switch person"
      worded
      testid="person-menu"
      className="person-button"
      items={people.map((user) => ({
        key: user.id,
        checked: user.id === me.id,
        choose: () => onSwitch(user.id),
        label: (
          <span className="person">
            <Avatar id={user.id} name={user.real_name} />
            <span className="person-words">
              <bdi className="person-name">{user.real_name}</bdi>
              <span className="person-note">{describe(user, now)}</span>
            </span>
          </span>
        ),
      }))}
    >
      <Avatar id={me.id} name={me.real_name} />
      <span className="person-words">
        <bdi className="person-name">{me.real_name}</bdi>
        <span className="person-note">{me.title || "You"}</span>
      </span>
      <span className="person-switch">
        Switch<span className="sr-only"> person</span> <span aria-hidden="true">▾</span>
      </span>
    </Menu>
  );
}

function describe(user: User, now: Date): string {
  const kind = user.is_restricted ? "guest" : user.is_admin ? "workspace admin" : "";
  return [user.title, kind, `${timeOf(now, user.tz)} ${zoneCity(user.tz)}`].filter(Boolean).join(" · ");
}
