import { type Endpoint, endpoint, member } from '@soomcare/http';

import type { createPull } from './pull.service.ts';
import type { createPush } from './push.service.ts';
import { syncErrors } from './sync.errors.ts';
import { pullAnswer, pullQuery, pushAnswer, pushBody } from './sync.schemas.ts';
import type { SyncedKind } from './synced-kind.ts';

export interface SyncServices {
  readonly kinds: readonly SyncedKind[];
  readonly push: ReturnType<typeof createPush>['push'];
  readonly pull: ReturnType<typeof createPull>['pull'];
}

const tag = 'Sync';
const path = '/sync';

export const syncRoutes = ({ kinds, push, pull }: SyncServices): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path,
      operationId: 'pushChanges',
      summary: 'Send what was written offline; each mutation has an answer of its own',
      tag,
      // Recording health data needs its own consent (PIPA §23).
      access: member({ consents: ['health-data'] }),
      // Whatever a phone wrote offline comes this way, an emergency among it.
      neverLimited: true,
      body: pushBody,
      status: 200,
      response: pushAnswer,
    },
    async ({ actor, body, call: { locale } }) => ({
      results: await push({ memberId: actor.id, timeZone: actor.timeZone, locale }, body),
    }),
  ),
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'pullChanges',
      summary: 'What has changed since the last time, in the order in which it was written',
      tag,
      access: member(),
      query: pullQuery,
      conditional: 'own-data',
      response: pullAnswer(kinds),
      errors: [syncErrors.RESYNC_REQUIRED],
    },
    ({ actor, query }) => pull(actor.id, query),
  ),
];
