// Renames of keys that templates leave out before they show a table, or do not pick: nobody sees these names.

import { expect, test } from 'vitest';
import { renameTable } from '../../../test/support/renamed-lines.ts';

const CHART = `
  -- values.yaml --
  # ß
  security: {enabled: true, runAsUser: 1, deep: {enabled: false}}
  probe: {enabled: true, port: 80, path: /}
  quiet: {name: a, other: b}
  kept: {enabled: true, a: 1}
  both: {enabled: true, a: 1}
  -- templates/a.yaml --
  {{- if .Values.security.enabled }}
  é: {{ omit .Values.security "enabled" | toJson | quote }}
  {{- end }}
  probe: {{ toJson (omit .Values.probe "enabled" "path") | quote }} # {{ .Values.probe.path }}
  quiet: {{ pick .Values.quiet "name" | toJson | quote }} # {{ .Values.quiet.other }}
  {{- $d := dict "shown" 1 "hidden" 2 }}
  dict: {{ omit $d "hidden" | toJson | quote }} # {{ $d.hidden }}
  {{- $k := omit .Values.kept "enabled" }}
  kept: {{ toJson $k | quote }}
  both: {{ toJson (omit .Values.both "enabled") | quote }} # {{ toJson .Values.both | quote }}
`;

test('what is left out, or not picked', () => {
  expect(
    renameTable(CHART, [
      ['security: {ena█bled', 'on'],
      ['deep: {ena█bled', 'on'],
      ['runAs█User', 'x'],
      ['80, pa█th: /', 'route-path'],
      ['{na█me: a', 'x'],
      ['oth█er: b', 'x'],
      ['"hid█den" 2', 'x'],
      ['"sho█wn" 1', 'x'],
      ['kept: {ena█bled', 'on'],
      ['both: {ena█bled', 'on'],
    ]),
  ).toMatchInlineSnapshot(`
    "security: {ena█bled -> on
      templates/a.yaml:1: {{- if .Values.security.on }}
      templates/a.yaml:2: é: {{ omit .Values.security "on" | toJson | quote }}
      values.yaml:2: security: {"on": true, runAsUser: 1, deep: {enabled: false}}
    deep: {ena█bled -> on
      templates/a.yaml:2 takes the table that holds \`enabled\` as a whole with \`toJson\`, so that the output would change.
    runAs█User -> x
      templates/a.yaml:2 takes the table that holds \`runAsUser\` as a whole with \`toJson\`, so that the output would change.
    80, pa█th: / -> route-path
      templates/a.yaml:4: probe: {{ toJson (omit .Values.probe "enabled" "route-path") | quote }} # {{ (index .Values.probe "route-path") }}
      values.yaml:3: probe: {enabled: true, port: 80, route-path: /}
    {na█me: a -> x
      templates/a.yaml:5 takes the table that holds \`name\` as a whole with \`pick\`, so that the output would change.
    oth█er: b -> x
      templates/a.yaml:5: quiet: {{ pick .Values.quiet "name" | toJson | quote }} # {{ .Values.quiet.x }}
      values.yaml:4: quiet: {name: a, x: b}
    "hid█den" 2 -> x
      templates/a.yaml:6: {{- $d := dict "shown" 1 "x" 2 }}
      templates/a.yaml:7: dict: {{ omit $d "x" | toJson | quote }} # {{ $d.x }}
    "sho█wn" 1 -> x
      templates/a.yaml:7 takes the dict with \`shown\` as a whole with \`toJson\`, so that the output would change.
    kept: {ena█bled -> on
      templates/a.yaml:9 takes the table that holds \`enabled\` as a whole with \`toJson\`, so that the output would change.
    both: {ena█bled -> on
      templates/a.yaml:10 takes the table that holds \`enabled\` as a whole with \`toJson\`, so that the output would change."
  `);
});
