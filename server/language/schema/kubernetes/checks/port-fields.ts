// A field that holds a port, by number or by name.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { givenField, numberOf, textOf } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import type { Tell } from './check.ts';
import type { Path } from './manifest.ts';
import { portNameProblem, portNumberProblem } from './syntax.ts';

/** A number that is given must be a port's. */
export function number(node: YamlNode | undefined, key: string, path: () => Path, tell: Tell): void {
  const value = numberOf(node, key);
  const at = givenField(node, key);
  const problem = value === undefined ? undefined : portNumberProblem(value);
  if (problem !== undefined && at !== undefined)
    tell({ path: [...path(), key], at, message: `${problem}, found ${value}` });
}

/** `isEither`: a number may stand here as well, so that digits in quotes were meant as one. */
export function name(node: YamlNode | undefined, key: string, path: () => Path, tell: Tell, isEither = false): void {
  const text = textOf(node, key) ?? '';
  const at = givenField(node, key);
  const problem = text === '' ? undefined : portNameProblem(text);
  if (problem === undefined || at === undefined) return;
  const fix = isEither && /^[1-9]\d{0,4}$/.test(text) ? text : undefined;
  tell({ path: [...path(), key], at, message: `${shown(text)}: ${problem}`, fix });
}
