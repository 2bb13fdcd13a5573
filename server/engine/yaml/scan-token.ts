// The tokens of a YAML text, as the scanner hands them to the parser.

/** Token types. Plain numbers, since millions are compared in a large render. */
export const STREAM_END = 0;
export const VERSION_DIRECTIVE = 1;
export const TAG_DIRECTIVE = 2;
export const DOCUMENT_START = 3;
export const DOCUMENT_END = 4;
export const BLOCK_SEQUENCE_START = 5;
export const BLOCK_MAPPING_START = 6;
export const BLOCK_END = 7;
export const FLOW_SEQUENCE_START = 8;
export const FLOW_SEQUENCE_END = 9;
export const FLOW_MAPPING_START = 10;
export const FLOW_MAPPING_END = 11;
export const BLOCK_ENTRY = 12;
export const FLOW_ENTRY = 13;
export const KEY = 14;
export const VALUE = 15;
export const ALIAS = 16;
export const ANCHOR = 17;
export const TAG = 18;
export const SCALAR = 19;

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A token. The scanner owns and reuses it: what is needed after the next one was asked for must be copied. */
export class Token {
  type = STREAM_END;
  /** UTF-16 offsets. */
  start = 0;
  end = 0;
  /** 0-based line of `start`. */
  line = 0;
  /** The scalar's text, the anchor's name, the tag's or directive's handle, the version of %YAML. */
  value = '';
  /** The tag's suffix, the directive's prefix. */
  suffix = '';
  style: ScalarStyle = 'plain';
}
