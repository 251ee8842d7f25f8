import { expect, test } from 'vitest';

import { en } from './en.ts';
import { ko } from './ko.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flatten(value, `${path}${key}.`),
  );

const placeholdersOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

const korean = new Map(flatten(ko));
const english = new Map(flatten(en));

test('no text is missing in either language', () => {
  expect([...english.keys()].sort()).toEqual([...korean.keys()].sort());
  expect([...korean.values(), ...english.values()].filter((text) => text.trim() === '')).toEqual([]);
});

test('both languages fill in the same values', () => {
  for (const [key, text] of korean) {
    expect(placeholdersOf(english.get(key) ?? ''), key).toEqual(placeholdersOf(text));
  }
});

test('English has no Hangul left in it, and Korean text is Korean', () => {
  expect([...english.values()].filter((text) => /[가-힣]/.test(text))).toEqual([]);
  const latinOnly = [...korean].filter(([, text]) => !/[가-힣]/.test(text.replaceAll(/\{\{\w+\}\}/g, '')));
  expect(latinOnly.map(([key]) => key).sort()).toEqual(['calendar.litres', 'calendar.until']);
});
