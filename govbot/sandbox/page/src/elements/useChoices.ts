// The choices of a select for what was typed: filtered here, or asked of the app (external_select).
import { useEffect, useState } from "react";
import { useDirectory } from "../text/Directory";
import type { Element } from "../types";
import { choicesOf, fromOptions, matching, type ChoiceGroup } from "./choices";
import { useSurface } from "./Surface";

const TYPING_PAUSE_MS = 200;
const SLACK_DEFAULT_QUERY_LENGTH = 3;

export function useChoices(element: Element, blockId: string, open: boolean, typed: string) {
  const { state, me } = useDirectory();
  const { options } = useSurface();
  const [found, setFound] = useState<{ groups: ChoiceGroup[]; note: string }>({ groups: [], note: "" });
  const external = element.type.includes("external");
  const shortest = element.min_query_length ?? SLACK_DEFAULT_QUERY_LENGTH;

  useEffect(() => {
    if (!external || !open) return undefined;
    if (typed.trim().length < shortest) {
      setFound({ groups: [], note: `Type ${shortest} or more letters to search.` });
      return undefined;
    }
    let stale = false;
    const timer = window.setTimeout(async () => {
      const answer = await options(blockId, element.action_id ?? "", typed.trim());
      if (stale) return;
      const groups = fromOptions(answer.options, answer.option_groups);
      setFound({ groups, note: answer.ok ? "Nothing found." : "The result could not be loaded." });
    }, TYPING_PAUSE_MS);
    return () => {
      stale = true;
      window.clearTimeout(timer);
    };
  }, [external, open, typed, shortest, blockId, element.action_id, options]);

  if (external) return found;
  return { groups: matching(choicesOf(element, state, me.id), typed), note: "Nothing found." };
}
