// What the short way takes for well-formed, the metaschema takes, too.

import { describe, expect, test } from 'vitest';
import { chance } from '../../../test/support/chance.ts';
import { metaschemaOf } from './compile.ts';
import { DRAFT_4, DRAFT_6, DRAFT_7, DRAFT_2019, DRAFT_2020 } from './drafts.ts';
import { readSchemaText } from './json-text.ts';
import { validate } from './validate.ts';
import { isWellFormed } from './well-formed.ts';

const DRAFTS = [DRAFT_4, DRAFT_6, DRAFT_7, DRAFT_2019, DRAFT_2020];

describe('the short way to a well-formed schema', () => {
  test.each([
    '{"type": "object", "properties": {"a": {"type": ["string", "null"], "enum": ["x", "y", null]}}, "required": ["a"]}',
    '{"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"p": {"minimum": 1}}, "items": {"$ref": "#/definitions/p"}}',
    '{"additionalProperties": {"pattern": "^[a-z]+$", "minLength": 1}, "allOf": [{"not": {"type": "array"}}], "x-own": 1}',
  ])('%s', (text) => {
    expect(isWellFormed(readSchemaText(text), 7)).toBe(true);
  });

  test('what it takes, the metaschema takes', () => {
    let taken = 0;
    for (let seed = 1; seed <= 3000; seed++) {
      const text = makeSchema(seed);
      for (const draft of DRAFTS) {
        const schema = readSchemaText(text);
        if (!isWellFormed(schema, draft.version)) continue;
        taken++;
        const meta = metaschemaOf({ draft, vocabularies: undefined });
        const causes = validate(meta, schema, { metaschema: meta, schemaAt: () => undefined });
        expect({ text, draft: draft.version, causes }).toEqual({ text, draft: draft.version, causes: [] });
      }
    }
    expect(taken).toBeGreaterThan(2000);
  });
});

const KEYWORDS =
  'type type type properties properties items required enum default title description pattern minimum minLength additionalProperties allOf anyOf not if $ref $schema definitions $defs dependencies patternProperties exclusiveMinimum multipleOf uniqueItems const examples format $comment contains propertyNames prefixItems readOnly deprecated $id x-own'.split(
    ' ',
  );
const VALUES = [
  '"string"', '"object"', '["string", "null"]', '["a", "b"]', '["a"]', '1', '"^[a-z]+$"', '"x"', 'true', 'false', '{}', '[]', '0', '-1', '1.5',
  'null', '"("', '["a", "a"]', '[1, 1.0]', '[1]', '[null, "null"]', '"#/definitions/a"', '"http://json-schema.org/draft-07/schema#"', '"%"', '[{}]',
  '"[z-a]"', '"a**"', '"\\\\d+"', '"[a]+*"',
]; // biome-ignore format: a table

function makeSchema(seed: number): string {
  const random = chance(seed);
  const schema = (depth: number): string => {
    const parts = new Map<string, string>();
    for (let i = random(4); i > 0; i--) {
      const keyword = KEYWORDS[random(KEYWORDS.length)] as string;
      parts.set(keyword, value(keyword, depth));
    }
    return `{${[...parts].map(([key, text]) => `"${key}": ${text}`).join(', ')}}`;
  };
  const value = (keyword: string, depth: number): string => {
    if (random(6) === 0 || depth > 2) return VALUES[random(VALUES.length)] as string;
    if (/^(properties|definitions|\$defs|patternProperties|dependencies)$/.test(keyword))
      return `{"a": ${schema(depth + 1)}}`;
    if (/^(allOf|anyOf|prefixItems)$/.test(keyword)) return `[${schema(depth + 1)}]`;
    if (/^(items|not|if|additionalProperties|contains|propertyNames)$/.test(keyword)) return schema(depth + 1);
    return VALUES[random(random(2) === 0 ? 9 : VALUES.length)] as string;
  };
  return schema(0);
}
