// Anchors, aliases, tags and directives: the rare parts of YAML's syntax.

import { fromBytes } from '../text/bytes.ts';
import type { Scanner } from './scan.ts';
import { isAlpha, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isDigit, isHex, isUri } from './scan-chars.ts';
import { TAG, TAG_DIRECTIVE, VERSION_DIRECTIVE } from './scan-token.ts';

const AFTER_NAME = '?:,]}%@`';

/** Scans `&name` or `*name` at `pos`; `type` says which. */
export function scanAnchor(scanner: Scanner, type: number): void {
  const { pos: start, line, text } = scanner;
  scanner.pos++;
  const name = scanAlpha(scanner);
  if (name === '' || !(isBlankOrEnd(codeAt(scanner)) || AFTER_NAME.includes(text.charAt(scanner.pos)))) {
    scanner.fail('did not find expected alphabetic or numeric character', start);
  }
  scanner.push(type, start, scanner.pos, line, name);
}

/** Scans a tag at `pos`: `!<uri>`, `!suffix`, `!handle!suffix` or `!`. The token holds handle and suffix. */
export function scanTag(scanner: Scanner): void {
  const { pos: start, line, text } = scanner;
  let handle = '';
  let suffix: string;
  if (text.charCodeAt(start + 1) === 60) {
    scanner.pos += 2;
    suffix = scanUri(scanner, '', start);
    if (codeAt(scanner) !== 62) scanner.fail("did not find the expected '>'", start);
    scanner.pos++;
  } else {
    handle = scanHandle(scanner, start, false);
    if (handle.length > 1 && handle.endsWith('!')) suffix = scanUri(scanner, '', start);
    else {
      suffix = scanUri(scanner, handle, start);
      handle = '!';
      if (suffix === '') [handle, suffix] = ['', '!'];
    }
  }
  scanner.need(1);
  if (!isBlankOrEnd(codeAt(scanner))) scanner.fail('did not find expected whitespace or line break', start);
  scanner.push(TAG, start, scanner.pos, line, handle).suffix = suffix;
}

/** Scans `%YAML 1.1` or `%TAG ! prefix` at `pos`, to the end of its line. */
export function scanDirective(scanner: Scanner): void {
  const { pos: start } = scanner;
  scanner.pos++;
  const name = scanAlpha(scanner);
  if (name === '') scanner.fail('could not find expected directive name', start);
  if (!isBlankOrEnd(codeAt(scanner))) scanner.fail('found unexpected non-alphabetical character', start);
  if (name === 'YAML') scanVersion(scanner, start);
  else if (name === 'TAG') scanTagDirective(scanner, start);
  else scanner.fail('found unknown directive name', start);
  skipBlanks(scanner);
  if (codeAt(scanner) === 35) while (!isBreakOrEnd(codeAt(scanner))) scanner.pos++;
  scanner.need(1);
  if (!isBreakOrEnd(codeAt(scanner))) scanner.fail('did not find expected comment or line break', start);
  if (isBreak(codeAt(scanner))) scanner.skipBreak();
}

function scanVersion(scanner: Scanner, start: number): void {
  skipBlanks(scanner);
  const major = scanVersionNumber(scanner, start);
  if (codeAt(scanner) !== 46) scanner.fail("did not find expected digit or '.' character", start);
  scanner.pos++;
  const minor = scanVersionNumber(scanner, start);
  scanner.push(VERSION_DIRECTIVE, start, scanner.pos, scanner.line, `${major}.${minor}`);
}

function scanVersionNumber(scanner: Scanner, start: number): number {
  const from = scanner.pos;
  while (isDigit(codeAt(scanner))) {
    if (scanner.pos - from === 2) scanner.fail('found extremely long version number', start);
    scanner.pos++;
  }
  scanner.need(1);
  if (scanner.pos === from) scanner.fail('did not find expected version number', start);
  return Number(scanner.text.slice(from, scanner.pos));
}

function scanTagDirective(scanner: Scanner, start: number): void {
  skipBlanks(scanner);
  const handle = scanHandle(scanner, start, true);
  scanner.need(1);
  if (!isBlank(codeAt(scanner))) scanner.fail('did not find expected whitespace', start);
  skipBlanks(scanner);
  const prefix = scanUri(scanner, '', start);
  if (!isBlankOrEnd(codeAt(scanner))) scanner.fail('did not find expected whitespace or line break', start);
  scanner.push(TAG_DIRECTIVE, start, scanner.pos, scanner.line, handle).suffix = prefix;
}

/** `!`, `!name!`, or, when it turns out to be no handle, the `!name` that a suffix begins with. */
function scanHandle(scanner: Scanner, start: number, directive: boolean): string {
  if (codeAt(scanner) !== 33) scanner.fail("did not find expected '!'", start);
  const from = scanner.pos;
  scanner.pos++;
  scanAlpha(scanner);
  if (codeAt(scanner) === 33) scanner.pos++;
  else if (directive && scanner.pos > from + 1) scanner.fail("did not find expected '!'", start);
  return scanner.text.slice(from, scanner.pos);
}

/** A URI; `head` is what scanHandle read of it, its `!` included. */
function scanUri(scanner: Scanner, head: string, start: number): string {
  let uri = head.slice(1);
  let found = head !== '';
  while (isUri(codeAt(scanner))) {
    found = true;
    if (codeAt(scanner) === 37) uri += scanUriEscape(scanner, start);
    else uri += scanner.text.charAt(scanner.pos++);
  }
  scanner.need(1);
  if (!found) scanner.fail('did not find expected tag URI', start);
  return uri;
}

/** One character written as `%C3%A9`. */
function scanUriEscape(scanner: Scanner, start: number): string {
  const octets: number[] = [];
  let width = 1;
  while (octets.length < width) {
    scanner.need(3);
    const { pos, text } = scanner;
    if (!(codeAt(scanner) === 37 && isHex(text.charCodeAt(pos + 1)) && isHex(text.charCodeAt(pos + 2)))) {
      scanner.fail('did not find URI escaped octet', start);
    }
    const octet = Number.parseInt(text.slice(pos + 1, pos + 3), 16);
    if (octets.length === 0) {
      width = widthOf(octet);
      if (width === 0) scanner.fail('found an incorrect leading UTF-8 octet', start);
    } else if ((octet & 0xc0) !== 0x80) scanner.fail('found an incorrect trailing UTF-8 octet', start);
    octets.push(octet);
    scanner.pos += 3;
  }
  return fromBytes(Uint8Array.from(octets));
}

function widthOf(octet: number): number {
  if (octet < 0x80) return 1;
  if ((octet & 0xe0) === 0xc0) return 2;
  if ((octet & 0xf0) === 0xe0) return 3;
  return (octet & 0xf8) === 0xf0 ? 4 : 0;
}

function skipBlanks(scanner: Scanner): void {
  while (isBlank(codeAt(scanner))) scanner.pos++;
  scanner.need(1);
}

function scanAlpha(scanner: Scanner): string {
  const from = scanner.pos;
  while (isAlpha(codeAt(scanner))) scanner.pos++;
  scanner.need(1);
  return scanner.text.slice(from, scanner.pos);
}

function codeAt(scanner: Scanner): number {
  return scanner.text.charCodeAt(scanner.pos);
}
