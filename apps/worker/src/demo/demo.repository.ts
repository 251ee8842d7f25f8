import { binaryToUuid, type Database, uuidToBinary } from '@soomcare/database';

/** The one look that the demo takes into a context's table: identity answers only members about themselves. */
export const createDemoRepository = (database: Database) => ({
  /** @returns those of `ids` that are members. */
  async findMembers(ids: readonly string[]): Promise<Set<string>> {
    const rows = await database.rows<{ id: Buffer }>(
      `SELECT m.id FROM members m WHERE m.id IN (${ids.map(() => '?').join(', ')})`,
      ids.map(uuidToBinary),
    );
    return new Set(rows.map(({ id }) => binaryToUuid(id)));
  },
});
