// AES-256 in CBC mode (FIPS 197), small rather than fast: charts encrypt a line or two, and the engine has no node:crypto.

const BLOCK = 16;
const ROUNDS = 14;

/** Encrypts whole blocks with a key of 32 bytes. */
export function encryptCbc(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const schedule = expandKey(key);
  const out = new Uint8Array(plain.length);
  let before = iv;
  for (let at = 0; at < plain.length; at += BLOCK) {
    const block = encryptBlock(schedule, xor(plain.subarray(at, at + BLOCK), before));
    out.set(block, at);
    before = block;
  }
  return out;
}

/** Decrypts whole blocks with a key of 32 bytes. */
export function decryptCbc(key: Uint8Array, iv: Uint8Array, secret: Uint8Array): Uint8Array {
  const schedule = expandKey(key);
  const out = new Uint8Array(secret.length);
  let before = iv;
  for (let at = 0; at < secret.length; at += BLOCK) {
    const block = secret.subarray(at, at + BLOCK);
    out.set(xor(decryptBlock(schedule, block), before), at);
    before = block;
  }
  return out;
}

/** Multiplication by x in the field of AES. */
function double(byte: number): number {
  return ((byte << 1) ^ (byte & 0x80 ? 0x11b : 0)) & 0xff;
}

function multiply(a: number, b: number): number {
  let product = 0;
  for (let factor = a, rest = b; rest > 0; rest >>= 1, factor = double(factor)) if (rest & 1) product ^= factor;
  return product;
}

const SBOX = new Uint8Array(256);
const INVERSE_SBOX = new Uint8Array(256);
fillBoxes();

/** Walks the field by a generator and its inverse, so that each byte meets its reciprocal. */
function fillBoxes(): void {
  let p = 1;
  let q = 1;
  do {
    p = p ^ double(p);
    q ^= q << 1;
    q ^= q << 2;
    q ^= q << 4;
    q &= 0xff;
    if (q & 0x80) q ^= 0x09;
    const rotated = [1, 2, 3, 4].reduce((sum, by) => sum ^ ((q << by) | (q >> (8 - by))), q);
    SBOX[p] = (rotated ^ 0x63) & 0xff;
  } while (p !== 1);
  SBOX[0] = 0x63;
  SBOX.forEach((value, i) => {
    INVERSE_SBOX[value] = i;
  });
}

/** The round keys, one after the other. */
function expandKey(key: Uint8Array): Uint8Array {
  const out = new Uint8Array(BLOCK * (ROUNDS + 1));
  out.set(key);
  let factor = 1;
  for (let at = 32; at < out.length; at += 4) {
    let word = [...out.subarray(at - 4, at)];
    if (at % 32 === 0) {
      word = [1, 2, 3, 0].map((i) => SBOX[word[i] as number] as number);
      word[0] = (word[0] as number) ^ factor;
      factor = double(factor);
    } else if (at % 32 === 16) word = word.map((byte) => SBOX[byte] as number);
    for (let i = 0; i < 4; i++) out[at + i] = (out[at + i - 32] as number) ^ (word[i] as number);
  }
  return out;
}

function encryptBlock(schedule: Uint8Array, block: Uint8Array): Uint8Array {
  let state = xor(block, roundKey(schedule, 0));
  for (let round = 1; round <= ROUNDS; round++) {
    // Substitution and the shift of rows in one step: row r moves r columns to the left.
    const moved = state.map((_, i) => SBOX[state[(i + 4 * (i % 4)) % BLOCK] as number] as number);
    state = xor(round < ROUNDS ? mixColumns(moved, [2, 3, 1, 1]) : moved, roundKey(schedule, round));
  }
  return state;
}

function decryptBlock(schedule: Uint8Array, block: Uint8Array): Uint8Array {
  let state = xor(block, roundKey(schedule, ROUNDS));
  for (let round = ROUNDS - 1; round >= 0; round--) {
    const from = state;
    const moved = from.map((_, i) => INVERSE_SBOX[from[(i + 12 * (i % 4)) % BLOCK] as number] as number);
    const keyed = xor(moved, roundKey(schedule, round));
    state = round > 0 ? mixColumns(keyed, [14, 11, 13, 9]) : keyed;
  }
  return state;
}

/** Multiplies each column by the circulant matrix whose first row is given. */
function mixColumns(state: Uint8Array, row: readonly number[]): Uint8Array {
  return state.map((_, i) => {
    const column = i - (i % 4);
    let sum = 0;
    for (let k = 0; k < 4; k++) sum ^= multiply(state[column + k] as number, row[(k - (i % 4) + 4) % 4] as number);
    return sum;
  });
}

function roundKey(schedule: Uint8Array, round: number): Uint8Array {
  return schedule.subarray(round * BLOCK, (round + 1) * BLOCK);
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] as number));
}
