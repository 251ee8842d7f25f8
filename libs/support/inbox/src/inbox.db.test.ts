import { newUuid } from '@soomcare/database';
import { explaining, useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createInbox } from './inbox.ts';
import { notificationTable } from './notification.entity.ts';

const database = useTestDatabase({ entities: [notificationTable] });

test('a later page is read backwards from the index, without sorting', async () => {
  const { database: explained, plans } = explaining(database());
  const inbox = createInbox({ database: explained, now: () => new Date() });
  const memberId = newUuid();
  await inbox.add(
    Array.from({ length: 500 }, (_, index) => ({
      memberId: index % 10 === 0 ? memberId : newUuid(),
      id: newUuid(),
      kind: 'dose',
      title: 'title',
      body: 'body',
    })),
  );

  const { nextCursor } = await inbox.list(memberId, { limit: 10 });
  plans.length = 0;
  await inbox.list(memberId, { limit: 10, cursor: nextCursor ?? '' });

  const [list] = plans.filter((plan) => plan.includes('Limit: 11'));
  expect(list).toContain('ix_notifications_member_id_created_at_id');
  expect(list).not.toContain('Sort');
});
