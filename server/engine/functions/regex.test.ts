// Regular expressions: results, nil lists and error texts, as real Helm gave them.

import { describe, expect, test } from 'vitest';
import type { Call } from '../template/funcs.ts';
import { GoError } from '../values/errors.ts';
import { formatValue } from '../values/format.ts';
import { compileRegex, replaceText } from '../values/regexp.ts';
import { GoSlice, type Value } from '../values/value.ts';
import { regexFunctions } from './regex.ts';

/** The result as `%v` prints it, `nil` for a nil list, `! text` for an error. */
function answer(name: string, ...args: Value[]): string {
  const record = regexFunctions.find((known) => known.name === name);
  try {
    const result = record?.call(args, {} as Call) ?? 'no such function';
    return result instanceof GoSlice && result.nil ? 'nil' : formatValue(result);
  } catch (error) {
    if (error instanceof GoError) return `! ${error.message}`;
    throw error;
  }
}

describe('results', () => {
  test.each<[string, Value[], string]>([
    ['regexMatch', ['^a.c$', 'abc'], 'true'],
    ['regexMatch', ['(?i)PROD', 'my-prod-1'], 'true'],
    ['regexMatch', ['^a.c$', 'a\nc'], 'false'],
    ['regexMatch', ['^[[:alpha:]\\d]+$', 'ab1'], 'true'],
    ['regexMatch', ['^\\p{Greek}+\\pL$', 'αβγd'], 'true'],
    ['regexMatch', ['^\\p{uppercase_letter}$', 'É'], 'true'],
    ['regexMatch', ['^.$', '😀'], 'true'],
    ['regexMatch', ['^.$', '\udcff'], 'true'],
    ['regexFind', ['a+?b', 'xaaab'], 'aaab'],
    ['regexFind', ['a|ab', 'ab'], 'a'],
    ['regexFindAll', ['a*', 'baac', -1n], '[ aa ]'],
    ['regexFindAll', ['[2,4]', '1234', 1n], '[2]'],
    ['regexFindAll', ['z', 'abc', -1n], 'nil'],
    ['regexFindAll', ['b', 'abc', 0n], 'nil'],
    ['regexSplit', ['a', 'banana', -1n], '[b n n ]'],
    ['regexSplit', ['a', 'banana', 2n], '[b nana]'],
    ['regexSplit', ['a', 'banana', 0n], 'nil'],
    ['regexSplit', ['', 'abc', -1n], '[a b c]'],
    ['regexSplit', ['a', '', -1n], '[]'],
    ['regexReplaceAll', ['', 'abc', '-'], '-a-b-c-'],
    ['regexReplaceAll', ['a(x*)b', '-ab-axxb-', `\${1}W`], '-W-xxW-'],
    ['regexReplaceAll', ['a(x*)b', '-ab-axxb-', '$1W'], '---'],
    ['regexReplaceAll', ['(?P<k>\\w+)=(?<v>\\w+)', 'a=1', '$v=$k $$ ${'], '1=a $ ${'],
    ['regexReplaceAll', ['(?P<n>a)|(?P<n>b)', 'ab', '<$n>'], '<a><b>'],
    ['regexReplaceAllLiteral', ['a(x*)b', 'axb', `\${1}`], `\${1}`],
    ['regexQuoteMeta', ['1.5 (a|b)^$'], '1\\.5 \\(a\\|b\\)\\^\\$'],
  ])('%s %#', (name, args, expected) => {
    expect(answer(name, ...args)).toBe(expected);
  });

  test('bytes that are no UTF-8 stay, and join to the rune they make', () => {
    expect(replaceText(compileRegex('x'), '\udcc3x\udca9', '')).toBe('é');
    expect(replaceText(compileRegex('[^x]'), '\udcc3x', '<$0>')).toBe('<\udcc3>x');
  });
});

describe('errors of the expression', () => {
  test.each([
    ['[a', 'missing closing ]: `[a`'],
    ['(a', 'missing closing ): `(a`'],
    ['a)', 'unexpected ): `a)`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?i', 'invalid or unsupported Perl syntax: `(?i`'],
    ['(?P<1-x>a)', 'invalid named capture: `(?P<1-x>`'],
    ['(?<n', 'invalid named capture: `(?<n`'],
    ['\\8', 'invalid escape sequence: `\\8`'],
    ['\\C', 'invalid escape sequence: `\\C`'],
    ['\\x{110000}', 'invalid escape sequence: `\\x{110000`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    ['(a{100}){100}', 'invalid repeat count: `{100}`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['a{2}*?', 'invalid nested repetition operator: `{2}*?`'],
    ['*a', 'missing argument to repetition operator: `*`'],
    ['a|+', 'missing argument to repetition operator: `+`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['[[:foo:]]', 'invalid character class range: `[:foo:]`'],
    ['\\p{Nope}', 'invalid character class range: `\\p{Nope}`'],
    ['\\p{Old_Italic}', 'invalid character class range: `\\p{Old_Italic}`'],
    ['a\\', 'trailing backslash at end of expression: ``'],
    ['a\udcffb', 'invalid UTF-8: `\udcffb`'],
    ['[\udcff]', 'invalid UTF-8: `\udcff]`'],
    ['\\\udcff', 'invalid UTF-8: `\udcff`'],
    ['(?P<\udcff>k)', 'invalid UTF-8: `\udcff`'],
    ['\\Q\udcffk', 'invalid UTF-8: `\udcffk`'],
    ['\\p{\udcff}', 'invalid UTF-8: `\udcff`'],
    ['(?i\udcff)', 'invalid UTF-8: `\udcff)`'],
    ['\\x{\udcff}', 'invalid UTF-8: `\udcff}`'],
    ['k\udcff[', 'invalid UTF-8: `\udcff[`'],
    ['((a{500}){2}){2}', 'invalid repeat count: `{2}`'],
    [`${'('.repeat(1001)}${')'.repeat(1001)}`, undefined],
  ])('%s', (pattern, message) => {
    const whole = message ?? `expression nests too deeply: \`${pattern}\``;
    expect(answer('mustRegexFind', pattern, 'x')).toBe(`! error parsing regexp: ${whole}`);
    expect(answer('regexFind', pattern, 'x')).toContain(`): error parsing regexp: ${whole}`);
  });

  test('the plain functions name the whole expression, regexMatch swallows it', () => {
    expect(answer('regexFind', '[a', 'x')).toBe(
      '! regexp: Compile(`[a`): error parsing regexp: missing closing ]: `[a`',
    );
    expect(answer('regexSplit', '`(', 'x', -1n)).toBe(
      '! regexp: Compile("`("): error parsing regexp: missing closing ): ``(`',
    );
    expect(answer('regexMatch', '[a', 'x')).toBe('false');
  });

  test.each([
    'a{,2}',
    'a{2',
    'x{0}',
    '[[:]',
    '\\Q*\\E+',
    'a*\\Q\\E*',
    '(?i)a(?-i:B)',
    '[]a]',
    '[^]a]',
    '(?P<a>x)(?P<a>y)',
  ])('%s is fine', (pattern) => {
    expect(answer('mustRegexFind', pattern, '')).not.toMatch(/^!/);
  });
});
