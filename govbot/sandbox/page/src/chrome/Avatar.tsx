// A person's initials on a colour of their own; the app has a sign instead.

const HUES = [12, 35, 95, 150, 178, 205, 230, 265, 300, 335];

export function Avatar({
  id,
  name,
  bot = false,
  small = false,
}: {
  id: string;
  name: string;
  bot?: boolean;
  small?: boolean;
}) {
  const hue = HUES[[...id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 997, 7) % HUES.length];
  const initials = name
    .split(/[\s.]+/)
    .map((word) => [...word][0] ?? "")
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join("")
    .toUpperCase();
  return (
    <span
      className={`avatar${small ? " small" : ""}${bot ? " bot" : ""}`}
      style={bot ? undefined : { background: `hsl(${hue} 45% 34%)` }}
      aria-hidden="true"
    >
      {bot ? <BotSign /> : initials || "?"}
    </span>
  );
}

function BotSign() {
  return (
    <svg viewBox="0 0 24 24" width="62%" height="62%" fill="none" stroke="currentColor" strokeWidth="2">
      <path d="M12 3l7.5 3v5.5c0 4.6-3.1 7.9-7.5 9.5-4.4-1.6-7.5-4.9-7.5-9.5V6z" strokeLinejoin="round" />
      <path d="M8.5 12l2.5 2.5 4.5-5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
