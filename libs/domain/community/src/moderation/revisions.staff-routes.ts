import { type Endpoint, endpoint, staff } from '@soomcare/http';
import { rowParams, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

const revisionView = z
  .object({ version: z.int(), title: z.string(), body: z.string(), replacedAt: storedInstant })
  .meta({ id: 'PostRevision' });

const revisionList = z.object({ items: z.array(revisionView) }).meta({ id: 'PostRevisionList' });

type ListRevisions = (postId: string) => Promise<z.input<typeof revisionView>[]>;

/** What a post said before its author changed it: a report shows one moment only. */
export const revisionStaffRoutes = (listRevisions: ListRevisions): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/posts/{id}/revisions',
      operationId: 'staffListPostRevisions',
      summary: 'The earlier texts of a post, the last first; none where it was never edited',
      tag: 'Community',
      access: staff({ permission: 'community:moderate' }),
      params: rowParams,
      response: revisionList,
    },
    async ({ params }) => ({ items: await listRevisions(params.id) }),
  ),
];
