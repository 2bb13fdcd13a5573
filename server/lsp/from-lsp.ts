// What clients send, as plain values: offsets for positions, texts for edits, settings that can be relied on.

import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { lineIndex, offsetAt } from '#engine/text/lines.ts';
import { type Span, span } from '#engine/text/span.ts';
import type { FileText } from '#language/workspace/snapshot.ts';
import { wholeSet } from '#language/workspace/values-set.ts';
import {
  DEFAULT_SETTINGS,
  type InitializationOptions,
  type Level,
  type RenderSettings,
  type Settings,
  type ValuesSet,
} from '#protocol';
import { indexOf } from './text-index.ts';

export function offsetFrom(file: FileText, position: Position): number {
  return offsetAt(indexOf(file), position);
}

export function spanFrom(file: FileText, range: Range): Span {
  return span(offsetFrom(file, range.start), offsetFrom(file, range.end));
}

/** The text after the edits of one didChange; each is meant for the text that the one before it left. */
export function editedText(text: string, changes: readonly TextDocumentContentChangeEvent[]): string {
  let now = text;
  for (const change of changes) {
    if (!('range' in change)) {
      now = change.text;
      continue;
    }
    const index = lineIndex(now);
    const start = offsetAt(index, change.range.start);
    const end = Math.max(start, offsetAt(index, change.range.end));
    now = now.slice(0, start) + change.text + now.slice(end);
  }
  return now;
}

/** Settings with every field of its type; what is missing or of another type is the default. */
function settingsFrom(sent: unknown): Settings {
  if (!isRecord(sent)) return DEFAULT_SETTINGS;
  const text = (key: 'kubeVersion' | 'releaseName' | 'namespace') =>
    typeof sent[key] === 'string' ? sent[key] : DEFAULT_SETTINGS[key];
  const texts = (key: 'apiVersions' | 'valuesFiles' | 'setValues') => {
    const list = sent[key];
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : DEFAULT_SETTINGS[key];
  };
  const flag = (key: 'inlayHints' | 'closingHints' | 'parameterNameHints' | 'codeLens' | 'lintOnSave' | 'upgrade') =>
    typeof sent[key] === 'boolean' ? sent[key] : DEFAULT_SETTINGS[key];
  const helm = String(sent['helmVersion']);
  return {
    helmVersion: helm === '3' || helm === '4' ? helm : DEFAULT_SETTINGS.helmVersion,
    kubeVersion: text('kubeVersion'),
    apiVersions: texts('apiVersions'),
    valuesFiles: texts('valuesFiles'),
    setValues: texts('setValues'),
    releaseName: text('releaseName') || DEFAULT_SETTINGS.releaseName,
    namespace: text('namespace') || DEFAULT_SETTINGS.namespace,
    upgrade: flag('upgrade'),
    inlayHints: flag('inlayHints'),
    closingHints: flag('closingHints'),
    parameterNameHints: flag('parameterNameHints'),
    codeLens: flag('codeLens'),
    lintOnSave: flag('lintOnSave'),
    valuesSets: listsByKey(sent['valuesSets']),
    valuesFileCharts: textsByKey(sent['valuesFileCharts']),
    hints: hintSettingsFrom(sent['hints']),
    diagnostics: { levels: levelsFrom(isRecord(sent['diagnostics']) ? sent['diagnostics']['levels'] : undefined) },
    schema: schemaSettingsFrom(sent['schema']),
    render: renderSettingsFrom(sent['render']),
    dependencies: dependencySettingsFrom(sent['dependencies']),
  };
}

/** A single text is a list of one. */
function listsByKey(sent: unknown): Settings['valuesSets'] {
  if (!isRecord(sent)) return DEFAULT_SETTINGS.valuesSets;
  const lists = Object.entries(sent).map(([key, value]): [string, string[]] => {
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return [key, list.filter((item) => typeof item === 'string')];
  });
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}

function textsByKey(sent: unknown): Readonly<Record<string, string>> {
  if (!isRecord(sent)) return DEFAULT_SETTINGS.valuesFileCharts;
  const texts = Object.entries(sent).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}

