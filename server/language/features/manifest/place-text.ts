// What a hover says of a place: of a field what it is for, its type and what it may be; of a kind what it is and who gives its schema.

import { fieldMarkdown, wordsOf } from '../../schema/kubernetes/describe.ts';
import type { SchemaPlace } from '../../schema/kubernetes/place.ts';
import type { FoundSchema } from '../../schema/kubernetes/schema-store.ts';
import { pathText } from './path-text.ts';

/** Undefined where no schema says anything. */
export function placeMarkdown(place: SchemaPlace): string | undefined {
  return kindMarkdown(place) ?? fieldText(place);
}

/** On `kind` and `apiVersion`: the object itself. */
function kindMarkdown({ path, found }: SchemaPlace): string | undefined {
  if (found === undefined || path.length !== 1 || (path[0] !== 'kind' && path[0] !== 'apiVersion')) return undefined;
  const { group, version, kind } = found.gvk;
  const head = `**\`${kind}\`** (\`${group === '' ? version : `${group}/${version}`}\`)`;
  return [head, wordsOf([found.schema]), sourceText(found)].filter((part) => part !== undefined).join('\n\n');
}

function fieldText(place: SchemaPlace): string | undefined {
  if (place.nodes.length === 0 || place.path.length === 0) return undefined;
  return fieldMarkdown({
    path: pathText(place.head.kind, place.path),
    nodes: place.nodes,
    isRequired: place.isRequired,
  });
}

function sourceText({ source, isOpen }: FoundSchema): string {
  const more = isOpen ? ' It may have more fields than are known here.' : '';
  switch (source.kind) {
    case 'kubernetes':
      return `_Schema of Kubernetes ${source.version}._`;
    case 'file':
      return `_Schema from [${source.uri.slice(source.uri.lastIndexOf('/') + 1)}](${source.uri})._${more}`;
    default:
      return `_Schema of ${source.name}, shipped with Chartroom._${more}`;
  }
}
