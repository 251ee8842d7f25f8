import { expect, test } from 'vitest';

import { canonicalJson } from './canonical-json.ts';

test('the order in which keys were written does not show', () => {
  expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: null })).toBe('{"a":null,"b":[{"x":2,"y":1}]}');
  expect(canonicalJson({ a: null, b: [{ x: 2, y: 1 }] })).toBe(
    canonicalJson({ b: [{ y: 1, x: 2 }], a: null }),
  );
});

test('the order of a list, numbers and Korean stay as they are', () => {
  expect(canonicalJson([3, 1.5, -0, '천식', true])).toBe('[3,1.5,0,"천식",true]');
});
