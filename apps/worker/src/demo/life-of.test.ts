import { expect, test } from 'vitest';

import { lifeOf } from './life-of.ts';
import { type DemoPerson, people } from './people.ts';

const EVENING = new Date('2026-11-21T23:30:00+09:00');
const NEXT_DAY = new Date('2026-11-22T23:30:00+09:00');
const DAY_MS = 86_400_000;

const others = people.slice(1);
const entriesOf = (person: DemoPerson, now = EVENING) => lifeOf(person, now).entries;
const isAllowed = ({ seed }: DemoPerson) => seed.consents.includes('health-data');

test('the same day gives the same lives, whenever they are asked for', () => {
  for (const person of people) expect(lifeOf(person, EVENING)).toEqual(lifeOf(person, EVENING));
});

test('on the next day the same lives end one day later, under the same ids', () => {
  const sleeper = people.filter(({ seed }) => seed.timeZone === 'Asia/Seoul');
  for (const person of sleeper) {
    const [before, after] = [entriesOf(person), entriesOf(person, NEXT_DAY)];

    expect(after.map(({ body }) => body.id)).toEqual(before.map(({ body }) => body.id));
    expect(after.map(({ enteredAt }) => enteredAt.getTime() - DAY_MS)).toEqual(
      before.map(({ enteredAt }) => enteredAt.getTime()),
    );
  }
});

test('in the morning the evening has not been written yet', () => {
  const morning = new Date('2026-11-21T09:00:00+09:00');
  for (const person of people) {
    const entries = entriesOf(person, morning);

    expect(entries.every(({ enteredAt }) => enteredAt <= morning)).toBe(true);
    expect(entries).toEqual(entriesOf(person).filter(({ enteredAt }) => enteredAt <= morning));
  }
});

test('entries come in the order in which they were sent, after the sign-up, each with an id of its own', () => {
  for (const person of people) {
    const { joinedAt, entries } = lifeOf(person, EVENING);
    const times = [joinedAt, ...entries.map(({ enteredAt }) => enteredAt)].map((time) => time.getTime());

    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(entries.map(({ body }) => body.id)).size).toBe(entries.length);
  }
});

test('whoever refused the health-data consent has no diary', () => {
  const refusing = people.filter((person) => !isAllowed(person));

  expect(refusing.flatMap((person) => entriesOf(person))).toEqual([]);
});

test('the others have been here for ten to sixty days and differ in what they write', () => {
  const kindsOf = (person: DemoPerson) =>
    [...new Set(entriesOf(person).map(({ kind }) => kind))].sort().join();
  const writing = others.filter((person) => entriesOf(person).length > 0);

  expect(others.every(({ days }) => days >= 10 && days <= 60)).toBe(true);
  expect(writing.length).toBeGreaterThanOrEqual(30);
  expect(new Set(writing.map(kindsOf)).size).toBeGreaterThanOrEqual(6);
  expect(writing.some((person) => kindsOf(person) === 'symptomRecords')).toBe(true);
});

test('some write daily, some hardly ever', () => {
  const perDay = others.filter(isAllowed).map((person) => entriesOf(person).length / person.days);

  expect(perDay.some((entries) => entries > 3)).toBe(true);
  expect(perDay.some((entries) => entries > 0 && entries < 0.5)).toBe(true);
});
