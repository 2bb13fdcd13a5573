// `--name-template`: the release's name is a template of its own, with sprig's functions, env included, and no data.

import type { Profile } from '#engine/chart/profile.ts';
import { group } from '#engine/functions/define.ts';
import { functionTable } from '#engine/functions/index.ts';
import { execute, newRun } from '#engine/template/exec.ts';
import { ExecError } from '#engine/template/exec-error.ts';
import type { FunctionRecord } from '#engine/template/funcs.ts';
import { parse } from '#engine/template/parse.ts';
import { GoError } from '#engine/values/errors.ts';
import type { World } from './world.ts';

const FILE = 'name-template';

/** The name that the template gives. Throws GoError with Go's own text. */
export function renderName(world: World, text: string, profile: Profile): string {
  const functions = nameFunctions(world, profile);
  const parsed = parse(FILE, text, (name) => functions.has(name));
  const [error] = parsed.errors;
  if (error) throw new GoError(`template: ${FILE}:${error.line}: ${error.message}`);
  const run = newRun({ functions, env: world.env, profile, trace: false });
  const set = new Map([parsed.main, ...parsed.defines].map((tree) => [tree.name, tree] as const));
  try {
    return execute(run, set, parsed.main, null, null).text;
  } catch (failure) {
    if (failure instanceof ExecError) throw new GoError(failure.message);
    throw failure;
  }
}

/** Sprig's own functions: none of Helm's, and the two that Helm takes away from charts. */
function nameFunctions(world: World, profile: Profile): Map<string, FunctionRecord> {
  const functions = new Map(functionTable(profile));
  for (const name of HELM_ONLY) functions.delete(name);
  const variable = (name: string) => world.variable(name) ?? '';
  const expand = (text: string) =>
    text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_all, braced: string | undefined, bare: string | undefined) =>
      variable(braced ?? (bare as string)),
    );
  const own = group('os', [
    {
      name: 'env',
      params: ['name:string'],
      result: 'string',
      doc: 'An environment variable.',
      call: ([name]) => variable(name as string),
    },
    {
      name: 'expandenv',
      params: ['text:string'],
      result: 'string',
      doc: 'Text with variables put in.',
      call: ([text]) => expand(text as string),
    },
    { name: 'fail', params: ['message:string'], result: 'string', doc: 'Fails.', call: failWith },
  ]);
  for (const record of own) functions.set(record.name, record);
  return functions;
}

function failWith([message]: readonly unknown[]): never {
  throw new GoError(message as string);
}

const HELM_ONLY = [
  'toYaml',
  'mustToYaml',
  'toYamlPretty',
  'fromYaml',
  'fromYamlArray',
  'fromJsonArray',
  'toToml',
  'mustToToml',
  'fromToml',
];
