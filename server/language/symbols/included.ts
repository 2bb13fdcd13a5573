// What is read back from the texts of named templates, found in the templates that the release takes under their names.

import { templateView } from '../documents/template.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { printedYaml } from './printed-yaml.ts';
import type { TemplateIndex, TemplateSite } from './template-index.ts';
import { fieldOf, type IncludedRef, map, one, type Possible, refKey, substitute, UNKNOWN } from './value.ts';

/** Templates that print what others print. */
const MAX_DEPTH = 8;
/** More than any author's templates hand to and fro. */
const MAX_STEPS = 300;

/**
 * The value with what templates print in place of calls whose texts are read back; what lies inside dicts and lists is looked
 * for when somebody goes there. `value` is in terms of charts' root objects.
 */
export function withIncluded(snapshot: Snapshot, indexNow: () => TemplateIndex, value: Possible): Possible {
  // To make the index takes longer than to answer most questions about values.
  if (!value.refs.some(({ kind }) => kind === 'included')) return value;
  const index = indexNow();
  let known = memos.get(index);
  if (known === undefined) memos.set(index, (known = { known: new Map(), wholes: new Map() }));
  return expanded({ snapshot, index, ...known, open: [], steps: 0, isCut: false }, value);
}

interface Expansion {
  readonly snapshot: Snapshot;
  readonly index: TemplateIndex;
  readonly known: Map<string, Possible>;
  readonly wholes: Map<string, Possible>;
  readonly open: string[];
  steps: number;
  /** Something was not followed to its end, so that what was found is good for the question at hand alone. */
  isCut: boolean;
}

/** All that a template prints for a call, in terms of what others print. */
function wholeOf({ snapshot, wholes }: Expansion, ref: IncludedRef, { file, body }: TemplateSite): Possible {
  const key = refKey({ ...ref, path: [] });
  let whole = wholes.get(key);
  if (whole === undefined) {
    whole = substitute(printedYaml(templateView(file, snapshot.settings), body), ref.data);
    wholes.set(key, whole);
  }
  return whole;
}

/** An index belongs to one release as it is now. */
const memos = new WeakMap<TemplateIndex, Pick<Expansion, 'known' | 'wholes'>>();

function expanded(all: Expansion, value: Possible): Possible {
  return map(value, (ref) => (ref.kind === 'included' ? expandedRef(all, ref) : one(ref)));
}

function expandedRef(all: Expansion, ref: IncludedRef): Possible {
  const key = refKey(ref);
  const known = all.known.get(key);
  if (known) return known;
  const { open, index } = all;
  // A template that prints what it prints itself adds nothing to it.
  if (open.includes(key) || open.length >= MAX_DEPTH || all.steps++ > MAX_STEPS) {
    all.isCut = true;
    return UNKNOWN;
  }
  const [site] = index.sitesOf(ref.name);
  if (site === undefined) return UNKNOWN;
  const isCut = all.isCut;
  all.isCut = false;
  open.push(key);
  const found = ref.path.reduce(fieldOf, wholeOf(all, ref, site));
  const value = expanded(all, found);
  open.pop();
  if (!all.isCut || open.length === 0) all.known.set(key, value);
  all.isCut ||= isCut;
  return value;
}
