// Completion of fields in a manifest: those that a table must have first, written with what they demand below them.

import { itemOffer, keyOffers, type Offer, valueOffers } from '../../schema/kubernetes/complete.ts';
import { choicesOf, fieldMarkdown, isNested } from '../../schema/kubernetes/describe.ts';
import type { SchemaPlace } from '../../schema/kubernetes/place.ts';
import { fieldsOf, stepInto } from '../../schema/kubernetes/walk.ts';
import type { ManifestCursor } from './cursor.ts';
import type { ManifestItem } from './item.ts';
import { pathText } from './path-text.ts';

/** Keys, or a first item where a list is wanted and the cursor stands below its key. */
export function fieldItems(at: ManifestCursor, place: SchemaPlace): ManifestItem[] {
  const { cursor } = at;
  const dash =
    cursor.kind === 'key' && cursor.siblings.size === 0 && !cursor.isFlow ? itemOffer(place.nodes) : undefined;
  const offers = keyOffers(place.nodes, cursor.siblings);
  const all = [...(dash ? [itemOf(at, place, dash, 0)] : [])];
  return [...all, ...offers.map((offer, i) => itemOf(at, place, offer, i))];
}

/** What a scalar may be. */
export function choiceItems({ cursor, file }: ManifestCursor, { nodes }: SchemaPlace): ManifestItem[] {
  const mark = /^["']/.exec(file.text.slice(cursor.replace.start, cursor.replace.start + 1))?.[0];
  return valueOffers(nodes).map(({ label, insert, detail }, i) => ({
    label,
    kind: 'value',
    detail,
    replace: cursor.replace,
    insert: mark && !/^["']/.test(insert) ? `${mark}${insert}${mark}` : insert,
    filter: mark ? `${mark}${label}` : undefined,
    sort: `0${String(i).padStart(4, '0')}`,
  }));
}

function itemOf(at: ManifestCursor, place: SchemaPlace, offer: Offer, order: number): ManifestItem {
  const { cursor } = at;
  const isPlain = cursor.hasColon || cursor.isFlow === true;
  const name = offer.label === '-' ? '-' : offer.insert.slice(0, offer.insert.indexOf(':'));
  const insert = cursor.hasColon ? name : isPlain ? `${name}: ` : offer.insert;
  const isValue = offer.label !== '-' && !isNested(offer.nodes) && choicesOf(offer.nodes).length > 0;
  const path = [...place.path, offer.label];
  return {
    label: offer.label,
    kind: 'field',
    detail: offer.detail,
    document: () =>
      fieldMarkdown({ path: pathText(place.head.kind, path), nodes: offer.nodes, isRequired: offer.isRequired }),
    replace: cursor.replace,
    insert: isPlain ? insert : shifted(insert, at),
    isSnippet: !isPlain && offer.isSnippet,
    asksAgain: (isValue && !cursor.hasColon) || (!isPlain && isKeyNext(offer)),
    sort: (offer.isRequired ? '0' : '1') + String(order).padStart(4, '0'),
  };
}

/** The first place to type at is that of a key or of an item. */
function isKeyNext({ insert, isSnippet, nodes }: Offer): boolean {
  return (
    isSnippet &&
    /^[ ]*(?:- )?\$1$/m.test(insert) &&
    (fieldsOf(nodes).length > 0 || fieldsOf(stepInto(nodes, 0)).length > 0)
  );
}

/**
 * An editor indents further lines as much as the line that the cursor is in; behind the dashes of items they belong in
 * the column of the key. Lines end as the file's do.
 */
function shifted(insert: string, { file, cursor }: ManifestCursor): string {
  if (!insert.includes('\n')) return insert;
  const lineStart = file.text.lastIndexOf('\n', cursor.replace.start - 1) + 1;
  const lead = file.text.slice(lineStart, cursor.replace.start);
  const more = ' '.repeat(lead.length - (/^ */.exec(lead) as RegExpExecArray)[0].length);
  return insert.replaceAll('\n', `\n${more}`);
}
