// Tells what is random in two outputs: whether ours differs from the real helm's only where the real helm differs from itself.
// Random words are compared by length and alphabet, certificates and keys by what they say, everything else byte by byte.

import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';

/** From narrow to wide: the first that fits all of helm's words is asked of ours. */
const ALPHABETS = [
  /^[0-9]*$/,
  /^[0-9a-f]*$/,
  /^[0-9A-F]*$/,
  /^[a-z]*$/,
  /^[A-Z]*$/,
  /^[0-9a-z]*$/,
  /^[0-9A-Z]*$/,
  /^[0-9A-Za-z]*$/,
  /^[\w+/=.~-]*$/,
  /^[\x20-\x7e]*$/,
];
const MIXED = 7;
const BASE64ISH = 8;
const WORD = /[\w+/=.~-]+/g;
/** In lines of their own, however far indented, or in one quoted text with `\n`. */
const PEM = /-----BEGIN ([A-Z0-9 ]+)-----(?:\r?\n|\\n)(?:[ \t]*[A-Za-z0-9+/=]+(?:\r?\n|\\n))+[ \t]*-----END \1-----/g;
const BASE64 = /(?<![\w+/=])(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?(?![\w+/=])/g;

/**
 * The first difference that is no matter of chance, as text; undefined when there is none. `reals` are outputs of several
 * runs of the real helm: what is the same in all of them is not random.
 */
export function differenceBeyondChance(reals, ours) {
  const constant = sharedPems(reals);
  const said = reals.map((text) => saySecrets(text, constant).split('\n'));
  const our = saySecrets(ours, constant).split('\n');
  for (let i = 0; i < Math.max(said[0].length, our.length); i++) {
    const lines = said.map((text) => text[i]);
    if (lines[0] === our[i]) continue;
    const isChance = our[i] !== undefined && !lines.includes(undefined) && isSameShape(lines, our[i]);
    if (!isChance) return `line ${i + 1}: ${sideBySide(lines[0], our[i], String(i + 1).length)}`;
  }
  return undefined;
}

/** The two from shortly before where they part. */
function sideBySide(real, ours, width) {
  let at = 0;
  while (at < Math.min(real?.length ?? 0, ours?.length ?? 0) && real[at] === ours[at]) at++;
  const from = at > 200 ? at - 60 : 0;
  const shown = (text) => (from > 0 && text !== undefined ? `…${clip(text.slice(from))}` : clip(text));
  return `${shown(real)}\n      ours${' '.repeat(width)} : ${shown(ours)}`;
}

export function clip(text) {
  return text === undefined ? '(nothing)' : text.length > 240 ? `${text.slice(0, 240)}…` : text;
}

/** Blocks that stand in every run come from the chart's own files: of those nothing may differ. */
function sharedPems(reals) {
  const [first, ...others] = reals.map((text) => new Set(text.match(PEM) ?? []));
  return new Set([...first].filter((pem) => others.length > 0 && others.every((set) => set.has(pem))));
}

/** Puts what a certificate or key says in its place, also inside base64. */
function saySecrets(text, constant) {
  return text
    .replace(PEM, (pem) => (constant.has(pem) ? pem : sayPem(pem)))
    .replace(BASE64, (word) => {
      const inner = textOf(word);
      if (!inner?.includes('-----BEGIN ')) return word;
      const said = saySecrets(inner, constant);
      return said === inner ? word : `base64(${JSON.stringify(said)})`;
    });
}

function sayPem(pem) {
  const kind = /BEGIN ([A-Z0-9 ]+)-/.exec(pem)[1];
  const plain = pem.replaceAll('\\n', '\n').replace(/^[ \t]+/gm, '');
  try {
    if (kind === 'CERTIFICATE') return `<${kind} ${sayCertificate(new X509Certificate(plain))}>`;
    return `<${kind} ${sayKey(kind.includes('PRIVATE') ? createPrivateKey(plain) : createPublicKey(plain))}>`;
  } catch {
    return `<${kind} about ${Math.round(plain.length / 64)} lines>`;
  }
}

/** Everything but the serial number, the times and the key itself. */
function sayCertificate(certificate) {
  const { subject, issuer, subjectAltName, ca, keyUsage, publicKey } = certificate;
  const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000;
  const about = { subject, issuer, subjectAltName, ca, keyUsage, days: Math.round(days * 100) / 100 };
  return `${JSON.stringify(about)} ${sayKey(publicKey)}`;
}

function sayKey(key) {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  return [key.asymmetricKeyType, modulusLength, namedCurve].filter((part) => part !== undefined).join(' ');
}

/** Words at the same places, the ones that never change the same, the random ones alike. */
function isSameShape(reals, ours) {
  if (reals.every((line) => line === reals[0])) return false;
  const words = reals.map((line) => line.match(WORD) ?? []);
  const our = ours.match(WORD) ?? [];
  // The order of a Go map's keys, as messages about schemas list them.
  const isReordered = [...words, our].every((some) => isSameSet(some, our));
  if (isReordered && reals.every((line) => line.length === ours.length)) return true;
  const gaps = [...reals, ours].map((line) => line.replace(WORD, '*'));
  if (gaps.some((gap) => gap !== gaps[0])) return isAlike(reals, ours);
  return our.every((word, i) =>
    areAlike(
      words.map((line) => line[i]),
      word,
    ),
  );
}

function isSameSet(some, others) {
  return some.length === others.length && some.toSorted().join(' ') === others.toSorted().join(' ');
}

function areAlike(reals, ours) {
  if (reals[0] === ours) return true;
  if (reals.every((word) => word === reals[0])) return false;
  return isAlike(reals, ours);
}

/** One random text between what is the same in every run. */
function isAlike(reals, ours) {
  const texts = reals.map(textOf);
  const ourText = textOf(ours);
  if (ourText !== undefined && !texts.includes(undefined)) {
    const lines = texts.map((text) => text.split('\n'));
    const ourLines = ourText.split('\n');
    const isAsLong = lines.every(({ length }) => length === ourLines.length);
    const areShared = (line, theirs) => theirs[0] === line || isSameShape(theirs, line);
    return (
      isAsLong &&
      ourLines.every((line, i) =>
        areShared(
          line,
          lines.map((text) => text[i]),
        ),
      )
    );
  }
  const [before, after] = sharedEnds(reals);
  if (!ours.startsWith(before) || !ours.endsWith(after) || ours.length < before.length + after.length) return false;
  const middle = (word) => word.slice(before.length, word.length - after.length);
  return isAlikeWord(reals.map(middle), middle(ours));
}

function isAlikeWord(reals, ours) {
  // A random number of few digits, as a cron job's minute.
  if ([...reals, ours].every((word) => /^\d{1,4}$/.test(word))) return true;
  const lengths = reals.map(({ length }) => length);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  // DER drops leading zeros: two keys of one kind may be some bytes apart.
  const play = least === most && least < 300 ? 0 : Math.max(4, most / 20);
  if (ours.length < least - play || ours.length > most + play) return false;
  const at = ALPHABETS.findIndex((alphabet) => reals.every((word) => alphabet.test(word)));
  const isFew = lengths.reduce((sum, length) => sum + length, 0) < 40;
  const asked = at === MIXED && most >= 16 ? BASE64ISH : isFew ? Math.max(at, MIXED) : at;
  return at >= 0 && ALPHABETS[asked].test(ours);
}

/** What all begin and end with, back to the last mark between words, since random words may begin alike. */
function sharedEnds(words) {
  const shortest = Math.min(...words.map(({ length }) => length));
  let start = 0;
  while (start < shortest && words.every((word) => word[start] === words[0][start])) start++;
  let end = 0;
  const fromEnd = (word) => word[word.length - 1 - end];
  while (end < shortest - start && words.every((word) => fromEnd(word) === fromEnd(words[0]))) end++;
  const before = words[0].slice(0, start).replace(/[0-9A-Za-z]*$/, '');
  const after = words[0].slice(words[0].length - end).replace(/^[0-9A-Za-z]*/, '');
  return [before, after];
}

/** What base64 holds when it is readable text. */
function textOf(word) {
  if (word === undefined || word.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(word) || word.length % 4 !== 0)
    return undefined;
  const text = Buffer.from(word, 'base64').toString('latin1');
  return /^[\t\r\n\x20-\x7e]*$/.test(text) ? text : undefined;
}
