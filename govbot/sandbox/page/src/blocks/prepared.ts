// Blocks as slack-blocks-to-jsx draws them right: it reads a table's raw text as mrkdwn, which Slack does not.
import type { Block } from "../types";

type Cell = { type: string; text?: string };

const literal = (cell: Cell) =>
  cell.type === "raw_text" || cell.type === "raw_number"
    ? {
        type: "rich_text",
        elements: [
          { type: "rich_text_section", elements: [{ type: "text", text: String(cell.text ?? "") }] },
        ],
      }
    : cell;

export function prepared(block: Block): Block {
  if (block.type !== "table" || !Array.isArray(block.rows)) return block;
  return { ...block, rows: (block.rows as Cell[][]).map((row) => row.map(literal)) };
}
