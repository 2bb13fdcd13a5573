// `chartroom lint --schemas`: reads the flags, and reports what lint-schemas.ts finds.

import type { Profile } from '#engine/chart/profile.ts';
import { checkKubeVersionFlag, Failure, namespaceOf } from './common.ts';
import { encode } from './encoding.ts';
import { flagList, flagOn, flagText, type Parsed, UsageError } from './flags.ts';
import { reportOf } from './lint-report.ts';
import type { SchemaReport } from './lint-schemas.ts';
import type { World } from './world.ts';

const FORMATS = ['text', 'json', 'sarif'];
/** Those that no settings of an editor know. */
const OTHER_VALUES = ['set-string', 'set-json', 'set-file', 'set-literal'];

/** Returns the exit code: 1 for an error, and with --strict for a warning. */
export function judgePaths(world: World, parsed: Parsed, profile: Profile, version: string): number {
  const format = flagText(parsed, 'format') || 'text';
  if (!FORMATS.includes(format)) {
    throw new UsageError(`invalid argument "${format}" for "--format": must be one of ${FORMATS.join(', ')}`);
  }
  if (parsed.args.length === 0) throw new Failure('"chartroom lint --schemas" requires at least 1 argument');
  const refused = OTHER_VALUES.find((name) => flagList(parsed, name).length > 0);
  if (refused !== undefined) throw new UsageError(`--${refused} is not read with --schemas: use --values or --set`);
  const kubeVersion = flagText(parsed, 'kube-version');
  checkKubeVersionFlag(kubeVersion, profile);
  const schemas = world.schemas();
  if (schemas === undefined) throw new Failure('the schemas are not there: schemas.bin lies beside cli.js');
  const report = world.lintSchemas()(world, parsed.args, {
    profile,
    kubeVersion,
    schemas,
    namespace: namespaceOf(world, parsed),
    valuesFiles: flagList(parsed, 'values'),
    setValues: flagList(parsed, 'set'),
    folders: flagList(parsed, 'schema-folder'),
    skipKinds: flagList(parsed, 'skip-kinds'),
    allSets: flagOn(parsed, 'all-sets'),
  });
  return print(world, report, {
    format,
    version,
    isStrict: flagOn(parsed, 'strict'),
    isQuiet: flagOn(parsed, 'quiet'),
  });
}

interface Printing {
  readonly format: string;
  readonly version: string;
  readonly isStrict: boolean;
  readonly isQuiet: boolean;
}

function print(world: World, report: SchemaReport, { format, version, isStrict, isQuiet }: Printing): number {
  const { charts, files, documents, unreadable, withoutSchema } = report;
  const findings = report.findings.map(({ given, ...finding }) => ({ ...finding, chart: given }));
  const head = { charts, files, documents, withoutSchema, unreadable };
  world.out(encode(reportOf(findings, head, { format, version })));
  for (const line of unreadable) world.err(`Error: ${line}\n`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (format === 'text' && !isQuiet) {
    const counted = [count(charts, 'chart'), count(files, 'file'), count(documents, 'document')].join(', ');
    world.err(`${counted}: ${count(errors, 'error')}, ${count(warnings, 'warning')}\n`);
    if (withoutSchema.length > 0) world.err(`no schema for ${withoutSchema.join(', ')}\n`);
  }
  return errors > 0 || unreadable.length > 0 || (isStrict && warnings > 0) ? 1 : 0;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
