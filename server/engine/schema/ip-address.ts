// netip.ParseAddr: whether a text is an IP address, and Go's words for why not.

import { quoteGo } from '../values/quote.ts';

/** Go's error text for a text that is no address; undefined for an address. A zone (`%eth0`) is part of an IPv6 address. */
export function addressProblem(text: string): string | undefined {
  const first = /[.:%]/.exec(text)?.[0];
  if (first === '.') return fault(text, ipv4Problem(text));
  if (first === ':') return ipv6Problem(text);
  if (first === '%') return fault(text, ['missing IPv6 address']);
  return fault(text, ['unable to parse IP']);
}

/** A message and, where Go names it, the rest of the text that it stopped at. */
type Problem = readonly [message: string, at?: string];

function fault(text: string, problem: Problem | undefined): string | undefined {
  if (problem === undefined) return undefined;
  const [message, at] = problem;
  return `ParseAddr(${quoteGo(text)}): ${message}${at ? ` (at ${quoteGo(at)})` : ''}`;
}

function ipv4Problem(text: string): Problem | undefined {
  let digits = 0;
  let value = 0;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (/[0-9]/.test(char)) {
      if (digits === 1 && value === 0) return ['IPv4 field has octet with leading zero'];
      value = value * 10 + Number(char);
      digits++;
      if (value > 255) return ['IPv4 field has value >255'];
    } else if (char === '.') {
      if (i === 0 || i === text.length - 1 || text[i - 1] === '.') {
        return ['IPv4 field must have at least one digit', text.slice(i)];
      }
      if (dots === 3) return ['IPv4 address too long'];
      dots++;
      digits = 0;
      value = 0;
    } else return ['unexpected character', text.slice(i)];
  }
  return dots < 3 ? ['IPv4 address too short'] : undefined;
}

function ipv6Problem(whole: string): string | undefined {
  const percent = whole.indexOf('%');
  if (percent >= 0 && percent === whole.length - 1) return fault(whole, ['zone must be a non-empty string']);
  return fault(whole, groupsProblem(percent < 0 ? whole : whole.slice(0, percent)));
}

/** Eight groups of up to four hex digits, one `::`, the last two groups possibly dotted. */
function groupsProblem(text: string): Problem | undefined {
  let rest = text.startsWith('::') ? text.slice(2) : text;
  let ellipsis = rest !== text;
  if (ellipsis && rest === '') return undefined;
  let bytes = 0;
  while (bytes < 16) {
    const hex = /^[0-9A-Fa-f]*/.exec(rest)?.[0] ?? '';
    if (hex.length > 4) return ['each group must have 4 or less digits', rest];
    if (hex === '') return ['each colon-separated field must have at least one digit', rest];
    if (rest[hex.length] === '.') {
      const problem = embeddedProblem(rest, ellipsis, bytes);
      if (problem) return problem;
      rest = '';
      bytes += 4;
      break;
    }
    bytes += 2;
    rest = rest.slice(hex.length);
    if (rest === '') break;
    if (rest[0] !== ':') return ['unexpected character, want colon', rest];
    if (rest.length === 1) return ['colon must be followed by more characters', rest];
    rest = rest.slice(1);
    if (rest[0] !== ':') continue;
    if (ellipsis) return ['multiple :: in address', rest];
    ellipsis = true;
    rest = rest.slice(1);
    if (rest === '') break;
  }
  if (rest !== '') return ['trailing garbage after address', rest];
  if (bytes < 16) return ellipsis ? undefined : ['address string too short'];
  return ellipsis ? ['the :: must expand to at least one field of zeros'] : undefined;
}

/** A dotted address at the end of an IPv6 one. */
function embeddedProblem(rest: string, ellipsis: boolean, bytes: number): Problem | undefined {
  if (!ellipsis && bytes !== 12) return ['embedded IPv4 address must replace the final 2 fields of the address', rest];
  if (bytes + 4 > 16) return ['too many hex fields to fit an embedded IPv4 at the end of the address', rest];
  return ipv4Problem(rest);
}
