// Flags as pflag reads them: values, errors in its words, what a release does not know or would rather not have.

import { describe, expect, test } from 'vitest';
import { checkGroups, parseFlags, UsageError } from './flags.ts';
import { LINT_FLAGS, TEMPLATE_FLAGS, TEMPLATE_GROUPS } from './helm-flags.ts';

/** What is read: `arg`, `flag=value`, notes in brackets; or the error. */
function read(line: readonly string[], major: 3 | 4 = 4, flags = TEMPLATE_FLAGS): string {
  const notes: string[] = [];
  try {
    const parsed = parseFlags(line, flags, { major, warn: (note) => notes.push(`[${note}]`) });
    checkGroups(parsed, major === 4 ? TEMPLATE_GROUPS : []);
    const given = [...parsed.flags].flatMap(([name, values]) => values.map((value) => `${name}=${value}`));
    return [...parsed.args, ...given, ...notes].join(' ');
  } catch (error) {
    if (error instanceof UsageError) return [...notes, `Error: ${error.message}`].join(' ');
    throw error;
  }
}

describe('words', () => {
  test.each<[string, string[], string]>([
    ['a value behind a blank', ['--set', 'a=b', 'x'], 'x set=a=b'],
    ['a value behind =', ['--set=a=b'], 'set=a=b'],
    ['an empty value', ['--name-template='], 'name-template='],
    ['a value that looks like a flag', ['--set', '--debug'], 'set=--debug'],
    ['a boolean takes no word', ['--debug', 'false'], 'false debug=true'],
    ['what may stand alone takes no word', ['--dry-run', 'client'], 'client dry-run=unset'],
    ['everything behind --', ['a', '--', '--set', '-x'], 'a --set -x'],
    ['a lone dash', ['-'], '-'],
    ['short, with and without blank', ['-n', 'a', '-nb', '-n=c'], 'namespace=a namespace=b namespace=c'],
    ['short, joined', ['-gnx'], 'generate-name=true namespace=x'],
    ['short, with only =', ['-n='], 'namespace=='],
    ['lists stay whole', ['--set', 'a=1,b=2', '-s', 'x,y'], 'set=a=1,b=2 show-only=x,y'],
    ['slices are split', ['-f', 'a,b', '-f', 'c'], 'values=a values=b values=c'],
    ['an empty slice', ['-f', ''], ''],
    ['a quoted slice', ['-f', '"a,b","c""d"'], 'values=a,b values=c"d'],
    ['a slice of one line', ['-f', 'a\nb'], 'values=a'],
    ['pairs', ['-l', 'a=1,2', '-l', 'b=1,c=2'], 'labels=a=1,2 labels=b=1 labels=c=2'],
    [
      'numbers',
      ['--burst-limit', '0x10', '--qps', '1e3', '--timeout', '1h5m'],
      'burst-limit=0x10 qps=1e3 timeout=1h5m',
    ],
  ])('%s', (_name, line, expected) => {
    expect(read(line)).toBe(expected);
  });
});

describe('errors', () => {
  test.each<[string[], string]>([
    [['--none'], 'unknown flag: --none'],
    [['--none=1'], 'unknown flag: --none'],
    [['--set'], 'flag needs an argument: --set'],
    [['-gn'], "flag needs an argument: 'n' in -n"],
    [['-gz'], "unknown shorthand flag: 'z' in -z"],
    [['-g='], "unknown shorthand flag: '=' in -="],
    [['--=x'], 'bad flag syntax: --=x'],
    [['---x'], 'bad flag syntax: ---x'],
    [
      ['--debug=maybe'],
      'invalid argument "maybe" for "--debug" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    [['-g=x'], 'invalid argument "x" for "-g, --generate-name" flag: strconv.ParseBool: parsing "x": invalid syntax'],
    [
      ['--burst-limit', 'x'],
      'invalid argument "x" for "--burst-limit" flag: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    [
      ['--burst-limit', '9223372036854775808'],
      'invalid argument "9223372036854775808" for "--burst-limit" flag: strconv.ParseInt: parsing "9223372036854775808": value out of range',
    ],
    [
      ['--qps', '3.5e38'],
      'invalid argument "3.5e38" for "--qps" flag: strconv.ParseFloat: parsing "3.5e38": value out of range',
    ],
    [['--qps', ''], 'invalid argument "" for "--qps" flag: strconv.ParseFloat: parsing "": invalid syntax'],
    [['--timeout', '7'], 'invalid argument "7" for "--timeout" flag: time: missing unit in duration "7"'],
    [['-l', 'a'], 'invalid argument "a" for "-l, --labels" flag: a must be formatted as key=value'],
    [['-l', 'a=b,c=d,e'], 'invalid argument "a=b,c=d,e" for "-l, --labels" flag: e must be formatted as key=value'],
    [
      ['-f', 'é"'],
      'invalid argument "é\\"" for "-f, --values" flag: parse error on line 1, column 3: bare " in non-quoted-field',
    ],
    [
      ['-f', 'a,"b'],
      'invalid argument "a,\\"b" for "-f, --values" flag: parse error on line 1, column 5: extraneous or missing " in quoted-field',
    ],
    [
      ['-f', '"a"b'],
      'invalid argument "\\"a\\"b" for "-f, --values" flag: parse error on line 1, column 3: extraneous or missing " in quoted-field',
    ],
    [
      ['-f', '"a\nb'],
      'invalid argument "\\"a\\nb" for "-f, --values" flag: record on line 1; parse error on line 2, column 2: extraneous or missing " in quoted-field',
    ],
    [['-f', '\n'], 'invalid argument "\\n" for "-f, --values" flag: EOF'],
  ])('%j', (line, expected) => {
    expect(read(line)).toBe(`Error: ${expected}`);
  });
});

describe('releases', () => {
  test.each<[string[], string, string]>([
    [['--force'], 'force=true', 'force=true [Flag --force has been deprecated, use --force-replace instead]'],
    [['--wait'], 'wait=true', 'wait=watcher'],
    [['--force-replace'], 'Error: unknown flag: --force-replace', 'force-replace=true'],
    [
      ['--wait=soon'],
      'Error: invalid argument "soon" for "--wait" flag: strconv.ParseBool: parsing "soon": invalid syntax',
      'Error: invalid argument "soon" for "--wait" flag: invalid wait input "soon". Valid inputs are watcher, hookOnly, and legacy',
    ],
    [['--atomic', '--none'], 'Error: unknown flag: --none', 'Error: unknown flag: --none'],
    [
      ['--dry-run=client', '--validate=false'],
      'dry-run=client validate=false',
      "[Flag --validate has been deprecated, use '--dry-run=server' instead] Error: if any flags in the group [validate dry-run] are set none of the others can be; [dry-run validate] were all set",
    ],
  ])('%j', (line, helm3, helm4) => {
    expect([read(line, 3), read(line, 4)]).toEqual([helm3, helm4]);
  });
  test('lint has fewer', () => {
    expect(read(['--show-only', 'x'], 4, LINT_FLAGS)).toBe('Error: unknown flag: --show-only');
    expect(read(['--strict', '.'], 4, LINT_FLAGS)).toBe('. strict=true');
  });
});
