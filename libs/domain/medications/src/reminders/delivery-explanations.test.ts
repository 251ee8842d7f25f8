import { locales } from '@soomcare/http';
import { expect, test } from 'vitest';

import { explanationOf } from './delivery-explanations.ts';
import { deliveryReasons } from './delivery-reasons.ts';
import { deliveryStates } from './delivery.entity.ts';

test('says what happened and then why, in the reader’s language', () => {
  expect(explanationOf('not_sent', 'no_device', 'en')).toBe(
    'No reminder was sent. No device took notifications: none was registered, or the consent to health data was withdrawn.',
  );
  expect(explanationOf('not_sent', 'no_device', 'ko')).toBe(
    '알림을 보내지 않았습니다. 알림을 받을 기기가 없었거나, 건강정보 동의가 철회되어 있었습니다.',
  );
});

test('says only what happened where there is nothing to explain', () => {
  expect(explanationOf('acknowledged', null, 'en')).toBe('The app has shown the reminder.');
});

test.each(locales)('has different words for each state and reason (%s)', (locale) => {
  const all = deliveryStates.flatMap((state) =>
    [null, ...deliveryReasons].map((reason) => explanationOf(state, reason, locale)),
  );

  expect(new Set(all).size).toBe(deliveryStates.length * (deliveryReasons.length + 1));
  expect(all.filter((words) => /\p{Script=Hangul}/u.test(words) !== (locale === 'ko'))).toEqual([]);
});
