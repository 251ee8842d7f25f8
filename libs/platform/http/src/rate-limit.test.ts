import { expect, test } from 'vitest';

import { addressKey } from './rate-limit.ts';

test('an IPv4 address counts as itself, mapped or not', () => {
  expect(addressKey('203.0.113.7')).toBe('203.0.113.7');
  expect(addressKey('::ffff:203.0.113.7')).toBe('203.0.113.7');
});

test('all addresses of one IPv6 /64 count together, another /64 apart', () => {
  expect(addressKey('2001:db8:1:2::1')).toBe('2001:db8:1:2');
  expect(addressKey('2001:db8:1:2:ffff:ffff:ffff:ffff')).toBe('2001:db8:1:2');
  expect(addressKey('2001:db8:1:3::1')).not.toBe(addressKey('2001:db8:1:2::1'));
});

test('a shortened IPv6 address is the same as its long form', () => {
  expect(addressKey('2001:db8::1')).toBe(addressKey('2001:db8:0:0:0:0:0:1'));
  expect(addressKey('::1')).toBe('0:0:0:0');
});
