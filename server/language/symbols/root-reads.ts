// Values that read nothing of their dot but a root object's keys (`.Values.image`): of what a template may be handed these
// need the root objects alone, not all keys that every other template reads of its dicts.

import { isRootKey } from './helper-keys.ts';
import { dictOf, innerOf, type Possible, type Ref } from './value.ts';

/** Whether the value is the same with a dot of which the keys of root objects alone are known. */
export function readsRootAlone({ refs }: Possible): boolean {
  return refs.every(isOfRoot);
}

/** Whether its root keys are: it may be the dot itself. */
export function givesRootAlone({ refs }: Possible): boolean {
  return refs.every((ref) => (ref.kind === 'path' && ref.path.length === 0) || isOfRoot(ref));
}

function isOfRoot(ref: Ref): boolean {
  if (ref.kind !== 'path') return innerOf(ref).every(readsRootAlone);
  if (ref.chart !== undefined) return true;
  const [first] = ref.path;
  return typeof first === 'string' && isRootKey(first);
}

/** What the value has under the keys of root objects, and nothing besides. */
export function withRootKeys({ refs, complete }: Possible): Possible {
  return { refs: refs.flatMap(withThem), complete };
}

function withThem(ref: Ref): readonly Ref[] {
  if (ref.kind === 'path' || ref.kind === 'included') return [ref];
  if (ref.kind !== 'dict') return [];
  const entries = [...ref.entries].filter(([key]) => isRootKey(key));
  return entries.length > 0 || ref.others ? [dictOf(new Map(entries), ref.others, ref.makers)] : [];
}
