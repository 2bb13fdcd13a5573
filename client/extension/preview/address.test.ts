// Addresses of previews: there and back.

import { expect, test } from 'vitest';
import { followsActive, pathOf, previewAddress, previewOf, shownPath } from './address.ts';

test('an address tells what it shows and ends in a title', () => {
  const uri = 'file:///w/Größe%20%26%20%23/templates/a%2Bb.yaml';
  const address = previewAddress(uri, 'file', '/w/Größe & #/templates/a+b.yaml');
  expect(address.path).toBe('/w/Größe & #/templates/a+b.yaml (rendered)');
  expect(previewOf(address)).toEqual({ uri, scope: 'file' });
  expect(pathOf(address)).toBe('/w/Größe & #/templates/a+b.yaml');
});

test('an address of something else shows nothing', () => {
  expect(previewOf({ scheme: 'file', path: '/a', query: '{"uri":"file:///a","scope":"file"}' })).toBeUndefined();
  expect(previewOf({ scheme: 'chartroom-preview', path: '/a', query: '' })).toBeUndefined();
  expect(previewOf({ scheme: 'chartroom-preview', path: '/a', query: '{"uri":1,"scope":"file"}' })).toBeUndefined();
  expect(
    previewOf({ scheme: 'chartroom-preview', path: '/a', query: '{"uri":"file:///a","scope":"all"}' }),
  ).toBeUndefined();
});

test('a tab that follows the active template says so in its address', () => {
  const locked = previewAddress('file:///w/a.yaml', 'file', '/w/a.yaml');
  const follows = previewAddress('file:///w/a.yaml', 'file', '/w/a.yaml', true);
  expect([locked, follows].map(followsActive)).toEqual([false, true]);
  expect(previewOf(follows)).toEqual(previewOf(locked));
  expect(followsActive({ scheme: 'file', path: '/a', query: follows.query })).toBe(false);
});

test('a path begins at its folder of the workspace', () => {
  const folder = { path: '/home/me/charts', name: 'charts' };
  expect(shownPath('/home/me/charts/shop/templates/a.yaml', folder, false)).toBe('/shop/templates/a.yaml');
  expect(shownPath('/home/me/charts/shop/templates/a.yaml', folder, true)).toBe('/charts/shop/templates/a.yaml');
  expect(shownPath('/home/me/charts', folder, false)).toBe('/charts');
  expect(shownPath('/shop/a.yaml', { path: '/', name: '' }, false)).toBe('/shop/a.yaml');
  expect(shownPath('/home/me/charts-old/a.yaml', folder, false)).toBe('/home/me/charts-old/a.yaml');
  expect(shownPath('/elsewhere/a.yaml', undefined, true)).toBe('/elsewhere/a.yaml');
});
