import { expect, test } from 'vitest';

import { noticeRules } from './early-notice.ts';
import { associationText, noticeText } from './insight-texts.ts';

const inputs = {
  puffsPerDay: 4,
  puffsPerDayBefore: 0.5,
  days: 3,
  nights: 2,
  lowDays: 2,
  ofDays: 3,
  percent: 12.5,
  thresholdPercent: 10,
  entryDaysBefore: 9,
};

test.each(noticeRules)(
  '%s is told in both languages with its figures, and without a word about doses',
  (rule) => {
    const { ko, en } = noticeText({ rule, inputs });

    expect(ko).toMatch(/[가-힣]+.*(하세요|보세요)\.$/);
    expect(en).toMatch(/^[\x20-\x7e]+\.$/);
    expect(`${ko} ${en}`).not.toMatch(/undefined|복용|늘리|줄이|\bdose|increase|decrease/);
  },
);

test('an association is worded as one', () => {
  const { ko, en } = associationText({
    trigger: 'yellow-dust',
    daysWith: 10,
    daysWithout: 20,
    worseWithPercent: 60,
    worseWithoutPercent: 10,
  });

  expect(ko).toContain("'황사'을(를) 적은 10일 중 60%, 적지 않은 20일 중 10%");
  expect(ko).toContain('원인이라는 뜻은 아닙니다');
  expect(en).toContain('60 % of 10 days with “yellow dust”, and on 10 % of 20 days without');
  expect(en).toContain('does not say that one caused the other');
});
