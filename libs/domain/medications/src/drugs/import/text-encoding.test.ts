import { expect, test } from 'vitest';

import { decodeText } from './text-encoding.ts';

const VENTOLIN = [0xba, 0xa5, 0xc5, 0xe4, 0xb8, 0xb0];

test.each([
  ['UTF-8', Buffer.from('벤토린'), '벤토린'],
  ['UTF-8 with a byte order mark', Buffer.from('\ufeff벤토린'), '벤토린'],
  ['nothing', Buffer.alloc(0), ''],
  ['CP949', Buffer.from([...VENTOLIN, 0x2c, 0x31]), '벤토린,1'],
  ['the first syllable that only CP949 has', Buffer.from([0x81, 0x41]), '갂'],
  ['the last before the second block', Buffer.from([0xa0, 0xfe]), '좤'],
  ['the first of the second block', Buffer.from([0xa1, 0x41]), '좥'],
  ['the very last', Buffer.from([0xc6, 0x52]), '힣'],
  [
    'such a syllable between others',
    Buffer.from([...VENTOLIN, 0x8c, 0x63, 0x61, ...VENTOLIN]),
    '벤토린똠a벤토린',
  ],
  ['a place where CP949 has nothing', Buffer.from([0xc6, 0x53, 0x61]), '\ufffda'],
])('reads %s', (_what, bytes, expected) => {
  expect(decodeText(bytes)).toBe(expected);
});

test('a pair that is cut off at the end does no harm', () => {
  expect(decodeText(Buffer.from([...VENTOLIN, 0xba]))).toMatch(/^벤토린/);
});
