import { expect, test } from 'vitest';

import { categories, categorySlugs, subtreeOf } from './categories.ts';

test('every slug is there once, and every parent stands before its children', () => {
  expect(new Set(categorySlugs).size).toBe(categories.length);
  for (const [index, { parent }] of categories.entries()) {
    const before: readonly string[] = categorySlugs.slice(0, index);
    if (parent !== null) expect(before).toContain(parent);
  }
});

test('a subtree holds the category and its children, and a leaf only itself', () => {
  expect(subtreeOf('treatment')).toEqual(['treatment', 'medicines', 'inhalers']);
  expect(subtreeOf('emergency')).toEqual(['emergency']);
});
