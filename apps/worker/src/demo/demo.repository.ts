import { binaryToUuid, type Database, type Transaction, uuidToBinary } from '@soomcare/database';

/** Together longer than a load takes; each shorter than a statement may. */
const LOCK_TRIES = 60;
const LOCK_WAIT_SECONDS = 1;

/** What no context does for the demo. */
export const createDemoRepository = (database: Database) => {
  const takeLock = async (tx: Transaction): Promise<boolean> => {
    const sql = `SELECT GET_LOCK(CONCAT(DATABASE(), ':demo'), ${LOCK_WAIT_SECONDS}) AS got`;
    for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
      const [lock] = await database.rows<{ got: number | null }>(sql, [], tx);
      if (lock?.got === 1) return true;
    }
    return false;
  };

  return {
    /** One load at a time: another one would take what this one is writing for the rest of a load cut short. */
    alone: <T>(work: () => Promise<T>): Promise<T> =>
      database.transaction(
        async (tx) => {
          if (!(await takeLock(tx))) throw new Error('another load of the demo data is running');

          try {
            return await work();
          } finally {
            await database.rows(`SELECT RELEASE_LOCK(CONCAT(DATABASE(), ':demo'))`, [], tx);
          }
        },
        { attempts: 1 },
      ),

    /** Identity answers only members about themselves. @returns those of `ids` that are members. */
    async findMembers(ids: readonly string[]): Promise<Set<string>> {
      const rows = await database.rows<{ id: Buffer }>(
        `SELECT m.id FROM members m WHERE m.id IN (${ids.map(() => '?').join(', ')})`,
        ids.map(uuidToBinary),
      );
      return new Set(rows.map(({ id }) => binaryToUuid(id)));
    },

    /** Also what its author has deleted: it does not come back. @returns those of `ids` that are posts */
    async findPosts(ids: readonly string[]): Promise<Set<string>> {
      const rows = await database.rows<{ id: Buffer }>(
        `SELECT p.id FROM posts p WHERE p.id IN (${ids.map(() => '?').join(', ')})`,
        ids.map(uuidToBinary),
      );
      return new Set(rows.map(({ id }) => binaryToUuid(id)));
    },

    /** Takes a schedule away as if it had never been, with its doses that nobody has answered. */
    async removeSchedule(memberId: string, scheduleId: string): Promise<void> {
      const owned = [uuidToBinary(memberId), uuidToBinary(scheduleId)];
      await database.transaction(async (tx) => {
        await database.run(
          'DELETE FROM dose_slots WHERE member_id = ? AND schedule_id = ? AND answer IS NULL',
          owned,
          tx,
        );
        await database.run('DELETE FROM schedules WHERE member_id = ? AND id = ?', owned, tx);
      });
    },
  };
};
