// Values files that sops encrypted: no error about what nobody can read, and nothing of it shown.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { withoutSecrets } from '../symbols/printed/secrets.ts';
import { valuesProblems } from './values-check.ts';

const ENC = 'ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UQ=,type:int]';
const SCHEMA = `-- values.schema.json --
{"additionalProperties": false, "properties": {"port": {"type": "integer"}, "name": {"type": "string"}, "list": {"items": {"type": "integer"}}}}
-- values.yaml --
port: 1
`;

function problems(file: string, settings = {}): string[] {
  const { snapshot } = fixture(SCHEMA + file, { settings });
  return valuesProblems(snapshot, FIXTURE_ROOT).map(({ uri, message }) => `${uri.split('/').at(-1)}: ${message}`);
}

const SECRETS = `-- values-secrets.yaml --
port: ${ENC}
list:
  - ${ENC}
sops:
  mac: ${ENC}
  version: 3.9.0
`;

test('a schema judges neither encrypted values nor what sops adds', () => {
  expect(problems(SECRETS)).toEqual([]);
  expect(problems(SECRETS, { valuesFiles: ['values-secrets.yaml'] })).toEqual([]);
});

test('the rest of such a file is judged', () => {
  expect(problems(SECRETS.replace('list:', 'name: 1\nlist:'))).toEqual([
    'values-secrets.yaml: got number, want string',
  ]);
  expect(problems('-- values-x.yaml --\nsops: {}\n')).toEqual([
    "values-x.yaml: additional property 'sops' not allowed",
  ]);
});

test('what is encrypted is not shown', () => {
  expect(withoutSecrets(`port: ${ENC}\nb: 1`)).toBe('port: ••••\nb: 1');
});
