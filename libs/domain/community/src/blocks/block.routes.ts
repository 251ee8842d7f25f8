import { type Endpoint, endpoint } from '@soomcare/http';

import { readingMember } from '../community-access.ts';
import { blockErrors } from './block.errors.ts';
import { blockedMemberPage, blockParams, blockQuery } from './block.schemas.ts';
import type { BlockService } from './block.service.ts';
import type { RefusalKind } from './member-refusal.entity.ts';

const tag = 'Community';

interface Words {
  readonly path: '/blocks' | '/mutes';
  /** Operation and summary. */
  readonly list: readonly [string, string];
  readonly add: readonly [string, string];
  readonly remove: readonly [string, string];
}

const wordsOf: Readonly<Record<RefusalKind, Words>> = {
  block: {
    path: '/blocks',
    list: ['listBlocks', 'Whom I blocked, the last first'],
    add: ['blockMember', 'Block a member: neither of us finds, reads or answers the other any more'],
    remove: ['unblockMember', 'Take back a block'],
  },
  mute: {
    path: '/mutes',
    list: ['listMutes', 'Whom I muted, the last first'],
    add: ['muteMember', 'Mute a member: I do not see what they write, and they do not learn of it'],
    remove: ['unmuteMember', 'Take back a mute'],
  },
};

const routesOf = (kind: RefusalKind, blocks: BlockService): Endpoint[] => {
  const { path, list, add, remove } = wordsOf[kind];
  const ofOneMember = {
    path: `${path}/{memberId}`,
    tag,
    access: readingMember,
    params: blockParams,
  } as const;

  return [
    endpoint(
      {
        method: 'get',
        path,
        operationId: list[0],
        summary: list[1],
        tag,
        access: readingMember,
        query: blockQuery,
        response: blockedMemberPage,
      },
      ({ actor, query }) => blocks.list(actor.id, kind, query),
    ),
    endpoint(
      {
        ...ofOneMember,
        method: 'put',
        operationId: add[0],
        summary: add[1],
        errors: [blockErrors.MEMBER_NOT_FOUND, blockErrors.OWN_BLOCK],
      },
      ({ actor, params }) => blocks.add(actor.id, kind, params.memberId),
    ),
    endpoint(
      { ...ofOneMember, method: 'delete', operationId: remove[0], summary: remove[1] },
      ({ actor, params }) => blocks.remove(actor.id, kind, params.memberId),
    ),
  ];
};

export const blockRoutes = (blocks: BlockService): Endpoint[] => [
  ...routesOf('block', blocks),
  ...routesOf('mute', blocks),
];
