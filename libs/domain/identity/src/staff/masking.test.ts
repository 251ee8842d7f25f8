import { expect, test } from 'vitest';

import { maskEmail, maskName, maskPhone } from './masking.ts';

test.each([
  ['홍길동', '홍*동'],
  ['김철', '김*'],
  ['남궁민수', '남**수'],
  ['John Smith', 'J********h'],
  ['숨', '*'],
  ['👩‍🦰', '👩*🦰'],
])('the name %s reads %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  ['abcdef@example.com', 'ab***@example.com'],
  ['abc@example.com', 'ab***@example.com'],
  ['ab@example.com', 'a***@example.com'],
  ['a@example.com', 'a***@example.com'],
])('the address %s reads %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});

test.each([
  ['01012341234', '010-****-1234'],
  ['+821012341234', '010-****-1234'],
  ['0212345678', '****-5678'],
  ['+14155550123', '****-0123'],
])('the number %s reads %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});
