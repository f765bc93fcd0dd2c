// The Home tab of the app.
import { useEffect, useMemo } from "react";
import { click, getHome, loadOptions, openHome } from "../api";
import { Blocks } from "../blocks/Blocks";
import { SurfaceProvider, type Surface } from "../elements/Surface";
import { useFetched } from "../live/useFetched";
import type { Revisions } from "../live/useLive";
import { said } from "../said";
import { useDirectory } from "../text/Directory";
import { readForm, useFormValues } from "../modal/useFormValues";
import type { Block } from "../types";

type Props = { revisions: Revisions; onOpened: () => void };

const NOTHING: Block[] = [];

export function HomeView({ revisions, onOpened }: Props) {
  const { state, me } = useDirectory();
  const view = useFetched(me.id, `${revisions.all}.${revisions.home}`, () => getHome(me.id));
  const form = useFormValues(view?.blocks ?? NOTHING);
  useEffect(() => {
    void openHome(me.id).then(onOpened);
  }, [me.id, onOpened]);

  const surface = useMemo<Surface | null>(() => {
    if (!view) return null;
    const target = () => ({ view_id: view.id, values: readForm(view.blocks, form) });
    return {
      act: async (block_id, element, fields) =>
        said(await click(me.id, target(), { action_id: element.action_id, block_id, ...fields })),
      options: (block_id, action_id, typed) => loadOptions(me.id, target(), block_id, action_id, typed),
      channel: null,
      form,
    };
  }, [view, form, me.id]);

  return (
    <main className="centre" aria-label={`${state.bot.name} Home`}>
      <div className="place-head">
        <h2 data-testid="place-title">{state.bot.name} Home</h2>
        <p className="topic">What the app shows to {me.real_name}</p>
      </div>
      <div className="home" data-testid="home" tabIndex={0} role="region" aria-label="Home">
        {view && surface ? (
          <SurfaceProvider value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceProvider>
        ) : (
          <p className="log-empty">{state.bot.name} has put nothing here yet.</p>
        )}
      </div>
    </main>
  );
}
