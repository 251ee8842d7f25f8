import { integer, table, text, uuidPrimary } from '@soomcare/database';

/** Where posts of one sort stand. The rows come with the migrations. */
export class Board {
  id!: string;
  slug!: string;
  position!: number;
  nameKo!: string;
  nameEn!: string;
  descriptionKo!: string;
  descriptionEn!: string;
}

export const boardTable = table<Board>()({
  target: Board,
  tableName: 'boards',
  columns: {
    id: uuidPrimary(),
    slug: text(40),
    position: integer({ unsigned: true, size: 'smallint' }),
    nameKo: text(40),
    nameEn: text(40),
    descriptionKo: text(200),
    descriptionEn: text(200),
  },
  indices: [{ name: 'uq_boards_slug', columns: ['slug'], unique: true }],
});
