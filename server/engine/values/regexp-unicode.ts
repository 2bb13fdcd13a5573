// Names of Unicode classes in regular expressions (`\p{Greek}`, `\p{letter}`) as Go 1.25 and later look them up.

import { RE2JS } from 're2js';

const CATEGORIES = new Set(
  'C Cc Cf Cn Co Cs L LC Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs'.split(
    ' ',
  ),
);

/** Long names of the categories, spelled as canonicalName spells them. */
const ALIASES: Readonly<Record<string, string>> = {
  Casedletter: 'LC',
  Closepunctuation: 'Pe',
  Cntrl: 'Cc',
  Combiningmark: 'M',
  Connectorpunctuation: 'Pc',
  Control: 'Cc',
  Currencysymbol: 'Sc',
  Dashpunctuation: 'Pd',
  Decimalnumber: 'Nd',
  Digit: 'Nd',
  Enclosingmark: 'Me',
  Finalpunctuation: 'Pf',
  Format: 'Cf',
  Initialpunctuation: 'Pi',
  Letter: 'L',
  Letternumber: 'Nl',
  Lineseparator: 'Zl',
  Lowercaseletter: 'Ll',
  Mark: 'M',
  Mathsymbol: 'Sm',
  Modifierletter: 'Lm',
  Modifiersymbol: 'Sk',
  Nonspacingmark: 'Mn',
  Number: 'N',
  Openpunctuation: 'Ps',
  Other: 'C',
  Otherletter: 'Lo',
  Othernumber: 'No',
  Otherpunctuation: 'Po',
  Othersymbol: 'So',
  Paragraphseparator: 'Zp',
  Privateuse: 'Co',
  Punct: 'P',
  Punctuation: 'P',
  Separator: 'Z',
  Spaceseparator: 'Zs',
  Spacingmark: 'Mc',
  Surrogate: 'Cs',
  Symbol: 'S',
  Titlecaseletter: 'Lt',
  Unassigned: 'Cn',
  Uppercaseletter: 'Lu',
};

/** Scripts that came after Unicode 15, which is what Go knows. */
const TOO_NEW = new Set(['Garay', 'Sidetic', 'Sunuwar', 'Todhri']);

/**
 * The name under which re2js has the class that Go means by `name`; undefined when Go knows none. As in Go, case, blanks,
 * `_` and `-` do not count, and scripts whose proper name has an underscore (`Old_Italic`) are therefore never found.
 */
export function unicodeClassName(name: string): string | undefined {
  const canonical = canonicalName(name);
  if (canonical === 'Any' || canonical === 'Ascii' || canonical === 'Assigned') return canonical;
  if (canonical === 'Lc') return 'LC';
  if (CATEGORIES.has(canonical)) return canonical;
  if (!/^[A-Z][a-z]+$/.test(canonical) || TOO_NEW.has(canonical)) return undefined;
  return isScript(canonical) ? canonical : ALIASES[canonical];
}

function canonicalName(name: string): string {
  const joined = name.replace(/[_\- ]/g, '');
  return joined.charAt(0).replace(/[a-z]/, upper) + joined.slice(1).replace(/[A-Z]/g, lower);
}

const upper = (letter: string) => letter.toUpperCase();
const lower = (letter: string) => letter.toLowerCase();

const scripts = new Map<string, boolean>();

function isScript(name: string): boolean {
  let known = scripts.get(name);
  if (known === undefined) scripts.set(name, (known = compiles(`\\p{${name}}`)));
  return known;
}

function compiles(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}
