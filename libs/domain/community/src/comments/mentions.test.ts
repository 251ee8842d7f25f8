import { expect, test } from 'vitest';

import { mentionedIn } from './mentions.ts';

const people = [
  { id: 'soomi', nickname: '숨이' },
  { id: 'soomiya', nickname: '숨이야' },
  { id: 'comet', nickname: 'Sleepy Comet' },
];

test('a name is found before a particle, with its spaces, in either case', () => {
  expect(mentionedIn('@숨이님도 그러셨어요?', people)).toEqual(['soomi']);
  expect(mentionedIn('thanks @sleepy comet!', people)).toEqual(['comet']);
});

test('the longest name that fits is meant', () => {
  expect(mentionedIn('@숨이야 고마워요', people)).toEqual(['soomiya']);
});

test('each is named once, in the order of the text', () => {
  expect(mentionedIn('@Sleepy Comet @숨이 @숨이', people)).toEqual(['comet', 'soomi']);
});

test('who shares a name is meant as well', () => {
  expect(mentionedIn('@숨이', [...people, { id: 'other', nickname: '숨이' }])).toEqual(['soomi', 'other']);
});

test.each(['숨이님', '@ 숨이', 'a@b.example', '@모르는사람', ''])('“%s” names nobody', (text) => {
  expect(mentionedIn(text, people)).toEqual([]);
});
