// Inside `define` bodies: what an action came to for all who call the helper, or how many different things.

import type { AnyNode, BranchNode, PipeNode, TemplateNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { childrenOf } from '../../documents/template.ts';
import { type Evaluated, type EvaluatedValue, evaluatedAt } from '../../symbols/evaluated.ts';
import { lineNumber } from '../../symbols/line-number.ts';
import { isWhole, printable, shortLabel } from '../../symbols/printed/label.ts';
import { isSecretValue } from '../../symbols/printed/secret-callers.ts';
import { HIDDEN, namesSecret, withoutSecrets } from '../../symbols/printed/secrets.ts';
import type { RenderState } from '../../workspace/render-state.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { baseNameOf } from '../../workspace/uri.ts';

export interface HelperHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string | undefined;
}

/** The hints in the body of a define that end inside `range`. */
export function helperHints(state: RenderState, file: FileText, body: AnyNode, range: Span | undefined): HelperHint[] {
  const out: HelperHint[] = [];
  const rest: AnyNode[] = [body];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    const shown = node.kind === 'action' ? node.span : isCondition(node) ? node.head : undefined;
    if (shown && (range === undefined || (shown.end >= range.start && shown.end <= range.end))) {
      const hint = hintOf(state, file, node as Shown);
      if (hint) out.push({ offset: shown.end, ...hint });
    }
    rest.push(...childrenOf(node));
  }
  return out;
}

type Shown = Exclude<AnyNode & { readonly pipe: PipeNode }, TemplateNode>;

/** What `with` hands to its body is seen there. */
function isCondition(node: AnyNode): node is BranchNode {
  return node.kind === 'if' || node.kind === 'range';
}

function hintOf(state: RenderState, file: FileText, node: Shown): Omit<HelperHint, 'offset'> | undefined {
  const result = node.pipe.cmds.at(-1);
  if (result === undefined || (node.kind === 'action' && node.pipe.decl.length > 0)) return undefined;
  const seen = evaluatedAt(state, file, result.span);
  if (seen === undefined) return undefined;
  if (node.kind === 'if') return plain(truthOf(seen));
  if (node.kind === 'range') return plain(turnsOf(seen));
  return printedOf(state, file.text.slice(node.span.start, node.span.end), seen);
}

function plain(label: string | undefined): Omit<HelperHint, 'offset'> | undefined {
  return label === undefined ? undefined : { label, tooltip: undefined };
}

function truthOf({ count, held }: Evaluated): string {
  if (held === 0) return 'false';
  return held === count ? 'true' : `true (${held} of ${count})`;
}

function turnsOf({ values, isPartial }: Evaluated): string | undefined {
  const sizes = new Set(
    values.map(({ value }) => (value.kind === 'list' || value.kind === 'map' ? value.size : value.holds ? -1 : 0)),
  );
  const [size] = sizes;
  if (isPartial || sizes.size !== 1 || size === undefined || size < 0) return undefined;
  return size === 1 ? '1 item' : `${size} items`;
}

function printedOf(state: RenderState, action: string, seen: Evaluated): Omit<HelperHint, 'offset'> | undefined {
  const values = seen.values.filter(({ value }) => value.shown.trim() !== '');
  const [only] = values;
  if (only === undefined || values.some(({ value }) => !isText(value.kind))) return undefined;
  if (namesSecret(action) || values.some((value) => isHidden(state, value))) return plain(HIDDEN);
  if (seen.values.length === 1 && !seen.isPartial) return oneHint(only);
  const label = seen.isPartial ? `${seen.values.length}+ values` : `${seen.values.length} values`;
  return { label, tooltip: seen.values.map(rowOf).join('\n') };
}

/** What an action prints as it is; a table it would print in Go's own way. */
function isText(kind: EvaluatedValue['value']['kind']): boolean {
  return kind === 'string' || kind === 'number' || kind === 'bool';
}

function isHidden(state: RenderState, value: EvaluatedValue): boolean {
  const { shown } = value.value;
  return withoutSecrets(shown) !== shown || isSecretValue(state, value);
}

function oneHint({ value: { shown, isCut } }: EvaluatedValue): Omit<HelperHint, 'offset'> {
  const text = shown.trim();
  const lines = text.split('\n').length;
  const whole = isCut ? `${text}\n…` : text;
  if (lines > 1) return { label: isCut ? `⏎ more than ${lines} lines` : `⏎ ${lines} lines`, tooltip: printable(whole) };
  return {
    label: shortLabel(isCut ? `${text}…` : text),
    tooltip: isWhole(text) && !isCut ? undefined : printable(whole),
  };
}

/** `web  deployment.yaml:12 and 2 more` */
function rowOf({ value, from }: EvaluatedValue): string {
  const [first, ...others] = from;
  const text = shortLabel(value.shown.trim().replace(/\s+/g, ' ') || '(nothing)');
  const where = first ? `${baseNameOf(first.file.uri)}:${lineNumber(first.file, first.call?.start ?? 0)}` : '';
  return `${text}  # ${where}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}
