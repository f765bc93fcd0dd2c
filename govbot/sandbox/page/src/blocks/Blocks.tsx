// A list of blocks. What can be pressed is drawn here; the rest is left to slack-blocks-to-jsx,
// whose own buttons and menus report to nobody.
import { memo } from "react";
import { ElementView } from "../elements/ElementView";
import { BlockText, plain } from "../text/BlockText";
import { Drawn } from "../text/Drawn";
import type { Block, Text } from "../types";
import { Context } from "./Context";
import { Guard } from "./Guard";
import { InputBlock } from "./InputBlock";
import { blockKeys, elementKey } from "./keys";
import { Picture } from "./Picture";
import { prepared } from "./prepared";
import { Section } from "./Section";

type Props = { blocks: Block[]; errors?: Record<string, string> };

export function Blocks({ blocks, errors }: Props) {
  const keys = blockKeys(blocks);
  return (
    <div className="blocks">
      {blocks.map((block, at) => (
        <Guard key={keys[at]}>
          <OneBlock block={block} error={errors?.[block.block_id ?? ""]} />
        </Guard>
      ))}
    </div>
  );
}

const OneBlock = memo(function OneBlock({ block, error }: { block: Block; error?: string }) {
  const id = block.block_id ?? "";
  switch (block.type) {
    case "header":
      return <h3 className="header-block">{<BlockText text={plain(block.text)} />}</h3>;
    case "divider":
      return <hr className="divider-block" />;
    case "section":
      return <Section block={block} />;
    case "context":
      return <Context block={block} />;
    case "actions":
    case "context_actions":
      return (
        <div className="actions-block" role="group" aria-label="Actions">
          {(block.elements ?? []).map((element, at) => (
            <ElementView key={elementKey(element, at)} element={element} blockId={id} />
          ))}
        </div>
      );
    case "input":
      return <InputBlock block={block} error={error} />;
    case "image":
      return (
        <Picture url={block.image_url as string} alt={block.alt_text as string} title={block.title as Text} />
      );
    default:
      return (
        <div className={`drawn-block drawn-${block.type}`} tabIndex={block.type === "table" ? 0 : undefined}>
          <Drawn blocks={[prepared(block)]} />
        </div>
      );
  }
});
