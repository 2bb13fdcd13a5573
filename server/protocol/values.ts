// The requests about values files, as plain types: a part of protocol.ts, from which they are imported.

import type { ChangedFile, Place, PlainRange, TextChange } from '../protocol.ts';

/** `chartroom/valueMarks`: client to server. What stands beside the keys of a values file. */
export interface ValueMarksParams {
  readonly uri: string;
  /** The lines that can be seen; keys elsewhere are not told. */
  readonly range: PlainRange;
}

export interface ValueMark {
  /** The key. */
  readonly range: PlainRange;
  /** `overridden`: another file wins over it; `overrides`: it wins over another. */
  readonly kind: 'overridden' | 'overrides' | 'both' | 'plain';
  /** What is said of it: `3 uses`, `overridden in values-prod.yaml`, `overrides values.yaml`, each with its places. */
  readonly lines: readonly ValueMarkLine[];
}

export interface ValueMarkLine {
  readonly text: string;
  readonly places: readonly Place[];
}

/** In the order of the text; null: the file is no values file of a chart. */
export type ValueMarksResult = readonly ValueMark[] | null;

/** `chartroom/valuesTable`: client to server. The table of a chart's values, as it belongs into a README. */
export interface ValuesTableParams {
  /** Any file of the chart. */
  readonly uri: string;
  /** The README's text as the editor has it. */
  readonly readme: string;
  /** A README without a place for the table gets one at its end. */
  readonly append: boolean;
}

/** Null: the file belongs to no chart that has a values.yaml. */
export interface ValuesTableResult {
  readonly changes: readonly TextChange[];
  /** Why there is no place for it: neither markers nor a table, several tables, a marker without its end; null: there is. */
  readonly problem: 'none' | 'several' | 'unclosed' | null;
}

/** `chartroom/undocumentedValues`: client to server. The keys of a chart's values.yaml that nobody describes. */
export interface UndocumentedValuesParams {
  readonly uri: string;
}

/** Null: the file belongs to no chart that has a values.yaml. */
export type UndocumentedValuesResult = readonly UndocumentedValue[] | null;

export interface UndocumentedValue {
  /** `.Values.image.tag` */
  readonly path: string;
  /** Its value in one line. */
  readonly value: string;
  readonly place: Place;
}

/** `chartroom/valuesSchema`: client to server; `uri` is any file of the chart. */
export interface ValuesSchemaParams {
  readonly uri: string;
}

/** What brings values.schema.json up to date with values.yaml; null: the chart has no values.yaml that can be read. */
export type ValuesSchemaResult = {
  readonly file: ChangedFile;
  /** Paths of the keys that come in; of a new schema none are told. */
  readonly added: readonly string[];
} | null;
