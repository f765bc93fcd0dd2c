// Dates as Slack writes them: always in the zone of the person who reads.

const DAY_MS = 86_400_000;

function parts(at: Date, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
}

/** The calendar day there, as YYYY-MM-DD. */
export function dayOf(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(at);
}

export const timeOf = (at: Date, zone: string) => {
  const p = parts(at, zone);
  return `${p.hour}:${p.minute}`;
};

export const zoneCity = (zone: string) => (zone.split("/").pop() ?? zone).replaceAll("_", " ");

export function clockText(at: Date, zone: string): string {
  const p = parts(at, zone);
  return `${p.weekday} ${p.day} ${p.month} ${p.year}, ${p.hour}:${p.minute}`;
}

export function shortMoment(at: Date, zone: string): string {
  const p = parts(at, zone);
  return `${p.weekday?.slice(0, 3)} ${p.day} ${p.month?.slice(0, 3)}, ${p.hour}:${p.minute}`;
}

export function dayTitle(at: Date, zone: string, now: Date): string {
  const p = parts(at, zone);
  const year = p.year === parts(now, zone).year ? "" : ` ${p.year}`;
  return relativeDay(at, zone, now) ?? `${p.weekday} ${p.day} ${p.month}${year}`;
}

function relativeDay(at: Date, zone: string, now: Date): string | null {
  const days = Math.round((Date.parse(dayOf(at, zone)) - Date.parse(dayOf(now, zone))) / DAY_MS);
  return { "-1": "Yesterday", "0": "Today", "1": "Tomorrow" }[String(days)] ?? null;
}

function ordinal(day: string): string {
  const n = Number(day);
  const suffix = n % 100 >= 11 && n % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${suffix}`;
}

function ago(at: Date, now: Date): string {
  const minutes = Math.round((now.getTime() - at.getTime()) / 60_000);
  const size = Math.abs(minutes);
  const [count, unit] =
    size < 60
      ? [size, "minute"]
      : size < 1440
        ? [Math.round(size / 60), "hour"]
        : [Math.round(size / 1440), "day"];
  const amount = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return minutes < 0 ? `in ${amount}` : `${amount} ago`;
}

/** Slack's date tokens, e.g. `{date_short_pretty} at {time}`. The year is left out within six months. */
export function fillDateTokens(format: string, seconds: number, zone: string, now: Date): string {
  const at = new Date(seconds * 1000);
  const p = parts(at, zone);
  const near = Math.abs(at.getTime() - now.getTime()) < 183 * DAY_MS;
  const year = near ? "" : `, ${p.year}`;
  const forms: Record<string, string> = {
    date_num: dayOf(at, zone),
    date_slash: dayOf(at, zone).replaceAll("-", "/"),
    date: `${p.month} ${ordinal(p.day ?? "1")}${year}`,
    date_short: `${p.month?.slice(0, 3)} ${p.day}${year}`,
    date_long: `${p.weekday}, ${p.month} ${ordinal(p.day ?? "1")}${year}`,
    time: `${p.hour}:${p.minute}`,
    time_secs: `${p.hour}:${p.minute}:${p.second}`,
    ago: ago(at, now),
  };
  return format.replace(/\{(\w+?)(_pretty)?\}/g, (token, name: string, pretty?: string) => {
    const plain = forms[name];
    if (plain === undefined) return token;
    return (pretty && relativeDay(at, zone, now)?.toLowerCase()) || plain;
  });
}

/** A point in time as `<input type="datetime-local">` writes it, in that zone. */
export function toLocalInput(seconds: number, zone: string): string {
  const at = new Date(seconds * 1000);
  return `${dayOf(at, zone)}T${timeOf(at, zone)}`;
}

/** The other way round; a local time that a clock change skips becomes the next one that exists. */
export function fromLocalInput(local: string, zone: string): number {
  const wanted = Date.parse(`${local}:00Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) {
    guess += wanted - Date.parse(`${toLocalInput(guess / 1000, zone)}:00Z`);
  }
  return Math.floor(guess / 1000);
}