/** What was chosen for a chart, without what is of another type; undefined when it is no set at all. */
export function valuesSetFrom(sent: unknown): ValuesSet | undefined {
  if (!isRecord(sent)) return undefined;
  const read = Object.entries(wholeSet(settingsFrom(sent)));
  // What was not read as it was sent became the default.
  return Object.fromEntries(read.filter(([key, value]) => JSON.stringify(value) === JSON.stringify(sent[key])));
}

function hintSettingsFrom(sent: unknown): Settings['hints'] {
  const { unusedValues, unusedValuesExclude, unknownValues } = DEFAULT_SETTINGS.hints;
  if (!isRecord(sent)) return DEFAULT_SETTINGS.hints;
  const flag = (value: unknown, otherwise: boolean) => (typeof value === 'boolean' ? value : otherwise);
  const list = sent['unusedValuesExclude'];
  return {
    unusedValues: flag(sent['unusedValues'], unusedValues),
    unusedValuesExclude: Array.isArray(list) ? list.filter((item) => typeof item === 'string') : unusedValuesExclude,
    unknownValues: flag(sent['unknownValues'], unknownValues),
  };
}

const LEVELS: ReadonlySet<unknown> = new Set<Level>(['error', 'warning', 'information', 'hint', 'off']);

function levelsFrom(sent: unknown): Settings['diagnostics']['levels'] {
  if (!isRecord(sent)) return DEFAULT_SETTINGS.diagnostics.levels;
  return Object.fromEntries(Object.entries(sent).filter((entry): entry is [string, Level] => LEVELS.has(entry[1])));
}

function schemaSettingsFrom(sent: unknown): Settings['schema'] {
  if (!isRecord(sent)) return DEFAULT_SETTINGS.schema;
  const texts = (key: string) => {
    const list = sent[key];
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  };
  const flag = (key: 'otherSets' | 'probes') =>
    typeof sent[key] === 'boolean' ? sent[key] : DEFAULT_SETTINGS.schema[key];
  return {
    skipKinds: texts('skipKinds'),
    folders: texts('folders'),
    otherSets: flag('otherSets'),
    probes: flag('probes'),
  };
}

/** A limit is a number above 0; anything else is no limit that was meant. */
function renderSettingsFrom(sent: unknown): RenderSettings {
  const limit = (key: keyof RenderSettings) => {
    const value = isRecord(sent) ? sent[key] : undefined;
    return typeof value === 'number' && value > 0 ? value : DEFAULT_SETTINGS.render[key];
  };
  return { maxSteps: limit('maxSteps'), maxOutputSize: limit('maxOutputSize') };
}

function dependencySettingsFrom(sent: unknown): Settings['dependencies'] {
  return { readHelmCache: isRecord(sent) && sent['readHelmCache'] === true };
}

/** The settings inside `workspace/didChangeConfiguration`; undefined when the client sent none of ours. */
export function changedSettings(sent: unknown): Settings | undefined {
  return isRecord(sent) && isRecord(sent['chartroom']) ? settingsFrom(sent['chartroom']) : undefined;
}

/** `initializationOptions` with nothing missing. */
export interface Options {
  readonly settings: Settings;
  /** By the root chart's folder. */
  readonly sets: ReadonlyMap<string, ValuesSet>;
  /** By the chart's folder. */
  readonly roots: Readonly<Record<string, string>>;
  readonly askClientFor: NonNullable<InitializationOptions['askClientFor']>;
  readonly trusted: boolean;
  readonly runsHelm: boolean;
  readonly schemas: string | undefined;
}

export function optionsFrom(sent: unknown): Options {
  const options = isRecord(sent) ? sent : {};
  const schemes = options['askClientFor'];
  const sets = isRecord(options['sets']) ? Object.entries(options['sets']) : [];
  return {
    settings: settingsFrom(options['settings']),
    sets: new Map(sets.flatMap(([root, set]) => keep(root, valuesSetFrom(set)))),
    roots: textsByKey(options['roots']),
    askClientFor: Array.isArray(schemes) ? schemes.filter((scheme) => typeof scheme === 'string') : [],
    trusted: options['trusted'] === true,
    runsHelm: options['runsHelm'] === true,
    schemas: typeof options['schemas'] === 'string' ? options['schemas'] : undefined,
  };
}

function keep(root: string, set: ValuesSet | undefined): [string, ValuesSet][] {
  return set ? [[root, set]] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
