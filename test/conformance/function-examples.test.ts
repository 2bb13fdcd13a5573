// Every example that hover and the function pages show is rendered and gives what it says.

import { describe, expect, test } from 'vitest';
import { PROFILES } from '#engine/chart/profile.ts';
import { functionTable } from '#engine/functions/index.ts';
import { ownFunctions } from '#engine/render/own-functions.ts';
import { renderItem } from '../support/render-item.ts';

const own = ownFunctions({ run: undefined, lint: false, warn: () => {} });
const records = [...functionTable(PROFILES[4]).values(), ...own];

/** Their results are random or depend on the clock, or they only fail. */
const WITHOUT = new Set(['fail', 'call', 'shuffle']);

describe('function records', () => {
  test('there are all of them', () => {
    expect(records.length).toBeGreaterThan(220);
    expect(new Set(records.map((record) => record.name)).size).toBe(records.length);
  });

  for (const record of records) {
    test(record.name, () => {
      expect(record.doc).toMatch(/^[A-Z`].*[.)`]$/s);
      for (const { template, values, output } of record.examples) {
        const item = values === undefined ? { tpl: template } : { tpl: template, values };
        expect(renderItem(item, 4)).toEqual({ out: output });
      }
      const isRandom = /random|certificates|crypto|dates/.test(record.group);
      if (!isRandom && !WITHOUT.has(record.name)) expect(record.examples.length).toBeGreaterThan(0);
    });
  }
});
