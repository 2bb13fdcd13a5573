// Which names Kubernetes allows, by kind, in the words of its own validation (helm-spec 7.4).

import { byteLength } from '#engine/text/bytes.ts';
import { quoteGo } from '#engine/values/quote.ts';
import type { ManifestHead } from './documents.ts';

/** What is wrong with a manifest's name; undefined when nothing is. */
export function nameProblem({ kind, name }: ManifestHead): string | undefined {
  const reasons = (RULES.get(kind.toLowerCase()) ?? subdomain)(name);
  if (reasons.length === 0) return undefined;
  const all = reasons.map((reason) => `metadata.name: Invalid value: ${quoteGo(name)}: ${reason}`);
  const text = all.length === 1 ? all[0] : `[${all.join(', ')}]`;
  return `object name does not conform to Kubernetes naming requirements: ${quoteGo(name)}: ${text}`;
}

/** The reasons against a name, in the order in which Kubernetes finds them. */
type NameRule = (name: string) => string[];

const RULES: ReadonlyMap<string, NameRule> = new Map([
  ['service', label1035],
  ['namespace', label1123],
  ['certificatesigningrequest', () => []],
  ...['role', 'clusterrole', 'rolebinding', 'clusterrolebinding'].map((kind) => [kind, pathSegment] as const),
]);

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const IS_LABEL = new RegExp(`^${LABEL}$`);
const IS_LABEL_1035 = new RegExp(`^${LABEL_1035}$`);

/** Label by label: the whole expression would go back and forth over long names. */
function isSubdomain(name: string): boolean {
  return name.split('.').every((part) => IS_LABEL.test(part));
}

function subdomain(name: string): string[] {
  const text =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', " +
    'and must start and end with an alphanumeric character ' +
    `(e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`;
  return [...tooLong(name, 253), ...(isSubdomain(name) ? [] : [text])];
}

function label1035(name: string): string[] {
  const text =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, " +
    "and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is " +
    `'${LABEL_1035}')`;
  return [...tooLong(name, 63), ...(IS_LABEL_1035.test(name) ? [] : [text])];
}

function label1123(name: string): string[] {
  const text =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end " +
    `with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`;
  const shape = IS_LABEL.test(name) ? [] : [isSubdomain(name) ? 'must not contain dots' : text];
  return [...tooLong(name, 63), ...shape];
}

function pathSegment(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`);
}

function tooLong(name: string, max: number): string[] {
  return byteLength(name) > max ? [`must be no more than ${max} characters`] : [];
}
