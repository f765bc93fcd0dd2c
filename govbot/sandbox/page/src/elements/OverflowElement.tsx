// The three dots with a short menu.
import { useDirectory } from "../text/Directory";
import { plain } from "../text/BlockText";
import type { Element, Option } from "../types";
import { Menu } from "../chrome/Menu";

type Props = { element: Element; pending: boolean; onPress: (fields: Record<string, unknown>) => void };

export function OverflowElement({ element, pending, onPress }: Props) {
  const { me } = useDirectory();
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(me.id)) return null;
  const choose = (option: Option) => {
    if (option.url && /^https?:/i.test(option.url)) window.open(option.url, "_blank", "noopener,noreferrer");
    onPress({ selected_option: option });
  };
  return (
    <Menu
      label={element.accessibility_label ?? "More actions"}
      testid={`overflow-${element.action_id}`}
      disabled={pending}
      items={(element.options ?? []).map((option) => ({
        key: option.value,
        label: plain(option.text),
        note: option.description && plain(option.description),
        choose: () => choose(option),
      }))}
    >
      ⋯
    </Menu>
  );
}
