// Random text. Bytes come from the environment: real ones for a release, and in a preview such that every place keeps its own.

import type { Call } from '../template/funcs.ts';
import { GoError } from '../values/errors.ts';
import { makeText, spend } from '../values/meter.ts';
import type { Value } from '../values/value.ts';
import { type Definition, group } from './define.ts';
import { encodeBase64 } from './encode-base.ts';

/** Random bytes are asked for in portions, so that a long text needs no more memory than it has itself. */
const PORTION = 1 << 16;

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');

export const randomFunctions = group('random', [
  characters('randAlphaNum', 'ASCII letters and digits', DIGITS + LETTERS, '^[0-9A-Za-z]{12}$'),
  characters('randAlpha', 'ASCII letters', LETTERS, '^[A-Za-z]{12}$'),
  characters('randNumeric', 'digits', DIGITS, '^[0-9]{12}$'),
  characters('randAscii', 'printable ASCII characters, blanks and quotes among them', PRINTABLE, '^[ -~]{12}$'),
  {
    name: 'randBytes',
    params: ['count:int'],
    result: 'string',
    doc: 'Random bytes, as base64. They differ in every render.',
    examples: [{ template: '{{ randBytes 16 | b64dec | len }}', output: '16' }],
    call: ([count], call) => {
      const size = Number(count);
      if (size < 0) throw new GoError('runtime error: makeslice: len out of range');
      makeText('randBytes', Math.ceil(size / 3) * 4);
      spend(size);
      return encodeBase64(call.env.random(size, call.place()));
    },
  },
  {
    name: 'uuidv4',
    params: [],
    result: 'string',
    doc: 'A random UUID (version 4), another one in every render.',
    examples: [
      {
        template: '{{ regexMatch "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" uuidv4 }}',
        output: 'true',
      },
    ],
    call: (_, call) => uuid(call.env.random(16, call.place())),
  },
]);

function characters(name: string, what: string, alphabet: string, pattern: string): Definition {
  return {
    name,
    params: ['count:int'],
    result: 'string',
    doc: `So many random ${what}; nothing for a count of 0 or less. The text differs in every render: keep it with \`lookup\`, or take it from values.`,
    examples: [{ template: `{{ regexMatch "${pattern}" (${name} 12) }}`, output: 'true' }],
    call: ([count], call): Value => {
      const size = Number(count);
      if (size <= 0) return '';
      makeText(name, size);
      spend(size);
      return randomText(size, alphabet, call);
    },
  };
}

/** Each character equally likely: bytes beyond the last whole multiple of the alphabet are thrown away. */
function randomText(size: number, alphabet: string, call: Call): string {
  const place = call.place();
  const usable = 256 - (256 % alphabet.length);
  let out = '';
  for (let round = 0; out.length < size; round++) {
    const left = size - out.length;
    const parts: string[] = [];
    for (const byte of call.env.random(Math.min(left * 2 + 16, PORTION), round === 0 ? place : `${place}#${round}`)) {
      if (byte < usable && parts.length < left) parts.push(alphabet.charAt(byte % alphabet.length));
    }
    out += parts.join('');
  }
  return out;
}

/** Sets the version and variant bits, and writes five groups. */
function uuid(random: Uint8Array): string {
  const bytes = random.map((byte, i) => (i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
