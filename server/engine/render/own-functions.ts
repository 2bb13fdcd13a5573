// The functions that belong to a render and not to a table: include, tpl, required, fail, lookup (helm-spec 2.2-2.5).

import { group } from '../functions/define.ts';
import { execute, lookUp, type Run, type State, siteOf, type TemplateSet } from '../template/exec.ts';
import { ExecError, markMessage } from '../template/exec-error.ts';
import type { FunctionRecord } from '../template/funcs.ts';
import type { ParsedFile } from '../template/node.ts';
import { isEmptyTree, parse } from '../template/parse.ts';
import { type Frame, piecesOf } from '../text/origin.ts';
import { removeAll, type TracedText } from '../text/traced.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { GoMap, type Value } from '../values/value.ts';

/** How many activations of one named template may be open at once before Helm gives up. */
const MAX_INCLUDES = 1000;

/** What the functions of one render need; `run` is set once the run exists. */
export interface RenderHooks {
  run: Run | undefined;
  readonly lint: boolean;
  /** Called for what helm logs to stderr while rendering. */
  warn: (text: string) => void;
}

/** The records for one render. Recursion counters and the traced result of the last include live in here. */
export function ownFunctions(hooks: RenderHooks): readonly FunctionRecord[] {
  const open = new Map<string, number>();
  let last: TracedText = { text: '', pieces: undefined };
  const traceLast = () => ({ pieces: last.pieces ?? [] });
  const state = () => hooks.run?.current as State;

  return group('helm', [
    {
      name: 'include',
      params: ['name:string', 'data:any'],
      result: 'string',
      doc: 'Renders the named template with `data` as its dot and returns the text, so that it can be piped on, usually to `nindent`.',
      examples: [
        { template: '{{ define "hi" }}hi {{ . }}{{ end }}{{ include "hi" "you" | upper }}', output: 'HI YOU' },
      ],
      call: ([name, data], call) => {
        last = include(state(), open, name as string, data as Value, call.origins?.[1]);
        return last.text;
      },
      trace: traceLast,
    },
    {
      name: 'tpl',
      params: ['template:string', 'data:any'],
      result: 'string',
      doc: 'Renders a text, usually one from values, as a template with `data` as its dot. The named templates of the chart can be included in it.',
      examples: [{ template: '{{ tpl "{{ .Values.name }}!" . }}', values: 'name: ada', output: 'ada!' }],
      call: ([text, data], call) => {
        last = tpl(state(), text as string, data as Value, call.origins);
        return last.text;
      },
      trace: traceLast,
    },
    {
      name: 'required',
      params: ['message:string', 'value:any'],
      result: 'any',
      doc: 'Returns `value`, or stops the render with `message` when it is null or an empty string. `false`, `0` and empty lists pass.',
      examples: [{ template: '{{ required "a name is needed" .Values.name }}', values: 'name: ada', output: 'ada' }],
      call: ([message, value]) => {
        if (value !== null && value !== '') return value as Value;
        if (!hooks.lint) throw new GoError(markMessage(message as string));
        // Helm 4 words the two differently.
        hooks.warn(`Missing required value${value === null ? '' : 's'}: ${message as string}`);
        return '';
      },
      trace: (_args, _result, call) => call.origins?.[1],
    },
    {
      name: 'fail',
      params: ['message:string'],
      result: 'string',
      doc: 'Stops the render with `message`.',
      call: ([message]) => {
        if (!hooks.lint) throw new GoError(markMessage(message as string));
        hooks.warn(`Fail: ${message as string}`);
        return '';
      },
    },
    {
      name: 'lookup',
      params: ['apiVersion:string', 'kind:string', 'namespace:string', 'name:string'],
      result: 'map[string]interface {}',
      doc: 'Looks an object up in the cluster while installing. `helm template`, and so every preview, has no cluster: the result is an empty map.',
      examples: [{ template: '{{ lookup "v1" "Secret" "default" "db" | len }}', output: '0' }],
      call: () => new GoMap(),
    },
  ]);
}

function include(s: State, open: Map<string, number>, name: string, data: Value, origin: FrameOrigin): TracedText {
  const count = open.get(name) ?? 0;
  if (count > MAX_INCLUDES) {
    throw new GoError(`rendering template has a nested reference name: ${name}: unable to execute template`);
  }
  open.set(name, count + 1);
  const { gaps } = s.run;
  const doubt = gaps?.doubt;
  // What is computed from a gap is in doubt.
  if (gaps && gaps.count > gaps.begun) gaps.doubt = gaps.last;
  try {
    const tree = lookUp(s, name);
    const gap = tree === undefined ? gaps?.template(name) : undefined;
    if (gap !== undefined) return gapOf(s, gap);
    if (tree === undefined)
      throw new GoError(`template: no template ${quoteGo(name)} associated with template "gotpl"`);
    return execute(s.run, s.set, tree, data, frameOf(s, name), origin);
  } finally {
    open.set(name, count);
    if (gaps) gaps.doubt = doubt;
  }
}

function gapOf(s: State, text: string): TracedText {
  return { text, pieces: s.run.trace && s.call ? piecesOf({ site: siteOf(s, s.call) }, text.length) : undefined };
}

type FrameOrigin = Parameters<typeof execute>[5];

function frameOf(s: State, name: string, text?: Frame['text']): Frame | null {
  return s.run.trace && s.call ? { name, call: siteOf(s, s.call), text } : null;
}

function tpl(s: State, text: string, data: Value, origins: readonly FrameOrigin[] | undefined): TracedText {
  const file = 'gotpl';
  const parsed = parsedTpl(s.run, text);
  const error = parsed.errors[0];
  if (error) {
    throw new GoError(`cannot parse template ${quoteGo(text)}: template: ${file}:${error.line}: ${error.message}`);
  }
  // The defines of the text are seen inside this call only: they go into a copy of the set.
  const set: TemplateSet = new Map(s.set);
  addTrees(set, [parsed.main, ...parsed.defines]);
  const textPieces = origins ? piecesOf(origins[0], text.length) : undefined;
  try {
    const sink = execute(s.run, set, parsed.main, data, frameOf(s, file, textPieces), origins?.[1]);
    return removeAll(sink, '<no value>');
  } catch (cause) {
    if (!(cause instanceof ExecError)) throw cause;
    const message = `error during tpl function execution for ${quoteGo(text)}: ${cause.message}`;
    throw new ExecError(message, cause.levels, [message], cause.limit);
  }
}

/** As many texts as a chart's loops give to tpl again and again. */
const MOST_TEXTS = 200;
const tplTexts = new WeakMap<Run['functions'], Map<string, ParsedFile>>();

/** A text is parsed once for as long as the functions are the same. */
function parsedTpl({ functions }: Run, text: string): ParsedFile {
  let known = tplTexts.get(functions);
  if (known === undefined) {
    known = new Map();
    tplTexts.set(functions, known);
  }
  let parsed = known.get(text);
  if (parsed === undefined) {
    parsed = parse('gotpl', text, (name) => functions.has(name));
    if (known.size >= MOST_TEXTS) known.delete(known.keys().next().value as string);
    known.set(text, parsed);
  }
  return parsed;
}

/** Adds trees as Go's AddParseTree does: an empty one never replaces what is there. */
export function addTrees(set: TemplateSet, trees: Iterable<State['tree']>): void {
  for (const tree of trees) {
    if (!set.has(tree.name) || !isEmptyTree(tree.root)) set.set(tree.name, tree);
  }
}
