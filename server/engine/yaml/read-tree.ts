// The tree of a YAML text for editors: as much as can be read, and what is wrong. Never throws.

import type { Span } from '../text/span.ts';
import { parseDocument } from './parse.ts';
import type { MapNode, YamlEntry, YamlNode } from './parse-node.ts';
import { goYamlText, type YamlProblem } from './scan-problem.ts';

export { AliasNode, isMergeKey, ListNode, MapNode, ScalarNode, type YamlEntry, type YamlNode } from './parse-node.ts';
export type { Resolved, ScalarType } from './resolve.ts';
export type { ScalarStyle } from './scan-token.ts';

export interface YamlError {
  /** go-yaml's words, without place: `did not find expected key`. */
  readonly message: string;
  /** The whole text that Helm prints: `yaml: line 2: did not find expected key`. */
  readonly text: string;
  /** 1-based line where reading stopped, as an editor counts. */
  readonly line: number;
  readonly span: Span;
}

export interface YamlTree {
  /** The first document; null when there is none. After an error, what was read before it. */
  readonly root: YamlNode | null;
  readonly error: YamlError | undefined;
}

export interface TreeOptions {
  /** Added to all offsets: where the text begins in its file. */
  readonly offset?: number | undefined;
}

/** Reads the first document. An alias without anchor is an error, too, but what follows it is read. */
export function readTree(text: string, options: TreeOptions = {}): YamlTree {
  const { root, problem } = parseDocument(text, { offset: options.offset, tolerant: true });
  return treeOf(root, problem);
}

/** What a reading came to. */
export function treeOf(root: YamlNode | null, problem: YamlProblem | undefined): YamlTree {
  if (problem === undefined) return { root, error: undefined };
  const { message, markLine, span } = problem;
  return { root, error: { message, text: goYamlText(problem), line: markLine + 1, span } };
}

/** The entry of a key by its text, the last of repeated ones, as the reader takes it; merge keys are not followed. */
export function entryOf(map: MapNode, key: string): YamlEntry | undefined {
  const { children } = map;
  for (let i = children.length - 2; i >= 0; i -= 2) {
    const node = children[i] as YamlNode;
    if (node.kind === 'scalar' && node.text === key) return { key: node, value: children[i + 1] as YamlNode };
  }
  return undefined;
}

/** The nodes that hold `offset`, outermost first; a map is followed by the key or value that holds it. */
export function pathAt(root: YamlNode | null, offset: number): YamlNode[] {
  const path: YamlNode[] = [];
  let node = root;
  while (node !== null && node.start <= offset && offset <= node.end) {
    path.push(node);
    const children: readonly YamlNode[] = node.kind === 'map' ? node.children : node.kind === 'list' ? node.items : [];
    node = children.findLast((child) => child.start <= offset && offset <= child.end) ?? null;
  }
  return path;
}
