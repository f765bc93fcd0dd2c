// A text object of Block Kit: mrkdwn or plain.
import { emojify } from "node-emoji";
import type { Text } from "../types";
import { Mrkdwn } from "./Mrkdwn";

/** Plain text with its :emoji: as characters, for labels and options too. */
export function plain(text: Text | string | null | undefined): string {
  if (!text) return "";
  return emojify(typeof text === "string" ? text : text.text);
}

export function BlockText({ text }: { text: Text | string }) {
  if (typeof text !== "string" && text.type === "mrkdwn") return <Mrkdwn text={text.text} />;
  return (
    <div className="prose plain" dir="auto">
      {plain(text)}
    </div>
  );
}
