// What Node unpacks is what our own code unpacks, to the letter, also where something is wrong with the archive.

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unpackArchive } from '#engine/chart/archive.ts';
import { type TarSpec, tarBytes } from '../../../test/support/tar-writer.ts';
import { nodeUnpacking } from './unpacking.ts';

const CHART: TarSpec = { name: 'c/Chart.yaml', text: 'name: größe 😀\r\n' };
const gz = (...specs: TarSpec[]) => gzipSync(tarBytes([CHART, ...specs]));
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** Inflates, and tells how often; our own way is not taken while that is one. */
function both(bytes: Uint8Array, chartBytes?: number) {
  const given: (number | undefined)[] = [];
  const inflate = (packed: Uint8Array, most: number) => {
    const whole = nodeUnpacking.inflate?.(packed, most);
    given.push(whole?.length);
    return whole;
  };
  const options = { major: 4, source: 'a.tgz', chartBytes } as const;
  const fast = unpackArchive(bytes, { ...options, fast: { ...nodeUnpacking, inflate } });
  expect(fast).toEqual(unpackArchive(bytes, options));
  return { fast, given };
}

const half = gz({ name: 'c/a', text: 'x'.repeat(5000) });
const flipped = new Uint8Array(half).map((byte, i) => (i === 40 ? byte ^ 0xff : byte));
const unfinished = tarBytes([CHART]).subarray(0, 1024);

describe('the same as our own', () => {
  test.each<[string, Uint8Array, number?]>([
    ['text of all kinds', gz({ name: 'c/b', text: '\uFEFFé\uDCFFx' }, { name: 'c/empty', text: '' })],
    ['cut short', half.subarray(0, half.length - 12)],
    ['cut in the middle', half.subarray(0, 60)],
    ['broken', flipped],
    ['no gzip', new Uint8Array(40)],
    ['nothing', new Uint8Array()],
    ['only a header', half.subarray(0, 10)],
    ['two members', joined(gzipSync(unfinished), gzipSync(new Uint8Array(1024)))],
    ['something behind it', joined(half, new Uint8Array([1, 2, 3, 4, 5]))],
    ['something behind what does not end', joined(gzipSync(unfinished), new Uint8Array([1, 2, 3, 4, 5]))],
    ['too large', gz({ name: 'c/a', text: 'x'.repeat(3000) }), 2000],
    ['a bomb', gzipSync(new Uint8Array(70 * 1024 * 1024))],
  ])('%s', (_what, bytes, chartBytes) => {
    both(bytes, chartBytes);
  });
});

test('what is whole is taken as Node has it', () => {
  const { fast, given } = both(gz());
  expect('files' in fast && fast.files[0]?.text).toBe('name: größe 😀\r\n');
  expect(given).toEqual([2048]);
});
