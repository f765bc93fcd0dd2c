// A button, and the small buttons of context_actions.
import { plain } from "../text/BlockText";
import { useDirectory } from "../text/Directory";
import type { Element } from "../types";

type Props = { element: Element; pending: boolean; onPress: (fields: Record<string, unknown>) => void };

export function ButtonElement({ element, pending, onPress }: Props) {
  const { me } = useDirectory();
  const { visible_to_user_ids: only, url, value } = element;
  if (only && !only.includes(me.id)) return null;
  const press = () => {
    if (url && /^https?:/i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
    onPress(value === undefined ? {} : { value });
  };
  return (
    <button
      type="button"
      className={`button ${element.style ?? ""}`}
      aria-label={element.accessibility_label}
      aria-busy={pending}
      disabled={pending}
      data-testid={`button-${element.action_id}`}
      onClick={press}
    >
      <bdi>{plain(element.text)}</bdi>
      {url && <span aria-hidden="true"> ↗</span>}
    </button>
  );
}

export function FeedbackElement({ element, pending, onPress }: Props) {
  const buttons = [element.positive_button, element.negative_button];
  return (
    <>
      {buttons.map(
        (button) =>
          button && (
            <button
              key={button.value}
              type="button"
              className="button quiet"
              disabled={pending}
              onClick={() => onPress({ value: button.value })}
            >
              {plain(button.text)}
            </button>
          ),
      )}
    </>
  );
}
