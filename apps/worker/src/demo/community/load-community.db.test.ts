import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newUuid } from '@soomcare/database';
import { createBlobStore, createFiles } from '@soomcare/files';
import { anActor, useTestApi } from '@soomcare/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { useDemoWorld } from '../../testing/demo-world.ts';
import { loadPeople } from '../load.ts';
import { createDemoCommunity } from './demo-community.ts';
import { demoPictures, demoPosts } from './demo-posts.ts';
import { loadCommunity, writerCalled, writers } from './load-community.ts';

const NOW = new Date('2026-11-21T21:15:00+09:00');
/** A dozen members sign up; a machine that does other work as well takes long. */
const BUSY_MACHINE_MS = 120_000;
const DAY_HOURS = 24;

const { contextsAt, database, depsOn } = useDemoWorld(() => NOW);
const now = () => NOW;
const folder = join(tmpdir(), `soomcare-demo-${newUuid()}`);
const load = () => {
  const deps = { database: database(), contextsAt, now };
  return loadCommunity({ ...deps, ...createDemoCommunity(deps, { folder }) });
};
/** As the API serves them. */
const api = useTestApi(() => {
  const { memberRoutes } = createFiles({
    ...{ database: database(), blobs: createBlobStore({ folder }), now, newId: newUuid },
    audiences: { post: contextsAt(now).community.canRead },
  });
  return { endpoints: memberRoutes, now };
});

beforeAll(async () => {
  expect(await load()).toBe(0);
  await loadPeople(
    depsOn(NOW),
    writers.map((person) => ({ ...person, life: 'silent' as const })),
  );
  expect(await load()).toBe(demoPosts.length);
}, BUSY_MACHINE_MS);
afterAll(() => rm(folder, { recursive: true }));

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

test('each drawing has gone through the check, and whoever may read its post gets it', async () => {
  const posts = await database().rows<{ fileIds: string }>(
    "SELECT p.file_ids AS fileIds FROM posts p WHERE p.file_ids <> '[]'",
  );
  const fileIds = posts.flatMap((post) => JSON.parse(post.fileIds) as string[]);
  const used = demoPosts.flatMap(({ pictures = [] }) => pictures);

  expect(fileIds).toHaveLength(used.length);
  expect(new Set(used)).toEqual(new Set(demoPictures));
  const reader = api.as(anActor({ authenticatedAt: NOW }));
  for (const id of fileIds) {
    const picture = await reader.get(`/v1/files/${id}`).expect('Content-Type', 'image/jpeg').expect(200);
    expect((picture.body as Buffer).subarray(0, 2).toString('hex')).toBe('ffd8');
  }
});

test('nothing in it is a case for the moderators', async () => {
  expect(await countOf('abuse_reports')).toBe(0);
});

test('loading again changes nothing', async () => {
  const before = await Promise.all(['posts', 'comments', 'post_likes', 'files'].map(countOf));

  expect(await load()).toBe(0);

  expect(await Promise.all(['posts', 'comments', 'post_likes', 'files'].map(countOf))).toEqual(before);
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
