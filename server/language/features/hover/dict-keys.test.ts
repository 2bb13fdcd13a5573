// Hover of the keys that a helper is handed, in its body and in the dicts of its callers, as Markdown.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../../test/support/fixture.ts';
import { hover } from '../hover.ts';

function hoverAt(text: string): string {
  const read = fixture(text);
  const { uri, offset } = cursorOf(read);
  return hover(read.snapshot, uri, offset)?.markdown ?? 'nothing';
}

const CALLER = '-- templates/a.yaml --\nä: {{ include "port" (dict "suffix" "x" "p" 1 "ctx" $) }}\n';
const helper = (body: string) => `${CALLER}-- templates/_h.tpl --\n{{ define "port" }}${body}{{ end }}`;

test('what callers give, where that is no value', () => {
  expect(hoverAt(helper('ü {{ .suf█fix }}'))).toMatchInlineSnapshot(`
    "**\`suffix\`** of \`port\` · required · read at [templates/_h.tpl:1](file:///w/templates/_h.tpl#L1)

    Callers give

    - \`"x"\` at [templates/a.yaml:1](file:///w/templates/a.yaml#L1)"
  `);
  expect(hoverAt(helper('{{ range .p }}{{ $.suf█fix | quote }}{{ end }}'))).toContain('- `"x"` at');
  expect(hoverAt(helper('{{ with .p }}{{ .suf█fix }}{{ end }}'))).toBe('nothing');
  expect(hoverAt(helper('{{ .suffix.mo█re }}'))).toBe('nothing');
  expect(hoverAt(helper('{{ .absent█ }}'))).toBe('nothing');
  expect(hoverAt(helper('{{ .ctx.Release.Na█me }}'))).toContain('Name of the release.');
});
