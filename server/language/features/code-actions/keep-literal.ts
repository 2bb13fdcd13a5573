// "Keep as literal": braces that another language is to read come through Helm as they are.

import type { Span } from '#engine/text/span.ts';
import { quoteGo, unquoteGo } from '#engine/values/quote.ts';
import { readTree } from '#engine/yaml/read-tree.ts';
import { asLiteral, type ForeignTag, foreignTags } from '../../documents/foreign.ts';
import { type TemplateView, templateView } from '../../documents/template.ts';
import { type Context, contextAt, type ObjectPath } from '../../symbols/context.ts';
import { targetAt } from '../../symbols/target.ts';
import { templateIndex } from '../../symbols/templates.ts';
import { valueSites } from '../../symbols/values.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { type Action, type FileEdit, isBroken, type Question, replacing, says } from './action.ts';
import { isGivenToTpl } from './passes.ts';

export function keepLiteralActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  // Nobody asks, nothing is wrong, and nothing looks like another language's: as nearly everywhere.
  const isQuiet = file.uri.includes('/templates/') && !question.isAsked && !isBroken(question);
  if (
    !says(question, /./) ||
    (isQuiet && foreignTags(templateView(file, snapshot.settings)).length === 0 && !says(question, /\btpl\b/))
  )
    return [];
  const context = contextAt(snapshot, file.uri, span.start);
  if (context === undefined) return [];
  const { view } = context;
  const foreign = foreignTags(view);
  const touched = foreign.filter(
    (tag) => tag.span.start <= span.end && span.start <= tag.span.end && !isKnown(question, view, tag),
  );
  if (touched.length === 0) return otherTag(question, context);
  const groups = new Set(touched.map(({ group }) => group));
  const own = foreign.filter(({ group }) => groups.has(group));
  const language = own.find((tag) => tag.language !== undefined)?.language;
  const broken = errorIn(view, touched);
  const actions: Action[] = [
    {
      title: own.length === 1 ? `Keep as literal of ${language}` : `Keep ${own.length} tags as literals of ${language}`,
      kind: 'quickfix',
      isPreferred: broken !== undefined,
      mends: mended(broken, touched),
      changes: () => kept(context, file, own),
    },
  ];
  if (own.length < foreign.length) {
    const title = `Keep all ${foreign.length} tags of other languages in this file as literals`;
    actions.push({
      title,
      kind: 'quickfix',
      mends: mended(broken, touched),
      changes: () => kept(context, file, foreign),
    });
  }
  return actions;
}

/** Helm reads the tag without an error, and there is a value for what it names: another language's word, but a key here. */
function isKnown({ snapshot, file }: Question, view: TemplateView, tag: ForeignTag): boolean {
  const name = /\.[A-Z]\w*/.exec(file.text.slice(tag.span.start, tag.span.end));
  if (name === null || errorIn(view, [tag]) !== undefined) return false;
  const target = targetAt(snapshot, file.uri, tag.span.start + name.index + name[0].length)?.target;
  if (target?.kind !== 'path') return false;
  const context = contextAt(snapshot, file.uri, tag.span.start);
  const isSet = ({ chart, object, path }: ObjectPath) =>
    object === 'Values' && context !== undefined && valueSites(context.tree, chart, path).length > 0;
  return target.value.refs.some(({ kind }) => kind !== 'path') || target.paths.some(isSet);
}

/** Of a tag that says nothing of its language: where Helm cannot read it, or somebody asks. */
function otherTag({ file, span, isAsked }: Question, context: Context): Action[] {
  const { view } = context;
  const at = tagAt(view, span);
  if (at === undefined) return [];
  const tag: ForeignTag = { span: at, language: undefined, group: 0 };
  const broken = errorIn(view, [tag]);
  if (HELMS_OWN.test(file.text.slice(at.start, at.end)) || (broken === undefined && !isAsked)) return [];
  const kind = broken ? 'quickfix' : 'refactor.rewrite';
  const mends = broken && mended(broken, [tag]);
  return [{ title: 'Keep as literal, for another language', kind, mends, changes: () => kept(context, file, [tag]) }];
}

