// The bar on top: the workspace, the demo's clock, help and theme.
import type { State } from "../types";
import type { Theme } from "../theme";
import { DemoClock } from "./DemoClock";
import { Faults } from "./Faults";

type Props = {
  state: State;
  now: Date;
  busy: boolean;
  theme: Theme;
  menuOpen: boolean;
  onMenu: () => void;
  onTheme: () => void;
  onHelp: () => void;
  onMove: (advance: string) => Promise<void>;
};

export function TopBar({ state, now, busy, theme, menuOpen, onMenu, onTheme, onHelp, onMove }: Props) {
  return (
    <header className="topbar">
      <button
        type="button"
        className="button icon only-narrow"
        aria-label="Channels and people"
        aria-expanded={menuOpen}
        data-testid="open-sidebar"
        onClick={onMenu}
      >
        ☰
      </button>
      <h1 className="team">
        <bdi>{state.team.name}</bdi>
      </h1>
      <DemoClock now={now} zone={state.zone} nextDue={state.next_due} busy={busy} onMove={onMove} />
      <div className="topbar-tools">
        <Faults />
        <button
          type="button"
          className="button icon"
          aria-label="Show the welcome"
          data-testid="help"
          onClick={onHelp}
        >
          ?
        </button>
        <button
          type="button"
          className="button icon"
          aria-label={theme === "dark" ? "Use light colours" : "Use dark colours"}
          data-testid="theme"
          onClick={onTheme}
        >
          {theme === "dark" ? "☀︎" : "☾︎"}
        </button>
      </div>
    </header>
  );
}
