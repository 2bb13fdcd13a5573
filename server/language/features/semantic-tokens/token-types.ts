// The types of semantic tokens and the scopes whose colour each takes. package.json contributes the same; a test compares them.

export interface TokenType {
  /** A standard type where themes mean the same by it; those of YAML are ours, so that they look as in other YAML files. */
  readonly type: string;
  readonly modifier?: 'declaration' | 'defaultLibrary';
  /** The innermost scope of such text, without its last part where there are several. */
  readonly scope: string;
  /** Another scope around it. */
  readonly within?: string;
  /** What themes are asked for, from the innermost scope out. */
  readonly colours: readonly string[];
}

/** The inside of an action, unless a scope of its own says more. */
const ACTION = 'meta.embedded.inline.helm';
const KEY = 'entity.name.tag.yaml';
/** VS Code's light themes colour them otherwise than double quotes. */
const SINGLE = 'string.quoted.single.yaml';

/** The first whose scope fits is meant. Ours name what stands around as well, where a theme may have no colour for them. */
export const TOKEN_TYPES: readonly TokenType[] = [
  helm('comment', 'comment.block.helm', []),
  helm('comment', 'punctuation.definition.comment', ['comment.block.helm']),
  helm('comment', 'comment.line.number-sign.yaml', ['comment.block.helm']),
  helm('keyword', 'keyword.control.helm'),
  helm('function', 'support.function.helm'),
  {
    ...helm('function', 'entity.name.function.template.helm', [
      'entity.name.function.template.helm',
      'string.quoted.double.helm',
      ACTION,
    ]),
    modifier: 'declaration',
  },
  helm('variable', 'variable.other.readwrite.helm'),
  { ...helm('variable', 'support.variable.helm'), modifier: 'defaultLibrary' },
  helm('property', 'variable.other.property.helm'),
  helm('string', 'string.quoted.double.helm'),
  helm('string', 'string.quoted.other.raw.helm', ['string.quoted.double.helm']),
  helm('number', 'constant.numeric.helm'),
  helm('operator', 'keyword.operator.pipe.helm'),
  helm('assignment', 'keyword.operator.assignment.helm'),
  helm('constant', 'constant.language.helm'),
  helm('character', 'constant.character.helm'),
  helm('escape', 'constant.character.escape.helm', [
    'constant.character.escape.helm',
    'string.quoted.double.helm',
    ACTION,
  ]),
  helm('wrongEscape', 'invalid.illegal.escape.helm'),
  helm('dot', 'variable.language.dot.helm'),
  helm('delimiter', 'punctuation.section.embedded', ['punctuation.section.embedded.begin.helm', ACTION]),
  helm('accessor', 'punctuation.accessor.helm'),
  helm('comma', 'punctuation.separator.comma.helm'),
  helm('parenthesis', 'punctuation.section.parens', ['punctuation.section.parens.begin.helm', ACTION]),
  helm('parenthesis', 'punctuation.unmatched.parens.helm', ['punctuation.section.parens.begin.helm', ACTION]),
  helm('sigil', 'punctuation.definition.variable.helm', [
    'punctuation.definition.variable.helm',
    'variable.other.readwrite.helm',
    ACTION,
  ]),
  helm('quote', 'punctuation.definition.string.*.helm', [
    'punctuation.definition.string.begin.helm',
    'string.quoted.double.helm',
    ACTION,
  ]),
  yaml('yamlKey', KEY, [KEY, 'string.unquoted.plain.out.yaml']),
  {
    ...yaml('yamlKeyQuote', 'punctuation.definition.string.*.yaml', ['punctuation.definition.string.begin.yaml', KEY]),
    within: KEY,
  },
  { ...yaml('yamlKeyEscape', 'constant.character.escape', ['constant.character.escape.yaml', KEY]), within: KEY },
  {
    ...yaml('yamlSingleQuote', 'punctuation.definition.string.*.yaml', [
      'punctuation.definition.string.begin.yaml',
      SINGLE,
    ]),
    within: SINGLE,
  },
  yaml('yamlSingleEscape', 'constant.character.escape.single-quoted.yaml', [
    'constant.character.escape.single-quoted.yaml',
    SINGLE,
  ]),
  yaml('yamlSingle', SINGLE),
  yaml('yamlQuote', 'punctuation.definition.string.*.yaml', [
    'punctuation.definition.string.begin.yaml',
    'string.quoted.double.yaml',
  ]),
  yaml('yamlEscape', 'constant.character.escape', ['constant.character.escape.yaml', 'string.quoted.double.yaml']),
  yaml('yamlString', 'string.quoted', ['string.quoted.double.yaml']),
  yaml('yamlPlain', 'string.unquoted.plain', ['string.unquoted.plain.out.yaml']),
  yaml('yamlBlock', 'string.unquoted.block.yaml'),
  yaml('yamlBoolean', 'constant.language.boolean.yaml'),
  yaml('yamlNull', 'constant.language.null.yaml'),
  yaml('yamlMerge', 'constant.language.merge.yaml', ['constant.language.merge.yaml', KEY]),
  yaml('yamlValue', 'constant.language.value.yaml'),
  yaml('yamlInteger', 'constant.numeric.integer.yaml'),
  yaml('yamlFloat', 'constant.numeric.float.yaml'),
  yaml('yamlTime', 'constant.other.timestamp.yaml'),
  yaml('yamlAnchor', 'entity.name.type.anchor.yaml', [
    'entity.name.type.anchor.yaml',
    'keyword.control.property.anchor.yaml',
  ]),
  yaml('yamlAnchorMark', 'punctuation.definition.anchor.yaml', [
    'punctuation.definition.anchor.yaml',
    'keyword.control.property.anchor.yaml',
  ]),
  yaml('yamlAlias', 'variable.other.alias.yaml'),
  yaml('yamlAliasMark', 'punctuation.definition.alias.yaml', [
    'punctuation.definition.alias.yaml',
    'keyword.control.flow.alias.yaml',
  ]),
  yaml('yamlTag', 'storage.type.tag-handle.yaml'),
  yaml('yamlBlockMark', 'keyword.control.flow.block-scalar', ['keyword.control.flow.block-scalar.literal.yaml']),
  yaml('yamlIndentation', 'constant.numeric.indentation-indicator.yaml'),
  yaml('yamlChomping', 'storage.modifier.chomping-indicator.yaml'),
  yaml('yamlDocument', 'entity.other.document', ['entity.other.document.begin.yaml']),
  yaml('yamlDirectiveMark', 'punctuation.definition.directive', [
    'punctuation.definition.directive.begin.yaml',
    'meta.directive.yaml',
  ]),
  yaml('yamlDirective', 'meta.directive.yaml'),
  yaml('yamlColon', 'punctuation.separator.key-value.mapping.yaml'),
  yaml('yamlComma', 'punctuation.separator', ['punctuation.separator.sequence.yaml']),
  yaml('yamlItem', 'punctuation.definition.block.sequence.item.yaml'),
  yaml('yamlQuestion', 'punctuation.definition.key-value.begin.yaml'),
  yaml('yamlBracket', 'punctuation.definition', ['punctuation.definition.sequence.begin.yaml']),
];

function helm(type: string, scope: string, colours: readonly string[] = [scope, ACTION]): TokenType {
  return { type, scope, colours: colours.length === 0 ? [scope] : colours };
}

function yaml(type: string, scope: string, colours: readonly string[] = [scope]): TokenType {
  return { type, scope, colours };
}
