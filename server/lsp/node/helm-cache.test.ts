// The folder of packed charts as `helm env` tells it.

import { expect, test } from 'vitest';
import { helmCache } from './helm-cache.ts';

test('the variables of helm and XDG come before what is usual', () => {
  const on = (variables: Record<string, string>, platform = 'linux') =>
    helmCache({ HOME: '/h', ...variables }, platform);
  expect(on({})).toBe('file:///h/.cache/helm/repository');
  expect(on({}, 'darwin')).toBe('file:///h/Library/Caches/helm/repository');
  expect(on({ XDG_CACHE_HOME: '/x' })).toBe('file:///x/helm/repository');
  expect(on({ XDG_CACHE_HOME: '/x', HELM_CACHE_HOME: '/c' })).toBe('file:///c/repository');
  expect(on({ HELM_CACHE_HOME: '/c', HELM_REPOSITORY_CACHE: '/r é' })).toBe('file:///r%20%C3%A9');
});
