// Packed charts: what unpacks, what is refused, and in whose words.

import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { paxEntry, type TarSpec, tarBytes, tarEntry } from '../../../test/support/tar-writer.ts';
import { toBytes } from '../text/bytes.ts';
import { MAX_FILE_BYTES, unpackArchive } from './archive.ts';

const V3 = { major: 3, source: 'a.tgz' } as const;

function pack(specs: readonly TarSpec[]): Uint8Array {
  return gzipSync(tarBytes(specs));
}

/** `path=text` of each file, or the error. */
function unpacked(specs: readonly TarSpec[], major: 3 | 4 = 3): string {
  return shown(pack(specs), major);
}

function shown(bytes: Uint8Array, major: 3 | 4 = 3, chartBytes?: number): string {
  const result = unpackArchive(bytes, { major, source: 'a.tgz', chartBytes });
  return 'error' in result
    ? `error: ${result.error}`
    : result.files.map((file) => `${file.path}=${file.text}`).join(' ');
}

describe('names', () => {
  const long = `sub/${'d/'.repeat(60)}${'n'.repeat(90)}.txt`;
  test.each<[string, TarSpec, string]>([
    ['first folder is dropped', { name: 'sub/Chart.yaml', text: 'x' }, 'Chart.yaml=x'],
    ['ustar prefix', { name: 'a/b.txt', prefix: 'sub', text: 'x' }, 'a/b.txt=x'],
    ['GNU header without prefix', { name: 'sub/b.txt', gnu: true, text: 'x' }, 'b.txt=x'],
    ['old header', { name: 'sub/b.txt', v7: true, text: 'x' }, 'b.txt=x'],
    ['pax path', { name: 'sub/short', text: 'x', pax: { path: 'sub/lång.txt' } }, 'lång.txt=x'],
    ['GNU long name', { name: 'sub/short', text: 'x', longName: long }, `${long.slice(4)}=x`],
    ['pax wins over nothing', { name: 'sub/a', text: 'x', pax: { path: '' } }, 'a=x'],
    ['back slashes', { name: 'sub\\templates\\a.yaml', text: 'x' }, 'templates/a.yaml=x'],
    ['dots are resolved', { name: 'sub/./t/../a', text: 'x' }, 'a=x'],
    ['byte order mark', { name: 'sub/a', text: '\uFEFFx' }, 'a=x'],
    ['two dots inside', { name: 'sub/..a', text: 'x' }, 'error: chart illegally references parent directory'],
    ['absolute', { name: 'sub//a', text: 'x' }, 'error: chart illegally contains absolute paths'],
    ['parent', { name: 'sub/../../a', text: 'x' }, 'error: chart illegally references parent directory'],
    ['drive', { name: 'sub/c:/a', text: 'x' }, 'error: chart contains illegally named files'],
    ['no folder', { name: 'a', text: 'x' }, 'error: chart illegally contains content outside the base directory: "a"'],
    ['Chart.yaml as a folder', { name: 'Chart.yaml/a', text: 'x' }, 'error: chart yaml not in base directory'],
  ])('%s', (_what, spec, answer) => {
    expect(unpacked([spec])).toBe(answer);
  });
});

describe('entries that are no plain files', () => {
  test('folders are skipped, links are empty files', () => {
    const specs: TarSpec[] = [
      { name: 'sub/', type: '5' },
      { name: 'sub/old/', v7: true, type: '\0' },
      { name: 'sub/link', type: '2' },
      { name: 'sub/hard', type: '1' },
      { name: 'sub/a', text: 'x' },
    ];
    expect(unpacked(specs)).toBe('link= hard= a=x');
  });

  test('a link that claims a size is an oversized chart', () => {
    expect(unpacked([{ name: 'sub/link', type: '2', size: 3 }])).toBe(
      'error: decompressed chart is larger than the maximum file size 104857600',
    );
  });

  test('global pax headers are passed over', () => {
    expect(shown(gzipSync(tarBytes([{ raw: paxEntry('g', { comment: 'c' }) }, { name: 's/a', text: 'x' }])))).toBe(
      'a=x',
    );
  });

  test('nothing but folders', () => {
    expect(unpacked([{ name: 'sub/', type: '5' }])).toBe('error: no files in chart archive');
  });
});

