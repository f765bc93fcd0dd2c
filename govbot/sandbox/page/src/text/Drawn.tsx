// Display blocks, drawn by slack-blocks-to-jsx.
import { Message, type MessageProps } from "slack-blocks-to-jsx";
import { hooks } from "./hooks";

export function Drawn({ blocks }: { blocks: unknown[] }) {
  return (
    <Message
      withoutWrapper
      theme="light"
      name=""
      logo=""
      hooks={hooks}
      blocks={blocks as MessageProps["blocks"]}
    />
  );
}
