// The workspace on screen for one person.
import { useCallback, useMemo, useState } from "react";
import { getViews, moveClock, runCommand } from "./api";
import { ChannelView } from "./chat/ChannelView";
import { HomeView } from "./chat/HomeView";
import { ThreadView } from "./chat/ThreadView";
import { Notices } from "./chrome/Notices";
import { Sidebar } from "./chrome/Sidebar";
import { TopBar } from "./chrome/TopBar";
import { Welcome } from "./chrome/Welcome";
import { useFetched } from "./live/useFetched";
import type { Live } from "./live/useLive";
import { Modal } from "./modal/Modal";
import { placeFor, placesOf, type Address, type Place } from "./place";
import { said } from "./said";
import { DirectoryProvider, NowProvider } from "./text/Directory";
import type { Theme } from "./theme";
import type { State, User } from "./types";

type Props = {
  live: Live;
  state: State;
  me: User;
  address: Address;
  go: (address: Address) => void;
  theme: Theme;
  onTheme: () => void;
};

const WELCOMED = "govbot.welcomed";

export function Workspace({ live, state, me, address, go, theme, onTheme }: Props) {
  const { now, revisions, refresh } = live;
  const [menuOpen, setMenuOpen] = useState(false);
  const [welcome, setWelcome] = useState(() => localStorage.getItem(WELCOMED) === null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const place = placeFor(state, me, address.place);
  const channel = place.kind === "channel" ? place.id : null;
  const mine = useMemo(() => placesOf(state, me), [state, me]);
  const views = useFetched(me.id, `${revisions.all}.${revisions.views}`, () => getViews(me.id));

  const open = useCallback(
    (next: Place) => {
      setMenuOpen(false);
      setTrouble(null);
      go({ user: me.id, place: next, thread: null });
    },
    [go, me.id],
  );
  const here = address.place ?? place;
  const openThread = useCallback(
    (thread: string | null) => go({ user: me.id, place: here, thread }),
    [go, me.id, here],
  );
  const directory = useMemo(
    () => ({ state, me, openChannel: (id: string) => open({ kind: "channel", id }) }),
    [state, me, open],
  );
  const move = async (advance: string) => {
    setTrouble(said(await moveClock(advance)));
    refresh();
  };
  const tryCommand = async (text: string) => {
    const at = channel ?? mine[0] ?? "";
    if (!channel) open({ kind: "channel", id: at });
    setTrouble(said(await runCommand(me.id, at, text)));
    refresh();
  };
  const showWelcome = (shown: boolean) => {
    if (shown) localStorage.removeItem(WELCOMED);
    else localStorage.setItem(WELCOMED, "yes");
    setWelcome(shown);
  };
  const welcomeCard = welcome && (
    <Welcome
      bot={state.bot.name}
      nextDue={state.next_due !== null && !live.busy}
      onCommand={tryCommand}
      onNext={() => move("next")}
      onDismiss={() => showWelcome(false)}
    />
  );
  return (
    <DirectoryProvider value={directory}>
      <NowProvider value={now}>
        <div className={`page${menuOpen ? " menu-open" : ""}${address.thread ? " with-thread" : ""}`}>
          <TopBar
            state={state}
            now={now}
            busy={live.busy}
            theme={theme}
            menuOpen={menuOpen}
            onMenu={() => setMenuOpen(!menuOpen)}
            onTheme={onTheme}
            onHelp={() => showWelcome(!welcome)}
            onMove={move}
          />
          <Notices
            lost={live.lost}
            connected={state.connected}
            bot={state.bot.name}
            trouble={trouble}
            onSeen={() => setTrouble(null)}
          />
          <Sidebar
            state={state}
            me={me}
            now={now}
            place={place}
            onOpen={open}
            onSwitch={(user) => {
              setMenuOpen(false);
              const direct = state.ims.some((im) => im.id === channel);
              go({
                user,
                place: direct ? { kind: "channel", id: state.bot.id } : address.place,
                thread: null,
              });
            }}
          />
          {menuOpen && <div className="shade" onClick={() => setMenuOpen(false)} />}
          {channel ? (
            <ChannelView
              id={channel}
              revisions={revisions}
              welcome={welcomeCard}
              onThread={openThread}
              onSent={refresh}
            />
          ) : (
            <HomeView revisions={revisions} onOpened={refresh} />
          )}
          {channel && address.thread && (
            <ThreadView
              channel={channel}
              ts={address.thread}
              revisions={revisions}
              onClose={() => openThread(null)}
              onSent={refresh}
            />
          )}
          {views && views.length > 0 && <Modal key={me.id} views={views} onChanged={refresh} />}
        </div>
      </NowProvider>
    </DirectoryProvider>
  );
}
