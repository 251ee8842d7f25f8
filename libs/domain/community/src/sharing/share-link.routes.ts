import { type Endpoint, endpoint } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { readingMember, writingMember } from '../community-access.ts';
import { postErrors } from '../posts/post.errors.ts';
import { postParams } from '../posts/post.schemas.ts';
import { shareLinkErrors } from './share-link.errors.ts';
import type { ShareLinkService } from './share-link.service.ts';

const shareLinkView = z
  .object({
    url: z.url().meta({ description: 'A page for people without an account; it names nobody' }),
    createdAt: storedInstant,
  })
  .meta({ id: 'ShareLink' });

const path = '/posts/{id}/share-links';
const tag = 'Community';

export const shareLinkRoutes = (links: ShareLinkService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path,
      operationId: 'sharePost',
      summary: 'Make a link to my post for people without an account; the same one until it is closed',
      tag,
      access: writingMember,
      params: postParams,
      status: 201,
      response: shareLinkView,
      errors: [postErrors.POST_NOT_FOUND, shareLinkErrors.POST_NOT_FOR_EVERYONE],
    },
    ({ actor, params }) => links.open(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'delete',
      path,
      operationId: 'unsharePost',
      summary: 'Close the link to my post',
      tag,
      access: readingMember,
      params: postParams,
      errors: [postErrors.POST_NOT_FOUND],
    },
    ({ actor, params }) => links.close(actor.id, params.id),
  ),
];
