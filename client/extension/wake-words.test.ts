// Documents that start the server, and those that do not.

import { expect, test } from 'vitest';
import { isFor } from './wake-words.ts';

test('templates, values files, manifests and empty files', () => {
  const never = () => {
    throw new Error('not to be read');
  };
  expect(isFor('helm', '/a/b.tpl', never)).toBe(true);
  expect(isFor('yaml', '/a/Chart.yaml', never)).toBe(true);
  expect(isFor('yaml', '/a/values-prod.yaml', never)).toBe(true);
  expect(isFor('yaml', '/a/app.yaml', () => 'apiVersion: v1\nkind: Pod\n')).toBe(true);
  expect(isFor('yaml', '/a/app.yaml', () => '\r\n')).toBe(true);
  expect(isFor('yaml', '/env/prod.yaml', () => '# chartroom: chart=../a\n')).toBe(true);
});

test('no other YAML', () => {
  expect(isFor('yaml', '/a/docker-compose.yml', () => 'services: {}\n')).toBe(false);
  expect(isFor('yaml', '/a/play.yaml', () => '- hosts: all\n')).toBe(false);
  expect(isFor('json', '/a/app.json', () => '{"apiVersion": "v1", "kind": "Pod"}')).toBe(false);
});
