import { ProblemError } from '@soomcare/http';

const NOT_FOUND = 404;

const absent = (error: unknown): null => {
  if (error instanceof ProblemError && error.status === NOT_FOUND) return null;
  throw error;
};

/** Rows that live, found one after the other: they share a connection. */
export const listEach =
  <Row>(get: (memberId: string, id: string) => Promise<Row>) =>
  async (memberId: string, ids: readonly string[]): Promise<Row[]> => {
    const rows: Row[] = [];
    for (const id of ids) {
      const row = await get(memberId, id).catch(absent);
      if (row !== null) rows.push(row);
    }
    return rows;
  };
