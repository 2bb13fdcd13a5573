// The schema of a JSON patch (RFC 6902), as kustomize reads one from a file: a list of operations.

import type { SchemaNode } from './schema-node.ts';
import type { FoundSchema } from './schema-store.ts';

const POINTER =
  'A JSON pointer: `/spec/template/spec/containers/0/image`; `~1` is a slash in a key, `-` the end of a list.';

const OPERATION: SchemaNode = {
  type: 'object',
  description: 'One change of the object that is patched.',
  required: ['op', 'path'],
  properties: {
    op: {
      type: 'string',
      description: 'What is done at `path`.',
      enum: ['add', 'remove', 'replace', 'move', 'copy', 'test'],
    },
    path: { type: 'string', description: POINTER },
    value: { description: 'What is added, put in the place of, or compared with.', preservesUnknown: true },
    from: { type: 'string', description: `Where it is taken from, for \`move\` and \`copy\`. ${POINTER}` },
  },
};

export const JSON_PATCH: FoundSchema = {
  gvk: { group: '', version: '', kind: 'JSON patch' },
  schema: { type: 'array', description: 'Changes of one object, in order.', items: OPERATION },
  // As certain as a definition of the user's own.
  source: { kind: 'file', uri: '' },
  isOpen: false,
};
