import { expect, test } from 'vitest';

import { type DatedSpirometry, newestPairOf, responseOf } from './bronchodilator-response.ts';

const ADULT = 38;

test.each([
  [
    '+11 % is too little, though it is 220 mL',
    200,
    222,
    { changeMillilitres: 220, changePercent: 11 },
    false,
  ],
  [
    '190 mL is too little, though it is +12.67 %',
    150,
    169,
    { changeMillilitres: 190, changePercent: 12.67 },
    false,
  ],
  ['+12.5 % and 250 mL are a response', 200, 225, { changeMillilitres: 250, changePercent: 12.5 }, true],
  ['exactly 12 % is enough', 200, 224, { changePercent: 12 }, true],
  ['exactly 200 mL is enough', 150, 170, { changeMillilitres: 200 }, true],
  ['a fall is none', 225, 200, { changeMillilitres: -250, changePercent: -11.11 }, false],
])('%s', (_claim, before, after, change, responds) => {
  expect(responseOf(before, after, ADULT)).toMatchObject({ ...change, responds });
});

test('of a child under twelve the rise is told and not judged', () => {
  expect([11, 12, null].map((age) => responseOf(200, 225, age).responds)).toEqual([null, true, true]);
});

const blown = (day: string, bronchodilator: DatedSpirometry['bronchodilator'], fev1Centilitres: number) => ({
  day,
  bronchodilator,
  fev1Centilitres,
});

test('the newest day with both counts, and of each the best', () => {
  const rows = [
    blown('2026-03-01', 'pre', 200),
    blown('2026-03-01', 'pre', 210),
    blown('2026-03-01', 'post', 240),
    blown('2026-03-01', 'post', 235),
    blown('2026-02-01', 'pre', 100),
    blown('2026-02-01', 'post', 300),
    blown('2026-03-05', 'post', 400),
    blown('2026-03-05', 'unknown', 100),
  ];

  expect(newestPairOf(rows)).toEqual({ day: '2026-03-01', before: 210, after: 240 });
});

test('results of two days are never a pair', () => {
  expect(newestPairOf([blown('2026-03-01', 'pre', 200), blown('2026-03-02', 'post', 240)])).toBeNull();
});
