// What the call that is being written takes: a function's parameters, a method's, or the keys that a helper's dict wants.

import { type Span, span } from '#engine/text/span.ts';
import { functionsOf, signatureOf } from '../documents/functions.ts';
import { commandsAt, type OpenCommand, type OpenCommands } from '../documents/place.ts';
import { builtinAt } from '../symbols/builtins.ts';
import { type Context, contextAt, objectPaths, textHere } from '../symbols/context.ts';
import { calledHelper, literal, parameterMarkdown } from '../symbols/helper-call.ts';
import { type HelperParameter, isRootKey, parametersOf } from '../symbols/helper-parameters.ts';
import { code, fenced, templateComment } from '../symbols/markdown.ts';
import { templateIndex } from '../symbols/templates.ts';

export interface SignatureHelp {
  readonly label: string;
  /** Markdown. */
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
  /** The parameter that is written now; undefined: none of them. */
  readonly active: number | undefined;
}

export interface SignatureParameter {
  /** Its part of the label. */
  readonly span: Span;
  /** Markdown. */
  readonly documentation?: string | undefined;
}

/** The signature at an offset of a template: of the innermost call that takes one more argument. */
export function signatureHelp(snapshot: Context['snapshot'], uri: string, offset: number): SignatureHelp | undefined {
  const context = contextAt(snapshot, uri, offset);
  const open = context && commandsAt(context.file, offset);
  if (context === undefined || open === undefined) return undefined;
  for (const [i, command] of open.commands.entries()) {
    const found =
      helperHelp(context, open, i, offset) ?? functionHelp(context, command) ?? methodHelp(context, command);
    if (found) return found;
  }
  return undefined;
}

function functionHelp(context: Context, { operands, isPiped }: OpenCommand): SignatureHelp | undefined {
  const [name, ...args] = operands;
  const record = name && functionsOf(context.snapshot.settings).get(name.text);
  if (record === undefined || record.params.length === 0) return undefined;
  const last = record.params.length - 1;
  const isVariadic = record.params[last]?.variadic === true;
  // What comes through the pipe is the last argument.
  const free = isPiped && !isVariadic ? last : record.params.length;
  if (!isVariadic && args.length >= free) return undefined;
  const label = signatureOf(record);
  let at = record.name.length + 1;
  const parameters = record.params.map(({ name: own, type, variadic }, i): SignatureParameter => {
    const start = at;
    const end = start + `${own} ${variadic ? '...' : ''}${type}`.length;
    at = end + 2;
    const isGiven = isPiped && i === last;
    return { span: span(start, end), documentation: isGiven ? 'Comes through the pipe.' : undefined };
  });
  const [example] = record.examples;
  const documentation = example ? `${record.doc}\n\n${fenced('helm', example.template)}` : record.doc;
  return { label, documentation, parameters, active: Math.min(args.length, last) };
}

/** `.Files.Get`, `.Capabilities.APIVersions.Has` */
function methodHelp(context: Context, { operands }: OpenCommand): SignatureHelp | undefined {
  const [method, ...args] = operands;
  if (method === undefined || args.length > 0 || !method.text.includes('.')) return undefined;
  for (const { object, path } of objectPaths(context.tree, textHere(context, method.text))) {
    const builtin = object === undefined ? undefined : builtinAt([object, ...path]);
    const inside = builtin?.isMethod ? /\(([^)]+)\)/.exec(builtin.type) : null;
    if (!builtin || !inside) continue;
    const start = inside.index + 1;
    const parameters = [{ span: span(start, start + (inside[1] as string).length) }];
    return { label: builtin.type, documentation: builtin.doc, parameters, active: 0 };
  }
  return undefined;
}

/** `include "name" █`, `template "name" █`, and the keys of the dict that they hand over. */
function helperHelp(context: Context, open: OpenCommands, i: number, offset: number): SignatureHelp | undefined {
  const { commands, declares } = open;
  const { operands, head } = commands[i] as OpenCommand;
  const [first, second, third] = operands;
  if (first?.text === 'dict') {
    const outer = commands.slice(i + 1).map((command) => command.operands);
    const head = commands.at(-1)?.head === 'template' ? 'template' : '';
    const name = calledHelper(context.file.text, outer, commands.at(-1)?.head ?? '', declares, offset);
    const word = outer.some(([outerFirst]) => outerFirst?.text === 'include') || head === '' ? 'include' : head;
    return name === undefined ? undefined : helperSignature(context, word, name, operands.slice(1));
  }
  const isInclude = first?.text === 'include' && second !== undefined && third === undefined;
  const isTag = (head === 'template' || head === 'block') && first !== undefined && second === undefined;
  const name = isInclude ? literal(second.text) : isTag ? literal(first.text) : undefined;
  return name === undefined ? undefined : helperSignature(context, isTag ? head : 'include', name, undefined);
}

/** `word`: `include`, `template` or `block`, as it is written. */
function helperSignature(
  context: Context,
  word: string,
  name: string,
  written: readonly { readonly text: string }[] | undefined,
): SignatureHelp | undefined {
  const { snapshot, tree } = context;
  const [site] = templateIndex(snapshot, tree).sitesOf(name);
  if (site === undefined) return undefined;
  const { keys } = parametersOf(snapshot, tree, name);
  const own = keys.filter((key) => !isRootKey(key.name));
  const takesRoot = own.length < keys.length;
  // A helper that reads `.Values` is given the root, whose other keys nobody writes out.
  if (own.length === 0 || (takesRoot && written === undefined)) return rootSignature(word, name, templateComment(site));
  const head = `${word} ${JSON.stringify(name)} (dict`;
  let label = head;
  const parameters = own.map((key): SignatureParameter => {
    const text = key.isRequired ? JSON.stringify(key.name) : `[${JSON.stringify(key.name)}]`;
    const start = label.length + 1;
    label += ` ${text}`;
    return { span: span(start, start + text.length), documentation: parameterMarkdown(context, name, key) };
  });
  const told = templateComment(site);
  const documentation = told ?? `What ${code(name)} reads of the dict it is given; in brackets what may be left out.`;
  return { label: `${label})`, documentation, parameters, active: activeKey(own, written) };
}

function rootSignature(word: string, name: string, comment: string | undefined): SignatureHelp {
  const label = `${word} ${JSON.stringify(name)} .`;
  const parameters = [{ span: span(label.length - 1, label.length), documentation: 'The dot that it begins with.' }];
  return { label, documentation: comment ?? '', parameters, active: 0 };
}

/** The key whose value is being written; where a key is due, the first one that is not there yet. */
function activeKey(
  keys: readonly HelperParameter[],
  written: readonly { readonly text: string }[] | undefined,
): number | undefined {
  if (written === undefined) return undefined;
  if (written.length % 2 === 1) return found(keys.findIndex((key) => key.name === literal(written.at(-1)?.text ?? '')));
  const given = new Set(written.filter((_, i) => i % 2 === 0).map(({ text }) => literal(text)));
  return found(keys.findIndex((key) => !given.has(key.name)));
}

function found(index: number): number | undefined {
  return index < 0 ? undefined : index;
}
