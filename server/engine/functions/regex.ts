// Template functions on regular expressions: regexMatch, regexFind, regexFindAll, regexReplaceAll, regexSplit and kin.

import { GoError } from '../values/errors.ts';
import { canBackquote, quoteGo } from '../values/quote.ts';
import {
  compileRegex,
  findAllText,
  findText,
  matchText,
  quoteMeta,
  type Regex,
  replaceText,
  replaceTextLiteral,
  splitText,
} from '../values/regexp.ts';
import { type GoSlice, nilSlice, type Value } from '../values/value.ts';
import { type Definition, group } from './define.ts';
import { grownSlice } from './lists-capacity.ts';

const SYNTAX = 'The syntax is that of RE2: no look-around and no back-references.';
const RAISES = 'An expression that cannot be compiled ends the render.';

export const regexFunctions = group('regex', [
  {
    name: 'regexMatch',
    params: ['regex:string', 'text:string'],
    result: 'bool',
    doc: `Whether the text holds a match of the expression; anchor it with \`^\` and \`$\` to test the whole text. ${SYNTAX} An expression that cannot be compiled counts as no match.`,
    examples: [
      { template: '{{ regexMatch "^v[0-9]+$" "v12" }}', output: 'true' },
      { template: '{{ regexMatch "[" "text" }}', output: 'false' },
    ],
    call: ([regex, text]) => {
      try {
        return matchText(compileRegex(regex as string), text as string);
      } catch (error) {
        if (error instanceof GoError) return false;
        throw error;
      }
    },
  },
  {
    name: 'mustRegexMatch',
    params: ['regex:string', 'text:string'],
    result: 'bool',
    doc: `Like \`regexMatch\`, but an expression that cannot be compiled ends the render. ${SYNTAX}`,
    examples: [{ template: '{{ mustRegexMatch "(?i)^prod" "Production" }}', output: 'true' }],
    call: ([regex, text]) => matchText(compileRegex(regex as string), text as string),
  },
  ...twins('regexFind', {
    params: ['regex:string', 'text:string'],
    result: 'string',
    doc: `The leftmost match of the expression in the text, or the empty string. ${SYNTAX}`,
    examples: [
      { template: '{{ regexFind "[0-9]+" "port 8080, 9090" }}', output: '8080' },
      { template: '{{ regexFind "[0-9]+" "none" | quote }}', output: '""' },
    ],
    run: (regex, [, text]) => findText(regex, text as string),
  }),
  ...twins('regexFindAll', {
    params: ['regex:string', 'text:string', 'limit:int'],
    result: '[]string',
    doc: 'All matches of the expression in the text, at most `limit` of them; a negative limit gives all. Without a match the list is nil.',
    examples: [
      { template: '{{ regexFindAll "[2,4,6,8]" "123456789" -1 }}', output: '[2 4 6 8]' },
      { template: '{{ regexFindAll "[a-z]" "a1b2c3" 2 | join "," }}', output: 'a,b' },
    ],
    run: (regex, [, text, limit]) => texts(findAllText(regex, text as string, Number(limit)), FIND_ALL_ROOM),
  }),
  ...twins('regexReplaceAll', {
    params: ['regex:string', 'text:string', 'replacement:string'],
    result: 'string',
    doc: `The text with every match replaced. In the replacement \`$1\` or \`\${1}\` is a group, \`\${name}\` a named one and \`$$\` a dollar sign; a name takes as many letters, digits and underscores as follow, so write \`\${1}x\` rather than \`$1x\`.`,
    examples: [
      { template: `{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "\${1}W" }}`, output: '-W-xxW-' },
      { template: '{{ regexReplaceAll "[^a-z0-9]+" "my_app v2" "-" }}', output: 'my-app-v2' },
    ],
    run: (regex, [, text, replacement]) => replaceText(regex, text as string, replacement as string),
  }),
  ...twins('regexReplaceAllLiteral', {
    params: ['regex:string', 'text:string', 'replacement:string'],
    result: 'string',
    doc: 'The text with every match replaced by exactly the given text; `$` has no special meaning in it.',
    examples: [{ template: `{{ regexReplaceAllLiteral "a(x*)b" "-ab-axxb-" "\${1}" }}`, output: `-\${1}-\${1}-` }],
    run: (regex, [, text, replacement]) => replaceTextLiteral(regex, text as string, replacement as string),
  }),
  ...twins('regexSplit', {
    params: ['regex:string', 'text:string', 'limit:int'],
    result: '[]string',
    doc: 'The parts of the text between the matches. A positive limit gives at most that many parts, the last of them unsplit; a negative one gives all, and 0 gives a nil list.',
    examples: [
      { template: '{{ regexSplit "z+" "pizza" -1 }}', output: '[pi a]' },
      { template: '{{ regexSplit "[,;]" "a,b;c" 2 | join "|" }}', output: 'a|b;c' },
    ],
    run: (regex, [, text, limit]) => texts(splitText(regex, text as string, Number(limit)), 1),
  }),
  {
    name: 'regexQuoteMeta',
    params: ['text:string'],
    result: 'string',
    doc: 'The text with a backslash before every character that means something in a regular expression.',
    examples: [{ template: '{{ regexQuoteMeta "1.2.3+x" }}', output: '1\\.2\\.3\\+x' }],
    call: ([text]) => quoteMeta(text as string),
  },
]);

interface Twin extends Omit<Definition, 'name' | 'call'> {
  readonly run: (regex: Regex, args: readonly Value[]) => Value;
}

/** A function and its must-twin: both fail on a bad expression, with different words. */
function twins(name: string, twin: Twin): Definition[] {
  const { run, ...rest } = twin;
  const mustName = `must${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return [
    { ...rest, name, doc: `${rest.doc} ${RAISES}`, call: (args) => run(mustCompile(args[0] as string), args) },
    {
      ...rest,
      name: mustName,
      doc: `Like \`${name}\`; only the message for an expression that cannot be compiled is another. ${rest.doc}`,
      examples: (rest.examples ?? []).map((example) => ({
        ...example,
        template: example.template.replace(name, mustName),
      })),
      call: (args) => run(compileRegex(args[0] as string), args),
    },
  ];
}

/** regexp.MustCompile: the panic names the whole expression. */
function mustCompile(pattern: string): Regex {
  try {
    return compileRegex(pattern);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    const quoted = canBackquote(pattern) ? `\`${pattern}\`` : quoteGo(pattern);
    throw new GoError(`regexp: Compile(${quoted}): ${error.message}`);
  }
}

/** The room that FindAllString makes for its results before it knows how many there are. */
const FIND_ALL_ROOM = 10;

function texts(found: string[] | null, room = 0): GoSlice {
  return found === null ? nilSlice('string') : grownSlice(found, undefined, 'string', room);
}
