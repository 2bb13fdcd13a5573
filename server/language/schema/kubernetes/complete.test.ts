// The order in which fields are offered.

import { expect, test } from 'vitest';
import { keyOffers } from './complete.ts';

test('what must be there is first, what is on its way in or out comes behind the rest', () => {
  const properties = {
    alpha: { type: 'array', description: 'Claims of the container.\n\nThis field depends on the Some feature gate.' },
    legacy: { type: 'string', description: 'Deprecated: use limits.' },
    limits: { type: 'object', description: 'Not deprecated.' },
    name: { type: 'string' },
    requests: {},
    status: {},
  } as const;
  const offers = keyOffers([{ type: 'object', properties, required: ['name'] }], new Set(['requests']));
  expect(offers.map(({ label }) => label).join(' ')).toBe('name limits alpha legacy status');
});
