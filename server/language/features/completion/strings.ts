// Texts that mean something: names of templates, keys of maps, files of the chart …, by the function that gets them.

import type { Operand, Place } from '../../documents/place.ts';
import { type Context, textHere } from '../../symbols/context.ts';
import { relativeUri } from '../../workspace/uri.ts';
import { type Choice, choiceItem, lastBehind } from './choice.ts';
import { apiVersionChoices, constraintChoices, kindChoices, lookupVersionChoices } from './cluster.ts';
import { comparedChoices } from './compared.ts';
import { dictKeyChoices } from './dict-keys.ts';
import type { CompletionItem } from './item.ts';
import { membersOf } from './members.ts';
import { missingNames, templateChoices } from './template-names.ts';
import { verbChoices } from './verbs.ts';

/** The completions inside a string. */
export function stringItems(context: Context, place: Place): CompletionItem[] {
  // A text that goes over several lines is no name, and editors take what is replaced on one line alone.
  const isOnOneLine = !place.word.includes('\n');
  return choicesAt(context, place)
    .filter((choice) => isOnOneLine || choice.pieceAt !== undefined)
    .map((choice) => choiceItem(context, place, choice));
}

/** The same where no quote is written yet: only what nothing else may stand for. */
export function quotedItems(context: Context, place: Place): CompletionItem[] {
  const [first] = place.before;
  if (first !== undefined && OFTEN_OTHERWISE.has(first.text)) return [];
  return choicesAt(context, place)
    .filter((choice) => choice.pieceAt === undefined)
    .map((choice) => choiceItem(context, place, choice));
}

/** Their arguments are texts that are put together, or values, as often as texts that are written out. */
const OFTEN_OTHERWISE: ReadonlySet<string> = new Set(['print', 'printf', 'index', 'get', 'set']);

type Choices = (context: Context, place: Place) => Choice[];

/** By the function, and by how many operands stand before the text: 1 for the first argument. */
const FUNCTIONS: ReadonlyMap<string, (count: number) => Choices | undefined> = new Map<
  string,
  (count: number) => Choices | undefined
>([
  ['include', (count) => (count === 1 ? templateChoices : undefined)],
  ['index', (count) => (count >= 2 ? indexedKeys : undefined)],
  ['get', (count) => (count === 2 ? firstKeys : undefined)],
  ['hasKey', (count) => (count === 2 ? firstKeys : undefined)],
  ['set', (count) => (count === 2 ? firstKeys : undefined)],
  ['unset', (count) => (count === 2 ? firstKeys : undefined)],
  ['pick', (count) => (count >= 2 ? firstKeys : undefined)],
  ['omit', (count) => (count >= 2 ? firstKeys : undefined)],
  ['dig', () => dugKeys],
  ['dict', (count) => (count % 2 === 1 ? dictKeyChoices : undefined)],
  ['eq', () => comparedChoices],
  ['ne', () => comparedChoices],
  ['semverCompare', (count) => (count === 1 ? constraintChoices : undefined)],
  ['lookup', (count) => (count === 1 ? lookupVersionChoices : count === 2 ? kindChoices : undefined)],
  ['printf', (count) => (count === 1 ? verbChoices : undefined)],
  ['kindIs', (count) => (count === 1 ? goKinds : undefined)],
]);

function choicesAt(context: Context, place: Place): Choice[] {
  const { before, head } = place;
  const [first] = before;
  if (head === 'template' && !place.isNested && first === undefined) return templateChoices(context);
  if (head === 'define' && !place.isNested && first === undefined) return missingNames(context);
  if (first === undefined) return [];
  const choices = FUNCTIONS.get(first.text)?.(before.length) ?? methodChoices(first.text, before.length);
  if (choices) return choices(context, place);
  const isPath = place.kind === 'string' && /\.Template\.BasePath$/.test((before.at(-1) as Operand).text);
  return isPath ? basePaths(context) : [];
}

function methodChoices(name: string, count: number): Choices | undefined {
  if (count !== 1) return undefined;
  if (/\.Files\.(Get|GetBytes|Lines)$/.test(name)) return fileChoices;
  if (/\.Files\.Glob$/.test(name)) return globChoices;
  return /\.APIVersions\.Has$/.test(name) ? apiVersionChoices : undefined;
}

/** `index .Values "image" "`: the keys of what the operands before lead to. */
function indexedKeys(context: Context, { before }: Place): Choice[] {
  return keyChoices(
    context,
    before.length === 2 ? (before[1] as Operand).text : before.map(({ text }) => text).join(' '),
  );
}

/** Keys of the function's first argument; of those that it takes several of, not the ones that are written. */
function firstKeys(context: Context, { before }: Place): Choice[] {
  const written = new Set(before.slice(2).map(({ text }) => text));
  return keyChoices(context, (before[1] as Operand).text).filter(({ label }) => !written.has(JSON.stringify(label)));
}

/** `dig "a" "█" "" .Values`: the map that is dug in comes last, or through the pipe. */
function dugKeys(context: Context, place: Place): Choice[] {
  const base = place.piped === '' ? lastBehind(context, place) : `(${place.piped})`;
  if (base === '') return [];
  const steps = place.before.slice(1).map(({ text }) => text);
  return keyChoices(context, steps.length === 0 ? base : ['index', base, ...steps].join(' '));
}

function keyChoices(context: Context, target: string): Choice[] {
  return membersOf(context, textHere(context, target)).map(({ name, kind, detail, document }) => ({
    label: name,
    kind,
    detail,
    document,
    sort: `0${name}`,
  }));
}

function goKinds(): Choice[] {
  return ['map', 'slice', 'string', 'bool', 'float64', 'int', 'int64', 'invalid'].map((label, i) => ({
    label,
    kind: 'value',
    sort: `0${i}`,
  }));
}

/** Files of the chart that `.Files` holds: no templates, not Chart.yaml, not the values. */
function filePaths({ chart }: Context): string[] {
  const hidden = new Set([...chart.templates, ...(chart.defaults ? [chart.defaults] : [])]);
  return chart.files
    .filter((file) => !hidden.has(file))
    .map((file) => relativeUri(chart.folder, file.uri) ?? '')
    .filter((path) => !path.startsWith('templates/') && path !== 'Chart.yaml');
}

function fileChoices(context: Context): Choice[] {
  return filePaths(context).map((path) => ({ label: path, kind: 'file', sort: `0${path}` }));
}

/** Patterns that match something, then the files themselves. */
function globChoices(context: Context): Choice[] {
  const paths = filePaths(context);
  const patterns = new Map<string, number>();
  const add = (pattern: string) => patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1);
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, slash + 1);
    const extension = /\.[^./]+$/.exec(path)?.[0];
    if (extension !== undefined) add(`${folder}*${extension}`);
    if (folder !== '') add(`${folder}*`);
    const [top] = path.split('/');
    if (slash >= 0) add(`${top}/**`);
  }
  const found = [...patterns].map(
    ([label, count]): Choice => ({
      label,
      kind: 'file',
      detail: `${count} file${count === 1 ? '' : 's'}`,
      sort: `0${label}`,
    }),
  );
  return [...found, ...fileChoices(context).map((choice) => ({ ...choice, sort: `1${choice.label}` }))];
}

/** `include (print $.Template.BasePath "/configmap.yaml") .` */
function basePaths({ chart }: Context): Choice[] {
  return chart.templates
    .map((file) => relativeUri(chart.folder, file.uri)?.slice('templates'.length) ?? '')
    .map((path) => ({ label: path, kind: 'file', sort: `0${path}` }));
}
