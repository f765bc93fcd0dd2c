// What a person has to know about the demo itself: no connection, or something that did not work.
type Props = { lost: boolean; connected: boolean; bot: string; trouble: string | null; onSeen: () => void };

export function Notices({ lost, connected, bot, trouble, onSeen }: Props) {
  const steady = lost
    ? "The local Slack does not answer. The page comes back by itself once it runs again."
    : connected
      ? null
      : `${bot} is not connected to this workspace yet, so commands and buttons fail for now.`;
  return (
    <div className="notices">
      <div role="status" data-testid="connection">
        {steady && <p className="notice">{steady}</p>}
      </div>
      <div role="alert">
        {trouble && (
          <p className="notice bad">
            {trouble}{" "}
            <button type="button" className="button icon" aria-label="Close the message" onClick={onSeen}>
              ×
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
