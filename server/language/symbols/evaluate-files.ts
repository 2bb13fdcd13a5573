// What the methods of `.Files` give: the text of a named file, the texts of those that a pattern matches.

import type { Argument } from './evaluate-functions.ts';
import { literalsOf, map, NOTHING, one, type PathRef, type Possible, type Ref, textOf, union } from './value.ts';

/**
 * The call of a method. The text of a file is told as one that prints the path `Files.Get.name`, or for each file of a
 * pattern `Files.Glob.pattern`; `.Files.Glob` itself is that path, whose elements are the files' texts.
 */
export function fileCall(method: Possible, args: readonly Argument[]): Possible {
  const [name] = args;
  if (name === undefined) return NOTHING;
  return map(method, (ref) => {
    if (ref.kind !== 'path' || ref.path.at(-2) !== 'Files') return NOTHING;
    switch (ref.path.at(-1)) {
      case 'Get':
      case 'GetBytes':
      case 'Lines':
        return filesNamed(ref, name.value);
      case 'Glob':
        return union((literalsOf(name.value) ?? []).map((pattern) => one(below(ref, pattern))));
      default:
        return NOTHING;
    }
  });
}

/** The keys that a range over the value gives: of files matched by a pattern their names, of a dict its own. */
export function keysOf(value: Possible): Possible {
  return map(value, (ref) => {
    if (ref.kind === 'dict') {
      const keys = union([...ref.entries.keys()].map((key) => textOf(key)));
      return ref.others ? { ...keys, complete: false } : keys;
    }
    return isMatched(ref) ? textOf({ of: one(ref), how: 'text' }) : NOTHING;
  });
}

function filesNamed(method: PathRef, name: Possible): Possible {
  return map({ ...name, complete: true }, (ref) => {
    if (ref.kind !== 'text') return NOTHING;
    if (ref.parts.every((part) => typeof part === 'string')) {
      return textOf({
        of: one(below({ ...method, path: [...method.path.slice(0, -1), 'Get'] }, ref.parts.join(''))),
        how: 'text',
      });
    }
    const [only] = ref.parts;
    const isName = ref.parts.length === 1 && typeof only === 'object' && only.of.refs.every(isMatched);
    return isName ? { refs: [ref], complete: true } : NOTHING;
  });
}

function below(ref: PathRef, step: string): PathRef {
  return { ...ref, path: [...ref.path, step] };
}

function isMatched(ref: Ref): ref is PathRef {
  return ref.kind === 'path' && ref.path.at(-3) === 'Files' && ref.path.at(-2) === 'Glob';
}
