import { type Database, uuidToBinary } from '@soomcare/database';
import { createRowMapping, type PlainRow } from '@soomcare/member-rows';

import { type Board, boardTable } from './board.entity.ts';

export const createBoardRepository = (database: Database) => {
  const { selectList, readInPlace } = createRowMapping<Board>(boardTable);

  return {
    async list(): Promise<PlainRow<Board>[]> {
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${selectList('b')} FROM boards b ORDER BY b.position, b.id`,
      );
      return rows.map(readInPlace);
    },

    async exists(id: string): Promise<boolean> {
      const [row] = await database.rows<{ here: number }>('SELECT 1 AS here FROM boards b WHERE b.id = ?', [
        uuidToBinary(id),
      ]);
      return row !== undefined;
    },
  };
};

export type BoardRepository = ReturnType<typeof createBoardRepository>;
