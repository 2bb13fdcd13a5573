// What a preview assumes grows until the template renders something: behind one condition there often is another.

import { whyEmpty } from '#language/features/why-empty.ts';
import { assumptionTexts, bothAssumptions, goesFurther } from '#language/workspace/assumption.ts';
import { pathInRelease } from '#language/workspace/mounts.ts';
import { type RenderState, shownView } from '#language/workspace/render-state.ts';
import type { Change, Snapshot } from '#language/workspace/snapshot.ts';

/** More than any template asks for. */
const MOST = 16;

/** Changes that assume nothing any more in the root chart. */
export function withdrawnAssumptions(snapshot: Snapshot, root: string): Change[] {
  const own = [...snapshot.assumptions.keys()].filter((uri) => pathInRelease(snapshot, root, uri) !== undefined);
  return own.map((uri) => ({ kind: 'assumed', uri, assumption: null }));
}

/** Changes that assume more for templates which still render nothing under what is assumed now. */
export function furtherAssumptions(snapshot: Snapshot, state: RenderState): Change[] {
  return state.output.assumed.flatMap(({ uri, texts, errors }): Change[] => {
    const now = snapshot.assumptions.get(uri);
    // The render may be of what was assumed before.
    if (now === undefined || errors.length > 0 || assumptionTexts(now).join() !== texts.join()) return [];
    const more = whyEmpty(shownView(state, uri, 'file'), uri, state.output.root)?.assumption;
    const both = more && bothAssumptions(now, more);
    if (both === undefined || !goesFurther(now, both) || both.values.length > MOST) return [];
    return [{ kind: 'assumed', uri, assumption: both }];
  });
}
