// The demo's time, and the buttons that move it.
import { useState } from "react";
import { clockText, shortMoment, zoneCity } from "../time";

type Props = {
  now: Date;
  zone: string;
  nextDue: string | null;
  busy: boolean;
  onMove: (advance: string) => Promise<void>;
};

const STEPS: [advance: string, label: string, name: string][] = [
  ["1h", "+1 hour", "Move the clock one hour"],
  ["1d", "+1 day", "Move the clock one day"],
  ["1w", "+1 week", "Move the clock one week"],
];

export function DemoClock({ now, zone, nextDue, busy, onMove }: Props) {
  const [moving, setMoving] = useState(false);
  const walking = moving || busy;
  const move = async (advance: string) => {
    setMoving(true);
    await onMove(advance);
    setMoving(false);
  };
  const due = nextDue ? shortMoment(new Date(nextDue), zone) : "";
  return (
    <div className="clock" role="group" aria-label="The demo's clock">
      <div className="clock-now" data-testid="clock" data-walking={walking}>
        <time dateTime={now.toISOString()}>{clockText(now, zone)}</time>{" "}
        <span className="clock-zone">{zoneCity(zone)}</span>
        <span className="clock-state" role="status">
          {walking ? "moving…" : ""}
        </span>
      </div>
      <div className="clock-buttons">
        <button
          type="button"
          className="button primary"
          data-testid="clock-next"
          disabled={walking || !nextDue}
          onClick={() => move("next")}
        >
          {due ? "Next thing due" : "Nothing is due"}
          {due && <span className="clock-due"> · {due}</span>}
        </button>
        {STEPS.map(([advance, label, name]) => (
          <button
            key={advance}
            type="button"
            className="button"
            aria-label={`${label}: ${name.toLowerCase()}`}
            data-testid={`clock-${advance}`}
            disabled={walking}
            onClick={() => move(advance)}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
