// The syntax of names, labels, ports and keys, with the words of k8s.io/apimachinery's validation.

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

export type NameForm = 'label' | 'label1035' | 'subdomain' | 'segment';

/** What is wrong with a name; undefined when nothing is. */
export function nameProblem(name: string, form: NameForm): string | undefined {
  if (form === 'segment') return segmentProblem(name);
  const most = form === 'subdomain' ? 253 : 63;
  // What fits is ASCII, so that a longer text is wrong either way.
  if (name.length > most) return `must be no more than ${most} characters`;
  if (form === 'subdomain') return SUBDOMAIN.test(name) ? undefined : SUBDOMAIN_WANTED;
  if (form === 'label1035') return LABEL_1035.test(name) ? undefined : LABEL_1035_WANTED;
  if (LABEL.test(name)) return undefined;
  return SUBDOMAIN.test(name) ? 'must not contain dots' : LABEL_WANTED;
}

const LABEL_WANTED =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const SUBDOMAIN_WANTED =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const LABEL_1035_WANTED =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";

function segmentProblem(name: string): string | undefined {
  if (name === '.' || name === '..') return `may not be '${name}'`;
  const bad = /[/%]/.exec(name)?.[0];
  return bad === undefined ? undefined : `may not contain '${bad}'`;
}

/** A label's key, a resource's name: `example.com/name` or `name`. */
export function qualifiedNameProblem(key: string): string | undefined {
  const parts = key.split('/');
  const wanted =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  if (parts.length > 2) return `a valid label key ${wanted}, with an optional DNS subdomain prefix and '/'`;
  const [prefix, name] = parts.length === 2 ? [parts[0] as string, parts[1] as string] : [undefined, key];
  if (prefix === '') return 'prefix part must be non-empty';
  const problem = prefix === undefined ? undefined : nameProblem(prefix, 'subdomain');
  if (problem !== undefined) return `prefix part ${problem}`;
  if (name === '') return 'name part must be non-empty';
  if (name.length > 63) return 'name part must be no more than 63 characters';
  return QUALIFIED.test(name) ? undefined : `name part ${wanted}`;
}

export function labelValueProblem(value: string): string | undefined {
  if (value === '') return undefined;
  if (value.length > 63) return 'must be no more than 63 characters';
  if (QUALIFIED.test(value)) return undefined;
  return "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
}

/** IANA_SVC_NAME. */
export function portNameProblem(name: string): string | undefined {
  if (name.length > 15) return 'must be no more than 15 characters';
  if (!/^[-a-z0-9]+$/.test(name)) return 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';
  if (!/[a-z]/.test(name)) return 'must contain at least one letter (a-z)';
  if (name.includes('--')) return 'must not contain consecutive hyphens';
  return /^-|-$/.test(name) ? 'must not begin or end with a hyphen' : undefined;
}

export function portNumberProblem(port: number): string | undefined {
  return port >= 1 && port <= 65535 ? undefined : 'must be between 1 and 65535, inclusive';
}

export function configKeyProblem(key: string): string | undefined {
  if (key.length > 253) return 'must be no more than 253 characters';
  if (!/^[-._a-zA-Z0-9]+$/.test(key))
    return "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
  if (key === '.' || key === '..') return `must not be '${key}'`;
  return key.startsWith('..') ? "must not start with '..'" : undefined;
}
