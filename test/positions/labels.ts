// The labelled positions: what is right at each, read from the files *.txt, and how an answer is judged.
//
//     == web/templates/deployment.yaml                 the file of the positions that follow
//     ? replicas: {{ .Values.█replicaCount }}          a text that stands once in it; ⏎ is a line's end, the rest of a text may be left out
//     ? {{ .Values.image.tag }} ==> {{ .Values.█       the same, but another text stands there while it is asked
//       c image replicaCount / tag                     completion has these labels, and not those behind the slash
//       d ~/values.yaml @ tag: 1 ; b.yaml : 3 ?        definition is the line of this text (`+1`: the line below it), and may be
//                                                      that one, too; `*`: whatever else
//       h v1 ; !v2                                     hover has these texts, and not those behind `!`
//
// `~` is the chart's folder. Completion is asked at the cursor, definition and hover one character behind it: in the word.

import type { World } from './world.ts';

export type Kind = 'completion' | 'definition' | 'hover';
export const KINDS: readonly Kind[] = ['completion', 'definition', 'hover'];

export interface Place {
  readonly path: string;
  readonly line: number;
}

interface Common {
  /** The labels' file and line: `web.txt:12`. */
  readonly at: string;
  readonly path: string;
  /** The file's text while it is asked, if that is another one than on disk. */
  readonly edited: string | undefined;
  readonly offset: number;
}

export type Position = Common &
  (
    | { readonly kind: 'completion' | 'hover'; readonly has: readonly string[]; readonly hasNot: readonly string[] }
    | {
        readonly kind: 'definition';
        readonly must: readonly Place[];
        readonly may: readonly Place[];
        readonly open: boolean;
      }
  );

/** What a server said, in terms of the charts: labels, places, Markdown. */
export interface Answers {
  readonly completion: readonly string[];
  readonly definition: readonly Place[];
  readonly hover: string;
}

/** What is wrong with an answer, as a sentence; undefined: nothing. */
export function judge(position: Position, answer: Answers): string | undefined {
  if (position.kind === 'definition') return judgeDefinition(position, answer.definition);
  const { kind, has, hasNot } = position;
  const holds = (fact: string) =>
    kind === 'completion' ? answer.completion.includes(fact) : answer.hover.includes(fact);
  const lacking = has.filter((fact) => !holds(fact));
  const wrong = hasNot.filter(holds);
  if (lacking.length + wrong.length === 0) return undefined;
  const parts = [
    lacking.length > 0 ? `lacks ${lacking.join(', ')}` : '',
    wrong.length > 0 ? `has ${wrong.join(', ')}` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function judgeDefinition(
  { must, may, open }: Position & { readonly kind: 'definition' },
  answer: readonly Place[],
): string | undefined {
  const text = ({ path, line }: Place) => `${path}:${line}`;
  const given = new Set(answer.map(text));
  const lacking = must.map(text).filter((place) => !given.has(place));
  const allowed = new Set([...must, ...may].map(text));
  const wrong = open ? [] : [...given].filter((place) => !allowed.has(place));
  if (lacking.length + wrong.length === 0) return undefined;
  return `${lacking.length > 0 ? `lacks ${lacking.join(', ')} ` : ''}${wrong.length > 0 ? `has ${wrong.join(', ')}` : ''}`.trim();
}

/** Reads one file of labels; throws where a label does not fit the charts. */
export function readLabels(world: World, name: string, text: string): Position[] {
  const out: Position[] = [];
  let path = '';
  let asked: Pick<Common, 'edited' | 'offset'> | undefined;
  const misfits: string[] = [];
  const readLine = (line: string, at: string) => {
    const rest = line.slice(4);
    if (line.startsWith('== ')) path = line.slice(3).trim();
    else if (line.startsWith('? ')) asked = question(world.texts.get(path) ?? fail(`no file ${path}`), line.slice(2));
    else if (/^ {2}[cdh] /.test(line)) {
      const common = { at, path, ...(asked ?? fail('no position')) };
      if (line[2] === 'c') out.push({ ...common, kind: 'completion', ...words(rest) });
      else {
        const inside = { ...common, offset: common.offset + 1 };
        if (line[2] === 'h') out.push({ ...inside, kind: 'hover', ...facts(rest) });
        else out.push({ ...inside, kind: 'definition', ...places(world, path, rest) });
      }
    } else if (line.trim() !== '' && !line.startsWith('#')) fail(`what is ${JSON.stringify(line)}?`);
  };
  text.split('\n').forEach((line, i) => {
    try {
      readLine(line, `${name}:${i + 1}`);
    } catch (error) {
      misfits.push(`${name}:${i + 1}: ${String(error)}`);
    }
  });
  if (misfits.length > 0) throw new Error(misfits.join('\n'));
  return out;
}

function fail(why: string): never {
  throw new Error(why);
}

function question(text: string, line: string): Pick<Common, 'edited' | 'offset'> {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const [before = '', after] = line.split(' ==> ').map((part) => part.replaceAll('⏎', newline));
  const found = before.replace('█', '');
  const start = text.indexOf(found);
  if (start < 0) fail(`${JSON.stringify(found)} is not there`);
  if (text.indexOf(found, start + 1) >= 0) fail(`${JSON.stringify(found)} stands there twice`);
  const cursor = (after ?? before).indexOf('█');
  if (cursor < 0) fail('no █');
  if (after === undefined) return { edited: undefined, offset: start + cursor };
  const edited = text.slice(0, start) + after.replace('█', '') + text.slice(start + found.length);
  return { edited, offset: start + cursor };
}

function words(text: string): { readonly has: readonly string[]; readonly hasNot: readonly string[] } {
  const [has = '', hasNot = ''] = text.split(' / ');
  const split = (part: string) => part.split(' ').filter((word) => word !== '');
  return { has: split(has), hasNot: split(hasNot) };
}

function facts(text: string): { readonly has: readonly string[]; readonly hasNot: readonly string[] } {
  const all = text.split(' ; ');
  return {
    has: all.filter((fact) => !fact.startsWith('!')),
    hasNot: all.filter((fact) => fact.startsWith('!')).map((fact) => fact.slice(1)),
  };
}

function places(world: World, path: string, text: string) {
  const must: Place[] = [];
  const may: Place[] = [];
  let open = false;
  for (const part of text.split(' ; ')) {
    if (part === '*') open = true;
    else (part.endsWith(' ?') ? may : must).push(place(world, path, part.replace(/ \?$/, '')));
  }
  return { must, may, open };
}

function place(world: World, from: string, text: string): Place {
  const [, file = '', sign, what = ''] = /^(\S+) ([@:]) (.*)$/.exec(text) ?? fail(`what is ${JSON.stringify(text)}?`);
  const path = file.replace(/^~/, from.split('/')[0] as string);
  if (sign === ':') return { path, line: Number(what) };
  const [, wanted = '', plus = '0'] = /^(.*?)(?: ?\+(\d*))?$/.exec(what) ?? [];
  const lines = (world.texts.get(path) ?? fail(`no file ${path}`)).split('\n');
  const exact = lines.filter((line) => line.trim() === wanted);
  const holds = (line: string) => (exact.length === 1 ? line.trim() === wanted : line.includes(wanted));
  const found = lines.flatMap((line, i) => (holds(line) ? [i + 1] : []));
  if (found.length !== 1) fail(`${JSON.stringify(wanted)} stands ${found.length} times in ${path}`);
  return { path, line: (found[0] as number) + Number(plus || 0) };
}
