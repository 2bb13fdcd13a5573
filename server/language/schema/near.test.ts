// Which words are slips of others, and which are words that a newer version may have besides.

import { expect, test } from 'vitest';
import { isSlip, nearest } from './near.ts';

test('a slip is near, and says no more than the word', () => {
  const slips = [
    ['secretname', 'secretName'],
    ['labls', 'labels'],
    ['endpoint', 'endpoints'],
    ['intern', 'internal'],
    ['tyep', 'type'],
  ] as const;
  expect(slips.filter(([word, known]) => !isSlip(word, known) || nearest(word, [known]) !== known)).toEqual([]);
});

test('what has more or another number is a word of its own', () => {
  const others = [
    ['resources', 'resource'],
    ['onepasswordSDK', 'onepassword'],
    ['v2_3', 'v2_2'],
    ['Modern2026', 'Modern2023'],
    ['tlsroute', 'route'],
    ['gcp', 'aws'],
    ['nodes', 'mode'],
  ] as const;
  expect(others.filter(([word, known]) => isSlip(word, known))).toEqual([]);
});
