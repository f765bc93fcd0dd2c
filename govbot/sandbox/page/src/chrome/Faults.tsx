// "Make Slack misbehave": the next calls of the app to Slack go wrong in the chosen way.
import { useRef, useState } from "react";
import { setFaults } from "../api";

const FAULTS: [label: string, note: string, fault: Record<string, unknown>][] = [
  [
    "Too many requests",
    "Slack refuses the next three calls and asks to wait.",
    { kind: "rate_limited", times: 3, retry_after: 5 },
  ],
  [
    "Broken for a moment",
    "Slack answers the next three calls with an error of its own.",
    { kind: "server_error", times: 3 },
  ],
  [
    "Lost answer",
    "The next message arrives, but the app is not told.",
    { method: "chat.postMessage", kind: "drop_after_accept" },
  ],
  [
    "No answer",
    "The next message never arrives, and nobody says so.",
    { method: "chat.postMessage", kind: "timeout" },
  ],
  ["Hang up", "The connection is cut once; the app has to come back.", { kind: "disconnect", abrupt: true }],
  ["Behave again", "Nothing goes wrong any more.", { clear: true }],
];

export function Faults() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [said, setSaid] = useState("");
  const send = async (label: string, fault: Record<string, unknown>) => {
    const answer = await setFaults(fault);
    setSaid(answer.ok ? `Set: ${label}` : (answer.error ?? "It could not be set."));
  };
  return (
    <>
      <button
        type="button"
        className="button icon"
        aria-label="Make Slack misbehave"
        data-testid="faults"
        onClick={() => dialog.current?.showModal()}
      >
        ⚠︎
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby="faults-title">
        <h2 id="faults-title">Make Slack misbehave</h2>
        <p>The app notices, waits and tries again. Nothing it has to say is lost or said twice.</p>
        <ul className="faults">
          {FAULTS.map(([label, note, fault]) => (
            <li key={label}>
              <button type="button" className="button" onClick={() => send(label, fault)}>
                {label}
              </button>
              <span>{note}</span>
            </li>
          ))}
        </ul>
        <p role="status">{said}</p>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
      </dialog>
    </>
  );
}
