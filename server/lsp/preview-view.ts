// The preview that a request names, in a session's last render; of an empty one the explanation is a part.

import type { LineIndex } from '#engine/text/lines.ts';
import {
  type PreviewTarget,
  previewTarget,
  releaseTarget,
  targetText,
  whyAbsent,
  whyLeftOut,
  whyNoRelease,
} from '#language/features/preview-target.ts';
import { type WhyEmpty, whyEmpty } from '#language/features/why-empty.ts';
import { joinMapped, unmapped } from '#language/workspace/mapped-text.ts';
import { type RenderState, shownView, type View } from '#language/workspace/render-state.ts';
import type { MappedText } from '#language/workspace/rendering.ts';
import type { Snapshot } from '#language/workspace/snapshot.ts';
import { normalizeUri } from '#language/workspace/uri.ts';
import type { PreviewParams } from '#protocol';
import { guarded } from './run-safe.ts';
import type { Session } from './session.ts';
import { indexOfText } from './text-index.ts';

export interface FoundView {
  readonly state: RenderState;
  /** The template that is shown: another one than was asked for when that is not rendered by itself. */
  readonly uri: string;
  /** Says so; else empty. */
  readonly of: string;
  /** There is something to show. */
  readonly isKnown: boolean;
  /** Its text begins with the reason why there is no other. */
  readonly view: View;
  /** Why the template renders nothing; undefined when it renders something. */
  readonly why: WhyEmpty | undefined;
  /** Lines of the preview's text. */
  readonly index: LineIndex;
}

export function viewIn(session: Session, { uri, scope }: PreviewParams): FoundView | undefined {
  const key = normalizeUri(uri);
  const states = session.rendered(key);
  const [own] = states;
  if (own === undefined) return undefined;
  const target = scope === 'file' ? steadyTarget(session, states, key) : releaseOf(states);
  const state = target?.state ?? own;
  const shown = target?.uri ?? key;
  const base = { state, uri: shown, of: target ? targetText(own, key, target) : '', isKnown: target !== undefined };
  const view = shownView(state, shown, scope);
  if (target === undefined || scope === 'chart') {
    const why = scope === 'chart' ? whyNoRelease(state) : whyAbsent(state, key);
    return { ...base, ...absent(view, why) };
  }
  const leftOut = whyLeftOut(view, shown);
  if (leftOut !== '') return { ...base, ...absent(view, leftOut) };
  const explained = guarded(session.host.log, 'why empty', undefined, () => explain(view, shown, state.output.root));
  // What is commented out is no resource.
  const whole = explained?.why ? { ...view, text: explained.text, documents: [] } : view;
  return { ...base, view: whole, why: explained?.why, index: indexOfText(whole.text) };
}

/**
 * A file of helpers goes on showing the template that it showed while that one fails: a define whose name is half typed is
 * included by nobody, and that is why.
 */
function steadyTarget(session: Session, states: readonly RenderState[], key: string): PreviewTarget | undefined {
  const { uris, shown } = session.recent;
  const found = previewTarget(states, key, uris);
  if (found?.uri === key) return found;
  const last = shown.get(key);
  const state = last && states.find(({ output }) => output.root === last.root);
  if (last && state && last.uri !== found?.uri && shownView(state, last.uri, 'file').stale)
    return { state, uri: last.uri };
  if (found?.uri !== undefined) shown.set(key, { root: found.state.output.root, uri: found.uri });
  return found;
}

function releaseOf(states: readonly RenderState[]): PreviewTarget | undefined {
  const state = releaseTarget(states);
  return state && { state, uri: undefined };
}

/** A sentence in place of the output. */
function absent(view: View, why: string): Pick<FoundView, 'view' | 'why' | 'index'> {
  const text = why === '' || view.text.text.trim() !== '' ? view.text : unmapped(`# ${why}\n`);
  // That a library cannot be installed is no news beside it.
  const errors = view.errors.filter(({ message }) => message !== 'library charts are not installable');
  return { view: { ...view, text, errors }, why: undefined, index: indexOfText(text) };
}

interface Explained {
  readonly snapshot: Snapshot;
  readonly why: WhyEmpty | undefined;
  readonly text: MappedText;
}

/** By the text that is explained, which stands as long as its template is not rendered again. */
const known = new WeakMap<MappedText, Explained>();

function explain(view: View, uri: string, root: string): Explained | undefined {
  if (view.judgements === undefined) return undefined;
  let explained = known.get(view.text);
  if (explained?.snapshot !== view.snapshot) {
    const why = whyEmpty(view, uri, root);
    const parts = why ? [why.text, ...doubts(view), view.text] : [view.text];
    explained = { snapshot: view.snapshot, why, text: joinMapped(parts) };
    known.set(view.text, explained);
  }
  return explained;
}

/** What absent charts would give may change the answer. */
function doubts({ gaps }: View): MappedText[] {
  if (gaps === undefined) return [];
  return [unmapped(`# That may be otherwise with what is not there: ${gaps.join(', ')}\n`)];
}
