import { expect, test } from 'vitest';

import { roomOf, roomsFor } from './rooms.ts';

test('a role sees the rooms that it has a right to, and no other', () => {
  expect(roomsFor(['members:read', 'records:read']).map(({ name }) => name)).toEqual(['members']);
  expect(roomsFor(['community:moderate']).map(({ name }) => name)).toEqual(['moderation']);
  expect(roomsFor(['articles:edit']).map(({ name }) => name)).toEqual(['articles', 'searchDesk']);
  expect(roomsFor(['audit:read'])).toEqual([]);
});

test('an address lies in the room whose path it goes on', () => {
  expect(roomOf('/moderation/reports/1')?.name).toBe('moderation');
  expect(roomOf('/members')?.name).toBe('members');
  expect(roomOf('/membership')).toBeUndefined();
  expect(roomOf('/')).toBeUndefined();
});
