// One record of comma-separated values, as Go's encoding/csv reads it for flags that take lists.

import { byteLength } from '#engine/text/bytes.ts';
import { GoError } from '#engine/values/errors.ts';

/** The fields of the first record. Throws GoError with Go's text; columns count bytes from 1. */
export function readRecord(text: string): string[] {
  const lines = linesOf(text);
  const first = lines.findIndex((line) => line !== '' && line !== '\n');
  if (first < 0) throw new GoError('EOF');
  const reader: Reader = { lines, first, row: first, rest: lines[first] as string, column: 1 };
  const fields: string[] = [];
  do fields.push(reader.rest.startsWith('"') ? quotedField(reader) : plainField(reader));
  while (isComma(reader));
  return fields;
}

interface Reader {
  readonly lines: readonly string[];
  /** Index of the line in which the record begins. */
  readonly first: number;
  row: number;
  /** What is left of the line, with its end. */
  rest: string;
  column: number;
}

/** Lines with their ends; Windows ends become plain ones, and a return at the very end is dropped. */
function linesOf(text: string): string[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => line.replace(/\r\n$/, '\n').replace(/\r$/, ''));
}

function plainField(reader: Reader): string {
  const [field] = /^[^,\n]*/.exec(reader.rest) as RegExpExecArray;
  const quote = field.indexOf('"');
  if (quote >= 0) {
    throw failure(reader, reader.column + byteLength(field.slice(0, quote)), 'bare " in non-quoted-field');
  }
  take(reader, field.length);
  return field;
}

function quotedField(reader: Reader): string {
  let field = '';
  take(reader, 1);
  for (;;) {
    const quote = reader.rest.indexOf('"');
    if (quote < 0) {
      field += reader.rest;
      take(reader, reader.rest.length);
      if (reader.row + 1 >= reader.lines.length) throw failure(reader, reader.column, UNCLOSED);
      reader.row++;
      reader.rest = reader.lines[reader.row] as string;
      reader.column = 1;
      continue;
    }
    field += reader.rest.slice(0, quote);
    take(reader, quote + 1);
    if (reader.rest.startsWith('"')) {
      field += '"';
      take(reader, 1);
    } else if (['', '\n'].includes(reader.rest) || reader.rest.startsWith(',')) return field;
    else throw failure(reader, reader.column - 1, UNCLOSED);
  }
}

const UNCLOSED = 'extraneous or missing " in quoted-field';

function isComma(reader: Reader): boolean {
  if (!reader.rest.startsWith(',')) return false;
  take(reader, 1);
  return true;
}

function take(reader: Reader, count: number): void {
  reader.column += byteLength(reader.rest.slice(0, count));
  reader.rest = reader.rest.slice(count);
}

function failure({ first, row }: Reader, column: number, cause: string): GoError {
  const begun = first === row ? '' : `record on line ${first + 1}; `;
  return new GoError(`${begun}parse error on line ${row + 1}, column ${column}: ${cause}`);
}
