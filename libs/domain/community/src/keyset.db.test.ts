import { newUuid, sqlInstant, uuidToBinary } from '@soomcare/database';
import { explaining, useTestDatabase } from '@soomcare/testing';
import { beforeAll, expect, test } from 'vitest';

import { createMemberRefusalRepository } from './blocks/member-refusal.repository.ts';
import { createCommentRepository } from './comments/comment.repository.ts';
import { communityTables } from './community.tables.ts';
import { createPostMarkRepository } from './marks/post-mark.repository.ts';
import { createPostViewRepository } from './posts/post-view.repository.ts';

const database = useTestDatabase({ entities: communityTables });

const POSTS = 1_000;
const START_MS = Date.UTC(2026, 0, 1);
const board = newUuid();
const ids = Array.from({ length: POSTS }, () => newUuid());
const memberId = newUuid();
const reader = { memberId, hiddenAuthors: [newUuid()] };
const createdAt = (index: number) => new Date(START_MS + index * 60_000);
const postId = ids[0] ?? '';

const insert = async (table: string, rows: readonly (readonly unknown[])[]) => {
  const marks = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
  await database().run(`INSERT INTO ${table} VALUES ${marks}`, rows.flat());
};

beforeAll(async () => {
  const fingerprint = Buffer.alloc(32);
  await insert(
    `posts (id, member_id, board_id, title, body, visibility, file_ids, like_count, comment_count,
            last_comment_number, created_at, create_fingerprint)`,
    ids.map((id, index) => [
      ...[uuidToBinary(id), uuidToBinary(newUuid()), uuidToBinary(index % 2 ? board : newUuid())],
      ...['제목', '글', 'members', '[]', 0, 0, 0, sqlInstant(createdAt(index)), fingerprint],
    ]),
  );
  await insert(
    'comments (id, post_id, member_id, thread_number, number, body, created_at, create_fingerprint)',
    ids.map((_id, index) => [
      ...[uuidToBinary(newUuid()), uuidToBinary(postId), uuidToBinary(newUuid()), index + 1, index + 1],
      ...['댓글', sqlInstant(createdAt(index)), fingerprint],
    ]),
  );
  await insert(
    'post_bookmarks (member_id, post_id, bookmarked_at)',
    ids.map((id, index) => [uuidToBinary(memberId), uuidToBinary(id), sqlInstant(createdAt(index))]),
  );
  await database().rows('ANALYZE TABLE posts, comments, post_bookmarks');
});

const position = { createdAt: createdAt(POSTS / 2).toISOString(), id: ids[POSTS / 2] ?? '' };

test.each([
  ['a board’s feed', board, 'ix_posts_board_id_created_at_id'],
  ['the feed of all boards', null, 'ix_posts_created_at_id'],
])('%s at depth is read backwards from its index, without sorting', async (_what, ofBoard, index) => {
  const { database: watched, plans } = explaining(database());

  const page = await createPostViewRepository(watched).list(reader, {
    ...{ board: ofBoard, after: position, limit: 21 },
  });

  expect(page).toHaveLength(21);
  expect(plans.at(-1)).toContain(`${index} `);
  expect(plans.at(-1)).not.toContain('Sort');
});

test('comments at depth are read from their index, without sorting', async () => {
  const { database: watched, plans } = explaining(database());
  const after = { threadNumber: POSTS / 2, number: POSTS / 2 };

  const page = await createCommentRepository(watched).list([newUuid()], postId, { after, limit: 21 });

  expect(page.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, index) => 501 + index));
  expect(plans.at(-1)).toContain('uq_comments_post_id_thread_number_number');
  expect(plans.at(-1)).not.toContain('Sort');
});

test('bookmarks at depth are read backwards from their index, without sorting', async () => {
  const { database: watched, plans } = explaining(database());
  const after = { bookmarkedAt: position.createdAt, id: position.id };

  const page = await createPostMarkRepository(watched).listBookmarks(reader, after, 21);

  expect(page).toHaveLength(21);
  expect(plans.at(-1)).toContain('ix_post_bookmarks_member_id_bookmarked_at_post_id');
  expect(plans.at(-1)).not.toContain('Sort');
});

test('who is hidden from several members is read by two indices, and each gets their own', async () => {
  const { database: watched, plans } = explaining(database());
  const refusals = createMemberRefusalRepository(watched);
  const [one, other, third, nobody] = [newUuid(), newUuid(), newUuid(), newUuid()];
  await refusals.add(one, 'block', other, createdAt(0));
  await refusals.add(one, 'mute', other, createdAt(0));
  await refusals.add(third, 'mute', one, createdAt(0));

  const hidden = await refusals.listHiddenFor([nobody, one, third, other, one]);

  expect(hidden).toEqual([[], [other], [one], [one], [other]]);
  expect(plans.at(-1)).toMatch(/lookup on r using \w+ \(member_id = uuid_to_bin\(j.id\)/);
  expect(plans.at(-1)).toMatch(/lookup on b using \w+ \(other_id = uuid_to_bin\(j.id\)/);
});
