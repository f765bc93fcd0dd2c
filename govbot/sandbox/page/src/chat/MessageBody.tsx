// What a message says: its blocks, or else its text; very long text opens on request.
import { useState } from "react";
import { Blocks } from "../blocks/Blocks";
import { Picture } from "../blocks/Picture";
import { Mrkdwn } from "../text/Mrkdwn";
import type { Attachment, Message, SharedFile } from "../types";

const LONG = 4000;
const SHOWN_OF_LONG = 1500;
const IMAGES = ["png", "jpg", "jpeg", "gif"];

export function MessageBody({ message }: { message: Message }) {
  const { text = "", blocks, attachments = [], files = [] } = message;
  const hasBlocks = blocks && blocks.length > 0;
  return (
    <div className="message-body">
      {hasBlocks ? <Blocks blocks={blocks} /> : text && <LongText text={text} />}
      {attachments.map((attachment, at) => (
        <AttachmentView key={at} attachment={attachment} />
      ))}
      {files.map((file) => (
        <FileView key={file.id} file={file} />
      ))}
      {Boolean(message.edited) && <span className="edited">(edited)</span>}
    </div>
  );
}

/** An image is drawn, anything else is a link to it. */
function FileView({ file }: { file: SharedFile }) {
  const address = new URL(file.permalink).pathname;
  if (IMAGES.includes(file.filetype)) {
    return (
      <a className="shared-image" href={address} target="_blank" rel="noreferrer">
        <Picture url={address} alt={file.alt_txt || file.title} title={{ type: "plain_text", text: file.title }} />
      </a>
    );
  }
  return <a href={address}>{file.title}</a>;
}

function LongText({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  if (text.length <= LONG) return <Mrkdwn text={text} />;
  return (
    <>
      <Mrkdwn text={open ? text : `${text.slice(0, SHOWN_OF_LONG)}…`} />
      <button type="button" className="button quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Show less" : `Show all ${text.length.toLocaleString("en")} characters`}
      </button>
    </>
  );
}

function AttachmentView({ attachment }: { attachment: Attachment }) {
  const colour =
    attachment.color && (/^[0-9a-f]{6}$/i.test(attachment.color) ? `#${attachment.color}` : attachment.color);
  const text = attachment.text ?? attachment.fallback;
  return (
    <div className="attachment" style={colour ? { borderColor: colour } : undefined}>
      {attachment.blocks ? <Blocks blocks={attachment.blocks} /> : text && <Mrkdwn text={text} />}
    </div>
  );
}
