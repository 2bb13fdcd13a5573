// What the commands share: helm's failures, the release to be like, the user's values.

import { type KubeVersionInfo, parseKubeVersion } from '#engine/chart/kube-version.ts';
import { PROFILES, type Profile } from '#engine/chart/profile.ts';
import { userValues } from '#engine/chart/values-files.ts';
import { parseUrl } from '#engine/schema/url.ts';
import { GoError } from '#engine/values/errors.ts';
import type { GoMap } from '#engine/values/value.ts';
import { decode } from './encoding.ts';
import { flagList, flagText, type Parsed, UsageError } from './flags.ts';
import type { World } from './world.ts';

/** A failure with helm's text; `hint` adds the line about --debug. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly hint: boolean;
  constructor(message: string, hint = false) {
    super(message);
    this.hint = hint;
  }
}

/** The release to be like, `--helm 3` or `4`: it decides which flags there are, so it is looked for before they are read. */
export function profileOf(argv: readonly string[]): Profile {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const at = words.findLastIndex((word) => /^--helm(=|$)/.test(word));
  const word = words[at];
  const helm = word === undefined ? '4' : (/=(.*)/s.exec(word)?.[1] ?? argv[at + 1] ?? '');
  if (helm !== '3' && helm !== '4') throw new UsageError(`invalid argument "${helm}" for "--helm": must be 3 or 4`);
  return PROFILES[helm === '3' ? 3 : 4];
}

/** The version that --kube-version names; undefined without the flag. */
export function checkKubeVersionFlag(text: string, profile: Profile): KubeVersionInfo | undefined {
  if (text === '') return undefined;
  const parsed = parseKubeVersion(text, profile.major);
  if ('error' in parsed) throw new Failure(`invalid kube version '${text}': ${parsed.error}`);
  return parsed;
}

export function namespaceOf(world: World, parsed: Parsed): string {
  return flagText(parsed, 'namespace') || world.variable('HELM_NAMESPACE') || 'default';
}

/** The user's values from all flags; throws GoError with helm's text. */
export function readValues(world: World, parsed: Parsed, profile: Profile): GoMap {
  return userValues(
    {
      files: valuesFiles(world, flagList(parsed, 'values')),
      setJson: flagList(parsed, 'set-json'),
      set: flagList(parsed, 'set'),
      setString: flagList(parsed, 'set-string'),
      setFile: flagList(parsed, 'set-file'),
      setLiteral: flagList(parsed, 'set-literal'),
    },
    profile,
    (path) => readText(world, path),
  );
}

/** Each file is read when the one before it is understood, so that of two failures the first is told. */
function* valuesFiles(world: World, names: readonly string[]) {
  for (const name of names) {
    const isInput = name.trim() === '-';
    // Helm asks first whether the path is an address.
    if (!isInput) parseUrl(name);
    yield { name, text: isInput ? decode(world.stdin()) : readText(world, name), source: name };
  }
}

/** The text of a file that a flag names; throws GoError with Go's text. */
function readText(world: World, path: string): string {
  const bytes = world.read(path);
  if (bytes !== undefined) return decode(bytes);
  throw new GoError(world.isFolder(path) ? `read ${path}: is a directory` : `open ${path}: no such file or directory`);
}
