// What can be opened from a text: files that templates read, the links of Chart.yaml, the chart that a values file is for.

import type { CommandNode } from '#engine/template/node.ts';
import { type Span, span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { templateView, unwrapped, walkNodes } from '../documents/template.ts';
import { resolved, valuesView } from '../documents/values.ts';
import { childOf, itemsOf } from '../documents/yaml-fields.ts';
import { targetAt } from '../symbols/target.ts';
import { bindingOf } from '../workspace/binding.ts';
import { localFolder } from '../workspace/mounts.ts';
import { chartFolderOf, type FileText, fileAt, roleIn, type Snapshot } from '../workspace/snapshot.ts';
import { joinUri, normalizeUri } from '../workspace/uri.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface DocumentLink {
  readonly span: Span;
  /** A file of the snapshot, or an address of the web. */
  readonly target: string;
  readonly tooltip: string;
}

/** The links of a template, a Chart.yaml or a values file; none for what is not there to be opened. */
export function documentLinks(given: Snapshot, uri: string): DocumentLink[] {
  const snapshot = seenFrom(given, uri);
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined || folder === undefined) return [];
  switch (roleIn(snapshot, folder, file.uri)) {
    case 'template':
      return templateLinks(snapshot, file);
    case 'chart':
      return chartLinks(snapshot, file, folder);
    case 'values':
      return bindingLinks(snapshot, file);
    default:
      return [];
  }
}

/** `.Files.Get "x"` and its like; `include (print $.Template.BasePath "/x")`. */
function templateLinks(snapshot: Snapshot, file: FileText): DocumentLink[] {
  const out: DocumentLink[] = [];
  walkNodes(templateView(file, snapshot.settings).parsed.main.root, (node) => {
    if (node.kind !== 'command' || !namesFile(node)) return;
    for (const argument of node.args.map(unwrapped)) {
      if (argument.kind !== 'string') continue;
      const inside = span(argument.span.start + 1, argument.span.end - 1);
      const found = targetAt(snapshot, file.uri, inside.start);
      if (found?.target.kind !== 'file') continue;
      const target = fileAt(snapshot, joinUri(found.context.chart.folder, found.target.path));
      if (target) out.push({ span: inside, target: target.uri, tooltip: 'Open the file' });
    }
  });
  return out;
}

/** A first look, so that not every string asks what it means. */
function namesFile({ args }: CommandNode): boolean {
  const [first] = args.map(unwrapped);
  if (first?.kind === 'identifier') return first.ident === 'print' || first.ident === 'printf';
  const names = first?.kind === 'field' || first?.kind === 'variable' ? first.ident : undefined;
  return names?.includes('Files') === true;
}

function chartLinks(snapshot: Snapshot, file: FileText, folder: string): DocumentLink[] {
  const { root } = valuesView(file).tree;
  const web = ['icon', 'home'].flatMap((key) => webLink(file, childOf(root, key)));
  const sources = itemsOf(childOf(root, 'sources')).flatMap((item) => webLink(file, item));
  const people = itemsOf(childOf(root, 'maintainers')).flatMap((item) => webLink(file, childOf(item, 'url')));
  const repositories = itemsOf(childOf(root, 'dependencies')).flatMap((item) => {
    const repository = childOf(item, 'repository');
    if (repository?.kind !== 'scalar') return [];
    const local = localFolder(folder, repository.text);
    const target = local && fileAt(snapshot, joinUri(local, 'Chart.yaml'));
    if (target) return [{ span: inside(file, repository), target: target.uri, tooltip: 'Open the chart' }];
    return webLink(file, repository);
  });
  return [...web, ...sources, ...people, ...repositories];
}

function webLink(file: FileText, node: YamlNode | null): DocumentLink[] {
  const value = node && resolved(node);
  if (value?.kind !== 'scalar' || !/^https?:\/\/[^\s/]/.test(value.text)) return [];
  return [{ span: inside(file, value), target: value.text, tooltip: 'Open in the browser' }];
}

/** `# chartroom: chart=PATH` where the chart was found. */
function bindingLinks(snapshot: Snapshot, file: FileText): DocumentLink[] {
  const bound = snapshot.bound.get(normalizeUri(file.uri));
  const binding = bindingOf(file, {}, []);
  const target = bound?.folder && fileAt(snapshot, joinUri(bound.folder, 'Chart.yaml'));
  return target && binding ? [{ span: binding.span, target: target.uri, tooltip: 'Open the chart' }] : [];
}

/** Without the quotes. */
function inside(file: FileText, { start, end }: Span): Span {
  return /^["']/.test(file.text.slice(start, end)) ? span(start + 1, end - 1) : span(start, end);
}
