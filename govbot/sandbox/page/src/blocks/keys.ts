// Names blocks and elements by what they are: Slack gives each block a new id whenever a message is drawn anew,
// and a button that is replaced while somebody presses it never hears of the press. A button that means something
// else than before is another one, and so is a field: its block's id says when it begins anew.
import type { Block, Element } from "../types";

const WITHOUT_STATE = [
  "button",
  "workflow_button",
  "icon_button",
  "feedback_buttons",
  "overflow",
  "image",
  "mrkdwn",
  "plain_text",
];

export function elementKey(element: Element, at: number): string {
  return `${element.action_id ?? at} ${element.value ?? element.options?.[0]?.value ?? ""}`;
}

export function blockKeys(blocks: Block[]): string[] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    const name = nameOf(block);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return `${name} ${before}`;
  });
}

function nameOf(block: Block): string {
  const { type, accessory, elements = [], block_id = "" } = block;
  const all = accessory ? [accessory, ...elements] : elements;
  if (type === "input" || all.some((element) => !WITHOUT_STATE.includes(element.type))) return block_id;
  return accessory ? `${type} ${elementKey(accessory, 0)}` : type;
}
