// Keys that templates read and no values file sets: what `{{ if .honorLabels }}` asked about is offered where it is printed.

import type { AnyNode, BranchNode } from '#engine/template/node.ts';
import type { Place } from '../../documents/place.ts';
import { childrenOf, type TemplateView, templateView, walkNodes } from '../../documents/template.ts';
import { type Context, objectPaths } from '../../symbols/context.ts';
import { readPaths } from '../../symbols/read-paths.ts';
import type { Possible } from '../../symbols/value.ts';

/** Names that are read below the value somewhere else: by their whole path in the chart's templates, by the dot in this block. */
export function readElsewhere(context: Context, place: Place, value: Possible): Set<string> {
  const counts = new Map<string, number>();
  const add = (names: ReadonlyMap<string, number> | undefined) => {
    for (const [name, count] of names ?? []) counts.set(name, (counts.get(name) ?? 0) + count);
  };
  for (const { chart, object, path } of objectPaths(context.tree, value)) {
    if (object !== 'Values' || !path.every((step) => typeof step === 'string')) continue;
    const key = path.join('.');
    for (const file of chart.templates) add(readPaths(templateView(file, context.snapshot.settings)).get(key));
  }
  const block = context.scope.blocks.at(-1);
  if (place.target === '' && block) add(readInBlock(block));
  else if (place.target.startsWith('$')) add(readOfVariable(context.view, place.target));
  // The word at the cursor is a read of itself.
  const { start, end } = place.replace;
  const word = context.file.text.slice(start, end);
  if ((counts.get(word) ?? 0) <= 1) counts.delete(word);
  return new Set(counts.keys());
}

type Names = Map<string, number>;

/** The fields that a block reads of its dot; in blocks inside it the dot is another one. */
function readInBlock(block: BranchNode): Names {
  const names: Names = new Map();
  const rest: AnyNode[] = [block.list];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.kind === 'field') count(names, node.ident[0] as string);
    else if (node.kind === 'with' || node.kind === 'range') rest.push(node.pipe);
    else if (node.kind !== 'define') rest.push(...childrenOf(node));
  }
  return names;
}

/** `$name`, or a path below it. */
function readOfVariable(view: TemplateView, target: string): Names {
  const names: Names = new Map();
  const steps = target.split('.');
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind !== 'variable' || node.ident.length <= steps.length) return;
    if (steps.every((step, i) => node.ident[i] === step)) count(names, node.ident[steps.length] as string);
  });
  return names;
}

function count(names: Names, name: string): void {
  if (name !== '') names.set(name, (names.get(name) ?? 0) + 1);
}
