// Slack's mrkdwn, turned into the rich_text block that slack-blocks-to-jsx draws.
// The library's own mrkdwn reader takes escaped text for markup and 10:30:45 for an emoji, so it is not used.
import { unescape } from "./unescape";
import { readInline, type RichElement } from "./readInline";

export type RichGroup = {
  type: "rich_text_section" | "rich_text_quote" | "rich_text_preformatted";
  elements: RichElement[];
};

const FENCE = /```\n?([\s\S]+?)\n?```\n?/g;
const QUOTE = /^(?:&gt;|>) ?/;

export function readMrkdwn(text: string): RichGroup[] {
  const groups: RichGroup[] = [];
  let from = 0;
  for (const match of text.matchAll(FENCE)) {
    groups.push(...readLines(text.slice(from, match.index)));
    groups.push({
      type: "rich_text_preformatted",
      elements: [{ type: "text", text: unescape(match[1] ?? "") }],
    });
    from = match.index + match[0].length;
  }
  groups.push(...readLines(text.slice(from)));
  return groups;
}

function readLines(text: string): RichGroup[] {
  if (!text.trim()) return [];
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const quoted = QUOTE.test(line);
    const last = runs[runs.length - 1];
    if (last && last.quoted === quoted) last.lines.push(line);
    else runs.push({ quoted, lines: [line] });
  }
  return runs.map(({ quoted, lines }) => ({
    type: quoted ? "rich_text_quote" : "rich_text_section",
    elements: readInline(lines.map((line) => (quoted ? line.replace(QUOTE, "") : line)).join("\n")),
  }));
}
