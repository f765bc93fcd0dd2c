// The inline half of mrkdwn: styles, <tokens>, code, emoji and bare links.
import { unescape } from "./unescape";

export type Style = { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };
export type RichElement = { type: string; style?: Style; [field: string]: unknown };

const MARKS: Record<string, keyof Style> = { "*": "bold", _: "italic", "~": "strike" };
const TOKEN = /^<([^<>\n]+)>/;
const CODE = /^`([^`\n]+)`/;
const EMOJI = /^:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/;
const BARE_LINK = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]'"*_~]/;
// Slack allows no longer text in one object; it also keeps reading linear in hostile text.
const LONGEST = 3000;
const WORD = /[\p{L}\p{N}]/u;

export function readInline(text: string, style: Style = {}): RichElement[] {
  const out: RichElement[] = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push({ type: "text", text: unescape(plain), ...styled(style) });
    plain = "";
  };
  let at = 0;
  while (at < text.length) {
    const special = readSpecial(text, at, style);
    if (special) {
      flush();
      out.push(...special.elements);
      at = special.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return out;
}

type Found = { elements: RichElement[]; end: number };

function readSpecial(text: string, at: number, style: Style): Found | null {
  const char = text[at] ?? "";
  if (char in MARKS) return readStyled(text, at, style);
  if (!"<`:h".includes(char)) return null;
  const rest = text.slice(at, at + LONGEST);
  const code = CODE.exec(rest);
  if (code)
    return one({ type: "text", text: unescape(code[1] ?? ""), style: { ...style, code: true } }, at, code);
  const token = TOKEN.exec(rest);
  if (token) return one({ ...readToken(token[1] ?? ""), ...styled(style) }, at, token);
  const emoji = WORD.test(text[at - 1] ?? "") ? null : EMOJI.exec(rest);
  if (emoji) return one({ type: "emoji", name: emoji[1] }, at, emoji);
  const link = WORD.test(text[at - 1] ?? "") ? null : BARE_LINK.exec(rest);
  if (link) return one({ type: "link", url: unescape(link[0]), ...styled(style) }, at, link);
  return null;
}

const one = (element: RichElement, at: number, match: RegExpExecArray): Found => ({
  elements: [element],
  end: at + match[0].length,
});

const styled = (style: Style) => (Object.keys(style).length ? { style } : {});

/** `*bold*`: opens at the edge of a word, closes at one, and never spans lines. */
function readStyled(text: string, at: number, style: Style): Found | null {
  const mark = text[at] as string;
  if (WORD.test(text[at - 1] ?? "") || !text[at + 1] || /\s/.test(text[at + 1] as string)) return null;
  for (let end = text.indexOf(mark, at + 2); end !== -1; end = text.indexOf(mark, end + 1)) {
    const inside = text.slice(at + 1, end);
    if (inside.includes("\n") || inside.length > LONGEST) return null;
    if (/\s$/.test(inside) || WORD.test(text[end + 1] ?? "") || insideToken(inside)) continue;
    const name = MARKS[mark] as keyof Style;
    return { elements: readInline(inside, { ...style, [name]: true }), end: end + 1 };
  }
  return null;
}

const insideToken = (text: string) =>
  text.lastIndexOf("<") > text.lastIndexOf(">") || (text.split("`").length - 1) % 2 === 1;

function readToken(token: string): RichElement {
  const [body, ...rest] = token.split("|");
  const label = rest.join("|");
  const target = body ?? "";
  if (target.startsWith("@")) return { type: "user", user_id: target.slice(1) };
  if (target.startsWith("#")) return { type: "channel", channel_id: target.slice(1) };
  if (target.startsWith("!subteam^")) return { type: "usergroup", usergroup_id: target.slice(9) };
  if (/^!(here|channel|everyone)$/.test(target)) return { type: "broadcast", range: target.slice(1) };
  if (target.startsWith("!date^")) return readDate(target, label);
  return { type: "link", url: unescape(target), ...(label ? { text: unescape(label) } : {}) };
}

function readDate(target: string, fallback: string): RichElement {
  const [, seconds, format, url] = target.split("^");
  return {
    type: "date",
    timestamp: Number(seconds),
    format: format ?? "{date}",
    fallback: unescape(fallback),
    ...(url ? { url } : {}),
  };
}
