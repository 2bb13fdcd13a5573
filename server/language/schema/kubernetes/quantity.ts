// Kubernetes' quantities (`500m`, `1.5Gi`, `1e3`): whether a text is one, and which of two is larger.

/** What resource.ParseQuantity takes; a sign alone is zero to it. */
const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(n|u|m|k|[KMGTPE]i|[MGTPE]|[eE][+-]?\d+|)$/;

/** Powers of ten, and of two in steps of ten. */
const TENS: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY = 'KMGTPE';

/** `digits` times ten to the `scale`. */
export interface Quantity {
  readonly digits: bigint;
  readonly scale: number;
}

/** Beyond this the API server caps or rounds, and comparing would take for ever. */
const LARGEST_EXPONENT = 1000;

/** A quantity as a manifest gives it; undefined when it is none. White space around it does not count. */
export function parseQuantity(given: string | number): Quantity | undefined {
  const match = QUANTITY.exec(String(given).trim());
  if (match === null) return undefined;
  const [text, sign, whole = '', fraction, suffix = ''] = match;
  if (text === '' || (whole === '' && fraction === '')) return undefined;
  if (whole === '' && fraction === undefined && (sign === '' || suffix !== '')) return undefined;
  const digits = BigInt(`${whole}${fraction ?? ''}` || '0') * (sign === '-' ? -1n : 1n);
  const scale = -(fraction ?? '').length;
  if (suffix.endsWith('i')) return { digits: digits << BigInt(10 * (BINARY.indexOf(suffix.charAt(0)) + 1)), scale };
  const exponent = /^[eE]./.test(suffix) ? Number(suffix.slice(1)) : (TENS[suffix] ?? 0);
  return { digits, scale: scale + Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent)) };
}

/** Less than, equal to or greater than zero, as the first is to the second. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const scale = Math.min(a.scale, b.scale);
  const left = a.digits * 10n ** BigInt(a.scale - scale);
  const right = b.digits * 10n ** BigInt(b.scale - scale);
  return left < right ? -1 : left > right ? 1 : 0;
}
