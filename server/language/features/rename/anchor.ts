// The rename of a YAML anchor and of all aliases that mean it.

import { valuesView } from '../../documents/values.ts';
import { anchorPlaces, anchorsOf } from '../../symbols/anchors.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { placeText, type Rename, refused } from './result.ts';

/** The edits for the anchor that is set or meant at an offset; undefined where none is. */
export function renameAnchor(file: FileText, offset: number, given: string, folder: string): Rename | undefined {
  const view = valuesView(file);
  const found = anchorPlaces(view, offset);
  if (found === undefined) return undefined;
  const name = given.replace(/^[&*]/, '');
  const { error } = view.tree;
  if (error)
    return refused(
      `${placeText(file, error.span.start, folder)} cannot be read, so that its aliases are not all known.`,
    );
  if (!/^[\w-]+$/.test(name))
    return refused(`\`${name}\` cannot be an anchor: it needs letters, digits, \`_\` and \`-\`.`);
  const other = anchorsOf(view).find((anchor) => anchor.name === name);
  if (other && name !== found.name)
    return refused(
      `\`&${name}\` at ${placeText(file, other.span.start, folder)} is another anchor: aliases would mean the wrong one.`,
    );
  return { kind: 'edits', edits: found.places.map(({ span }) => ({ uri: file.uri, span, text: name })) };
}
