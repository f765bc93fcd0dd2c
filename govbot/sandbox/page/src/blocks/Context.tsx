// The small grey line.
import { BlockText } from "../text/BlockText";
import type { Block, Text } from "../types";
import { Picture } from "./Picture";

export function Context({ block }: { block: Block }) {
  return (
    <div className="context-block">
      {(block.elements ?? []).map((element, at) =>
        element.type === "image" ? (
          <Picture key={at} url={element.image_url} alt={element.alt_text} />
        ) : (
          <BlockText key={at} text={element as unknown as Text} />
        ),
      )}
    </div>
  );
}
