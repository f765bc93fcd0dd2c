// A text in Slack's mrkdwn.
import { memo, useMemo } from "react";
import { Drawn } from "./Drawn";
import { readMrkdwn } from "./readMrkdwn";

export const Mrkdwn = memo(function Mrkdwn({ text }: { text: string }) {
  const blocks = useMemo(() => [{ type: "rich_text", elements: readMrkdwn(text) }], [text]);
  return (
    <div className="prose" dir="auto">
      <Drawn blocks={blocks} />
    </div>
  );
});
