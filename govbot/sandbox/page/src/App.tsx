// The page: chooses who I am and where I am, and puts the pieces together.
import { useEffect, useState } from "react";
import { ConfirmProvider } from "./elements/Confirm";
import { useLive } from "./live/useLive";
import { useAddress } from "./place";
import { useTheme } from "./theme";
import type { State, User } from "./types";
import { Workspace } from "./Workspace";

// Who I was last in this tab, for links that do not say.
const WHO = "govbot.person";

export function App() {
  const [address, go] = useAddress();
  const [me, setMe] = useState<User | null>(null);
  const live = useLive(me?.id ?? null, location.hash);
  const [theme, toggleTheme] = useTheme();

  useEffect(() => {
    if (live.state) setMe(person(live.state, address.user ?? sessionStorage.getItem(WHO)));
  }, [live.state, address.user]);

  useEffect(() => {
    if (me) sessionStorage.setItem(WHO, me.id);
  }, [me]);

  if (!live.state || !me) {
    return (
      <p className="starting" role="status">
        {live.lost
          ? "The local Slack does not answer. Start it again, then reload this page."
          : "Opening the workspace…"}
      </p>
    );
  }
  return (
    <ConfirmProvider>
      <Workspace
        live={live}
        state={live.state}
        me={me}
        address={address}
        go={go}
        theme={theme}
        onTheme={toggleTheme}
      />
    </ConfirmProvider>
  );
}

/** Whom the address names; else somebody who may do everything, so that the first try works. */
function person(state: State, wanted: string | null): User | null {
  const people = state.users.filter((user) => !user.is_bot && !user.deleted);
  return (
    people.find((user) => wanted !== null && [user.id, user.name].includes(wanted)) ??
    people.find((user) => user.is_admin) ??
    people[0] ??
    null
  );
}
