// A CronJob's schedule and time zone, as the library reads them that Kubernetes uses (robfig/cron).

import { parseDuration } from '#engine/values/duration.ts';
import { givenField, textOf } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import type { Check } from './check.ts';

const HEAD = 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: load\nspec:\n';
const REST = `  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: load
              image: busybox
`;

export const schedule: Check = {
  code: 'manifest-schedule',
  severity: 'error',
  title: 'A schedule that is none',
  why: `Five fields: minute, hour, day of month, month, day of week (0 to 6; 7 is no day), each \`*\`, a number, a range, a
list, with \`/step\`; or one of \`@hourly\`, \`@daily\`, \`@weekly\`, \`@monthly\`, \`@yearly\`, \`@every 1h30m\`. A time zone
belongs into \`timeZone\`. In values, quote it: \`*\` begins an alias in YAML.`,
  bad: `${HEAD}  schedule: "*/5 * * *"\n${REST}`,
  good: `${HEAD}  schedule: "*/5 * * * *"\n${REST}`,
  check: ({ gvk, spec }, tell) => {
    if (gvk.group !== 'batch' || gvk.kind !== 'CronJob') return;
    const text = textOf(spec, 'schedule');
    const at = givenField(spec, 'schedule');
    const problem = text === undefined ? undefined : scheduleProblem(text);
    if (problem !== undefined && at !== undefined)
      tell({ path: ['spec', 'schedule'], at, message: `${shown(text as string)}: ${problem}` });
    const zone = textOf(spec, 'timeZone');
    const zoneAt = givenField(spec, 'timeZone');
    if (zoneAt !== undefined && (zone === '' || zone?.toLowerCase() === 'local'))
      tell({ path: ['spec', 'timeZone'], at: zoneAt, message: 'must be an explicit time zone, as "Europe/Berlin"' });
  },
};

const DESCRIPTORS: ReadonlySet<string> = new Set(
  '@yearly @annually @monthly @weekly @daily @midnight @hourly'.split(' '),
);

/** What is wrong with a schedule; undefined when nothing is. */
function scheduleProblem(text: string): string | undefined {
  if (text === '') return 'required value';
  if (text.includes('TZ')) return 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';
  if (text.startsWith('@')) return descriptorProblem(text);
  const fields = text.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== 5) return `expected exactly 5 fields, found ${fields.length}`;
  for (const [i, field] of fields.entries()) {
    const problem = fieldProblem(field, BOUNDS[i] as Bounds);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function descriptorProblem(text: string): string | undefined {
  if (DESCRIPTORS.has(text)) return undefined;
  if (!text.startsWith('@every ')) return `unrecognized descriptor: ${text}`;
  try {
    parseDuration(text.slice('@every '.length));
    return undefined;
  } catch {
    return `failed to parse duration ${text}`;
  }
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');

const BOUNDS: readonly Bounds[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: DAYS },
];

function fieldProblem(field: string, bounds: Bounds): string | undefined {
  for (const expression of field.split(',')) {
    const problem = expression === '' ? undefined : rangeProblem(expression, bounds);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function rangeProblem(expression: string, bounds: Bounds): string | undefined {
  const [range = '', step, ...more] = expression.split('/');
  const ends = range.split('-');
  const isAny = ends[0] === '*' || ends[0] === '?';
  const first = isAny ? bounds.min : numberOf(ends[0] as string, bounds);
  if (first === undefined) return `failed to parse int from ${ends[0]}`;
  if (!isAny && ends.length > 2) return `too many hyphens: ${expression}`;
  const given = isAny || ends.length === 1 ? undefined : (ends[1] as string);
  const second = isAny ? bounds.max : given === undefined ? first : numberOf(given, bounds);
  if (second === undefined) return `failed to parse int from ${given}`;
  if (more.length > 0) return `too many slashes: ${expression}`;
  const every = step === undefined ? 1 : numberOf(step, { ...bounds, names: [] });
  if (every === undefined) return `failed to parse int from ${step}`;
  const last = step !== undefined && ends.length === 1 ? bounds.max : second;
  if (first < bounds.min) return `beginning of range (${first}) below minimum (${bounds.min}): ${expression}`;
  if (last > bounds.max) return `end of range (${last}) above maximum (${bounds.max}): ${expression}`;
  if (first > last) return `beginning of range (${first}) beyond end of range (${last}): ${expression}`;
  return every === 0 ? `step of range should be a positive number: ${expression}` : undefined;
}

function numberOf(text: string, { min, names }: Bounds): number | undefined {
  const name = names.indexOf(text.toLowerCase());
  if (name >= 0) return name + min;
  return /^\+?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