describe('limits', () => {
  test('one file', () => {
    const text = 'x'.repeat(MAX_FILE_BYTES + 1);
    expect(unpacked([{ name: 'sub/big', text }])).toBe(
      'error: decompressed chart file "sub/big" is larger than the maximum file size 5242880',
    );
    expect(unpackArchive(pack([{ name: 'sub/big', text: text.slice(1) }]), V3)).toHaveProperty('files');
  });

  test.each([
    [3, 9, 'error: decompressed chart is larger than the maximum file size 9'],
    [4, 9, 'error: decompressed chart is larger than the maximum size 9'],
    // What fits exactly is already too much.
    [4, 10, 'error: decompressed chart is larger than the maximum size 10'],
    [4, 11, 'a=12345 b=12345'],
  ] as const)('all files, helm %i, %i bytes', (major, chartBytes, answer) => {
    const packed = pack([
      { name: 'sub/a', text: '12345' },
      { name: 'sub/b', text: '12345' },
    ]);
    expect(shown(packed, major, chartBytes)).toBe(answer);
  });

  test('a bomb is refused before it is inflated', () => {
    const bomb = pack([{ name: 'sub/bomb', size: 2 ** 33, text: 'x' }]);
    expect(shown(bomb, 4)).toBe('error: decompressed chart is larger than the maximum size 104857600');
  });
});

test('headers without content are bounded as well', () => {
  const link = tarEntry({ name: 'sub/link', type: '2' }, new Uint8Array());
  const many = { raw: new Uint8Array(link.length * 1024) };
  for (let at = 0; at < many.raw.length; at += link.length) many.raw.set(link, at);
  expect(shown(pack(Array(201).fill(many)), 4, 1000)).toBe(
    'error: decompressed chart is larger than the maximum size 1000',
  );
});

test('a folder that claims content is not unpacked for ever', () => {
  const folder = tarBytes([{ name: 'sub/f', mode: 0o40755, size: 110 * 1024 * 1024, text: 'x' }]);
  const bomb = gzipSync(Buffer.concat([folder, new Uint8Array(110 * 1024 * 1024)]));
  expect(shown(bomb, 3, 1000)).toBe('error: decompressed chart is larger than the maximum file size 1000');
});

describe('broken archives', () => {
  const good = pack([{ name: 'sub/a', text: 'x'.repeat(3000) }]);
  const tar = tarBytes([{ name: 'sub/a', text: 'x' }]);
  const badSum = tar.slice();
  badSum[0] = 0x7a;
  test.each<[string, Uint8Array, string]>([
    ['empty', new Uint8Array(), 'error: EOF'],
    ['three bytes', good.subarray(0, 3), 'error: unexpected EOF'],
    ['not gzip', toBytes('this is not a gzip file'), 'error: gzip: invalid header'],
    ['cut short', good.subarray(0, 30), 'error: unexpected EOF'],
    ['tar cut inside a header', gzipSync(tar.subarray(0, 300)), 'error: unexpected EOF'],
    ['tar cut inside a file', gzipSync(tar.subarray(0, 512)), 'error: unexpected EOF'],
    ['tar without end', gzipSync(tar.subarray(0, 1024)), 'a=x'],
    ['tar without padding', gzipSync(tar.subarray(0, 513)), 'a=x'],
    ['wrong checksum', gzipSync(badSum), 'error: archive/tar: invalid tar header'],
    ['empty tar', gzipSync(new Uint8Array()), 'error: no files in chart archive'],
  ])('%s', (_what, bytes, answer) => {
    expect(shown(bytes)).toBe(answer);
  });

  test('two gzip members are one stream', () => {
    const parts = [gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))];
    const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    joined.set(parts[0] as Uint8Array);
    joined.set(parts[1] as Uint8Array, (parts[0] as Uint8Array).length);
    expect(shown(joined)).toBe('a=x');
  });

  test('binary content survives', () => {
    const result = unpackArchive(
      gzipSync(tarBytes([{ raw: tarEntry({ name: 's/b' }, Uint8Array.of(0xff, 0, 0xc3)) }])),
      V3,
    );
    expect('files' in result && [...toBytes(result.files[0]?.text ?? '')]).toEqual([0xff, 0, 0xc3]);
    expect('files' in result && result.files[0]?.source).toBe('a.tgz!/b');
  });
});
