import { type Endpoint, endpoint, type Locale, pageOf } from '@soomcare/http';
import type { PlainRow } from '@soomcare/member-rows';
import { z } from 'zod';

import { readingMember } from '../community-access.ts';
import type { Board } from './board.entity.ts';
import type { BoardRepository } from './board.repository.ts';

const boardView = z
  .object({
    id: z.uuid(),
    slug: z.string().meta({ example: 'stories' }),
    name: z.string().meta({ description: 'In the language of `Accept-Language`', example: '이야기 나누기' }),
    description: z.string(),
  })
  .meta({ id: 'Board' });

const boardPage = pageOf(boardView).meta({ id: 'BoardPage' });

const presentBoard = (
  { id, slug, ...texts }: PlainRow<Board>,
  locale: Locale,
): z.input<typeof boardView> => ({
  id,
  slug,
  name: locale === 'ko' ? texts.nameKo : texts.nameEn,
  description: locale === 'ko' ? texts.descriptionKo : texts.descriptionEn,
});

export const boardRoutes = (boards: BoardRepository): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/boards',
      operationId: 'listBoards',
      summary: 'The boards of the community, all of them',
      tag: 'Community',
      access: readingMember,
      conditional: true,
      response: boardPage,
    },
    async ({ call }) => ({
      items: (await boards.list()).map((board) => presentBoard(board, call.locale)),
      nextCursor: null,
    }),
  ),
];
