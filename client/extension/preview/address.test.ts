// Addresses of previews: there and back.

import { expect, test } from 'vitest';
import { previewAddress, previewOf } from './address.ts';

test('an address tells what it shows and ends in a title', () => {
  const uri = 'file:///w/Größe%20%26%20%23/templates/a%2Bb.yaml';
  const address = previewAddress(uri, 'file', '/w/Größe & #/templates/a+b.yaml');
  expect(address.path).toBe('/w/Größe & #/templates/a+b.yaml (rendered)');
  expect(previewOf(address)).toEqual({ uri, scope: 'file' });
});

test('an address of something else shows nothing', () => {
  expect(previewOf({ scheme: 'file', path: '/a', query: '{"uri":"file:///a","scope":"file"}' })).toBeUndefined();
  expect(previewOf({ scheme: 'chartroom-preview', path: '/a', query: '' })).toBeUndefined();
  expect(previewOf({ scheme: 'chartroom-preview', path: '/a', query: '{"uri":1,"scope":"file"}' })).toBeUndefined();
  expect(
    previewOf({ scheme: 'chartroom-preview', path: '/a', query: '{"uri":"file:///a","scope":"all"}' }),
  ).toBeUndefined();
});