/** Words that are read by Helm and by nobody else. */
const HELMS_OWN =
  /[\s({-][$]?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|\b(?:include|tpl|toYaml|nindent|template)\s/;

/** The action that holds the selection; of blocks, whose end would be left alone, there is none. */
function tagAt(view: TemplateView, span: Span): Span | undefined {
  let found: Span | undefined;
  const rest = [...view.parsed.main.root.nodes];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.span.start > span.start || node.span.end < span.end) continue;
    if (node.kind === 'action' || node.kind === 'error') {
      // What declares a variable is missed by those that use it.
      if (node.kind === 'error' || node.pipe.decl.length === 0) found = node.span;
    } else if ('list' in node && node.list)
      rest.push(...node.list.nodes, ...('elseList' in node ? (node.elseList?.nodes ?? []) : []));
  }
  const isClosed = found !== undefined && view.file.text.endsWith('}}', found.end);
  return isClosed && found && view.file.text.slice(found.start, found.end).endsWith('}}') ? found : undefined;
}

const NOT_DEFINED = /^(?:function ".*" not defined|undefined variable|bad character|unexpected|bad number)/;

function errorIn(view: TemplateView, tags: readonly ForeignTag[]): Span | undefined {
  return view.parsed.errors.find(
    ({ message, span }) =>
      NOT_DEFINED.test(message) && tags.some((tag) => tag.span.start <= span.start && span.end <= tag.span.end),
  )?.span;
}

function mended(broken: Span | undefined, [first]: readonly ForeignTag[]): Action['mends'] {
  if (broken) return { rule: 'template-syntax', span: broken };
  return first && { rule: 'template-render', span: first.span };
}

function kept(context: Context, host: FileText, tags: readonly ForeignTag[]): FileEdit[] {
  const edits = tags.flatMap(({ span }) => {
    const text = literalOf(context, host, span);
    return text === undefined ? [] : [replacing(span.start, span.end, text)];
  });
  return [{ uri: host.uri, edits }];
}

/** The tag as it must be written to come through; undefined where a text around it leaves no way. */
function literalOf(context: Context, host: FileText, { start, end }: Span): string | undefined {
  const raw = host.text.slice(start, end);
  const { embedded } = context;
  if (embedded === undefined) return asLiteral(raw, passesAt(context, start));
  // In quotes the tag is written otherwise than it is read, and so is what takes its place.
  const quote = ['"', "'"].find((mark) => embedded.encode(mark) !== mark);
  if (quote === undefined) {
    const literal = asLiteral(raw);
    // In backquotes there is no way to write a backquote.
    return literal.includes('`') && isTemplate(context, host) ? `{{ ${quoteGo(raw)} }}` : literal;
  }
  const { root } = readTree(`${quote}${raw}${quote}`);
  const written = quote === '"' && host.text[embedded.span.start] === '"' && isTemplate(context, host);
  const text = written ? unquoteGo(`"${raw}"`) : root?.kind === 'scalar' && !/[\r\n]/.test(raw) ? root.text : undefined;
  return text === undefined ? undefined : embedded.encode(asLiteral(text)).replaceAll('\n', '\\n');
}

function isTemplate({ tree }: Context, host: FileText): boolean {
  return tree.charts.some(({ templates }) => templates.includes(host));
}

/** How often Helm reads the text: once more for what a helper gives to `tpl`, or another helper that does. */
function passesAt({ snapshot, tree, file }: Context, offset: number): number {
  const name = contextAt(snapshot, file.uri, offset)?.scope.body?.name;
  const names = new Set(name === undefined ? [] : [name]);
  // A set goes on to what is added to it meanwhile.
  for (const one of names) {
    for (const { file: caller, call } of templateIndex(snapshot, tree).callsOf(one)) {
      if (isGivenToTpl(templateView(caller, snapshot.settings), call.span)) return 2;
      if (call.body) names.add(call.body.name);
    }
  }
  return 1;
}
