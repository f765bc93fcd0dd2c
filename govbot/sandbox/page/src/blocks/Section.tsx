// A section: text, fields in two columns, and something beside them.
import { ElementView } from "../elements/ElementView";
import { BlockText } from "../text/BlockText";
import type { Block } from "../types";
import { Picture } from "./Picture";

export function Section({ block }: { block: Block }) {
  const { text, fields, accessory } = block;
  return (
    <div className={`section-block${accessory ? ` with-${accessory.type}` : ""}`}>
      <div className="section-text">
        {text && <BlockText text={text} />}
        {fields && (
          <div className="section-fields">
            {fields.map((field, at) => (
              <BlockText key={at} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="section-accessory">
          {accessory.type === "image" ? (
            <Picture url={accessory.image_url} alt={accessory.alt_text} />
          ) : (
            <ElementView element={accessory} blockId={block.block_id ?? ""} />
          )}
        </div>
      )}
    </div>
  );
}
