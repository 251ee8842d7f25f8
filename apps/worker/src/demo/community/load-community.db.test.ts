import { beforeAll, expect, test } from 'vitest';

import { useDemoWorld } from '../../testing/demo-world.ts';
import { loadPeople } from '../load.ts';
import { demoPosts } from './demo-posts.ts';
import { loadCommunity, writerCalled, writers } from './load-community.ts';

const NOW = new Date('2026-11-21T21:15:00+09:00');
/** A dozen members sign up; a machine that does other work as well takes long. */
const BUSY_MACHINE_MS = 120_000;
const DAY_HOURS = 24;

const { contextsAt, database, depsOn } = useDemoWorld(() => NOW);
const load = () => loadCommunity({ database: database(), contextsAt, now: () => NOW });

beforeAll(async () => {
  expect(await load()).toBe(0);
  await loadPeople(
    depsOn(NOW),
    writers.map((person) => ({ ...person, life: 'silent' as const })),
  );
  expect(await load()).toBe(demoPosts.length);
}, BUSY_MACHINE_MS);

const countOf = async (table: string) => {
  const [row] = await database().rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${table}`);
  return row?.total;
};

test('every board has posts that are liked and talked about', async () => {
  const boards = await database().rows<{
    slug: string;
    posts: number;
    fewestLikes: number;
    mostComments: number;
  }>(
    `SELECT b.slug, COUNT(*) AS posts, MIN(p.like_count) AS fewestLikes, MAX(p.comment_count) AS mostComments
       FROM posts p JOIN boards b ON b.id = p.board_id GROUP BY b.slug ORDER BY b.slug`,
  );

  expect(boards.map(({ slug }) => slug)).toEqual(['daily-care', 'questions', 'stories']);
  for (const { posts, fewestLikes, mostComments } of boards) {
    expect([posts >= 4, fewestLikes > 0, mostComments > 1]).toEqual([true, true, true]);
  }
});

test('nothing in it is a case for the moderators', async () => {
  expect(await countOf('abuse_reports')).toBe(0);
});

test('loading again changes nothing', async () => {
  const before = await Promise.all(['posts', 'comments', 'post_likes'].map(countOf));

  expect(await load()).toBe(0);

  expect(await Promise.all(['posts', 'comments', 'post_likes'].map(countOf))).toEqual(before);
});

test('nobody writes before they have joined', () => {
  const early = demoPosts.flatMap(({ author, hoursAgo, comments }) => {
    const texts = [
      { author, hoursLater: 0 },
      ...comments.flatMap(({ replies = [], ...comment }) => [comment, ...replies]),
    ];
    return texts.filter(
      (text) => (writerCalled(text.author).days - 1) * DAY_HOURS < hoursAgo - text.hoursLater,
    );
  });

  expect(early.map(({ author }) => author)).toEqual([]);
});

test('no text names a dose', () => {
  expect(JSON.stringify(demoPosts)).not.toMatch(/\d+\s*(mg|mcg|µg|밀리그램|퍼프|회 흡입|번 흡입|알씩)/i);
});
