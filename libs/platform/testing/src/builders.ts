import { newUuid } from '@soomcare/database';
import type { Actor } from '@soomcare/http';

/** A signed-in member with every consent; say what differs. */
export const anActor = (different: Partial<Actor> = {}): Actor => ({
  id: newUuid(),
  sessionId: newUuid(),
  timeZone: 'Asia/Seoul',
  consents: ['service', 'health-data'],
  authenticatedAt: new Date(),
  ...different,
});
