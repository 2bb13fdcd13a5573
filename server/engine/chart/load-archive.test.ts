// A packed chart as the root of a release.

import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { loadArchive } from '../../../test/support/load-archive.ts';
import { tarBytes } from '../../../test/support/tar-writer.ts';
import { toBytes } from '../text/bytes.ts';
import { PROFILES } from './profile.ts';

const OWN = 'apiVersion: v2\nname: c\nversion: 0.1.0\n';

function pack(files: Readonly<Record<string, string>>): Uint8Array {
  return gzipSync(tarBytes(Object.entries(files).map(([name, text]) => ({ name, text }))));
}

test.each<[string, string, Uint8Array, string, string]>([
  ['a chart', 'c.tgz', pack({ 'c/Chart.yaml': OWN, 'c/.helmignore': '*' }), 'c', 'c'],
  [
    'short text',
    'c.tgz',
    toBytes('hello'),
    "file 'c.tgz' does not appear to be a gzipped archive; got 'application/octet-stream'",
    "file 'c.tgz' does not appear to be a gzipped archive; got 'application/octet-stream'",
  ],
  [
    'long text',
    'c.tgz',
    toBytes('hello '.repeat(100)),
    "file 'c.tgz' does not appear to be a gzipped archive; got 'text/plain; charset=utf-8'",
    "file 'c.tgz' does not appear to be a gzipped archive; got 'text/plain; charset=utf-8'",
  ],
  [
    'values',
    'values.yaml',
    toBytes('a: 1'),
    "file 'values.yaml' seems to be a YAML file, but expected a gzipped archive",
    "file 'values.yaml' seems to be a YAML file, but expected a gzipped archive",
  ],
  ['nothing inside', 'c.tgz', pack({}), 'no files in chart archive', 'unable to load chart archive'],
  [
    'no Chart.yaml',
    'c.tgz',
    pack({ 'c/a': '' }),
    'Chart.yaml file is missing',
    'unable to detect chart version, no Chart.yaml found',
  ],
])('%s', (_what, name, content, v3, v4) => {
  const answers = ([3, 4] as const).map((major) => {
    const { chart, errors } = loadArchive({ name, content, source: name }, { profile: PROFILES[major] });
    return chart?.metadata.name ?? errors[0]?.message;
  });
  expect(answers).toEqual([v3, v4]);
});
