// What the engine may know of the outside world: time and randomness, given by whoever starts a render.

/** The world of one render. In a preview the clock stands still and the random bytes are seeded; the CLI gives real ones. */
export interface Environment {
  /** Nanoseconds since the Unix epoch. */
  readonly now: () => bigint;
  /** IANA name of the local time zone, `UTC` when unknown. */
  readonly timeZone: string;
  /** What Go calls the local zone: `Local` unless told, or what the variable TZ says. */
  readonly zoneName?: string | undefined;
  /** `count` random bytes. `place` names the call (node, call chain, count there); a seeded source derives from it alone. */
  readonly random: (count: number, place: string) => Uint8Array;
  /** Keys and certificates; undefined in a preview, where fixed, clearly marked dummies stand for them. */
  readonly crypto?: KeyMaker | undefined;
}

/** Real key material, by node:crypto in the CLI. All texts are PEM; all calls are synchronous. */
export interface KeyMaker {
  /** `rsa`, `dsa`, `ecdsa` or `ed25519`, as genPrivateKey prints them. */
  readonly privateKey: (type: 'rsa' | 'dsa' | 'ecdsa' | 'ed25519') => string;
  readonly certificate: (request: CertificateRequest) => { readonly cert: string; readonly key: string };
}

export interface CertificateRequest {
  readonly commonName: string;
  readonly ips: readonly string[];
  readonly dnsNames: readonly string[];
  readonly days: number;
  readonly isCA: boolean;
  /** PEM of an existing private key, for the …WithKey functions. */
  readonly key?: string | undefined;
  /** Who signs; absent: self-signed. */
  readonly signer?: { readonly cert: string; readonly key: string } | undefined;
}

/** A world that stands still: for previews and tests. 2024-01-01T00:00:00Z, UTC, bytes from a hash of seed and place. */
export function stillEnvironment(seed = 0): Environment {
  return {
    now: () => 1_704_067_200_000_000_000n,
    timeZone: 'UTC',
    random: (count, place) => seeded(seed, place, count),
  };
}

/** Bytes that depend on the seed and the place only (FNV-1a into a xorshift generator). Not for secrets. */
function seeded(seed: number, place: string, count: number): Uint8Array {
  let state = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < place.length; i++) state = Math.imul(state ^ place.charCodeAt(i), 0x01000193) >>> 0;
  if (state === 0) state = 0x9e3779b9;
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    out[i] = (state >>> 11) & 0xff;
  }
  return out;
}
