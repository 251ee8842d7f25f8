import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, limitParam } from '@soomcare/member-rows';

import { type CheckedFile, type FileRow, isChecked, type PictureFacts } from './file.schemas.ts';
import { storedFileTable } from './stored-file.entity.ts';

/** What a file is a part of: its kind names who decides on its audience. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** What a member may have uploaded since an instant. */
export interface Quota {
  readonly since: Date;
  readonly files: number;
  readonly bytes: number;
}

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

export const createStoredFileRepository = (database: Database) => {
  const { columns, selectList, readInPlace, write } = createRowMapping(storedFileTable);
  type Listed = Record<string, unknown>;

  /** The blobs' keys stay, so that what the rows named can still be removed. */
  const doom = (where: string, values: readonly unknown[], removeAfter: Date, within: Transaction) =>
    database.run(
      `INSERT INTO doomed_blobs (blob_key, remove_after)
         SELECT f.blob_key, ? FROM files f WHERE ${where}
           ON DUPLICATE KEY UPDATE remove_after = ?`,
      [sqlInstant(removeAfter), ...values, sqlInstant(removeAfter)],
      within,
    );

  return {
    /** @returns false where the member has used up the quota; two at once may both pass. */
    async insertWithin({ since, files, bytes }: Quota, row: FileRow): Promise<boolean> {
      const { affectedRows } = await database.run(
        `INSERT INTO files (${columns.join(', ')})
           SELECT ${marks(columns)} FROM (
             SELECT COUNT(*) AS files, COALESCE(SUM(f.bytes), 0) AS bytes FROM files f
              WHERE f.member_id = ? AND f.created_at > ?
           ) AS used WHERE used.files < ? AND used.bytes < ?`,
        [...write(row), uuidToBinary(row.memberId), sqlInstant(since), files, bytes],
      );
      return affectedRows === 1;
    },

    async find(id: string): Promise<FileRow | null> {
      const [row] = await database.rows<Listed>(`SELECT ${selectList('f')} FROM files f WHERE f.id = ?`, [
        uuidToBinary(id),
      ]);
      return row ? readInPlace(row) : null;
    },

    /** Newest first, by the order in which their ids were made. @param before the last one of the page before */
    async listChecked(memberId: string, before: string | null, limit: number): Promise<CheckedFile[]> {
      const rows = await database.rows<Listed>(
        `SELECT ${selectList('f')} FROM files f
          WHERE f.member_id = ? AND f.checked_at IS NOT NULL ${before === null ? '' : 'AND f.id < ?'}
          ORDER BY f.id DESC LIMIT ?`,
        [uuidToBinary(memberId), ...(before === null ? [] : [uuidToBinary(before)]), limitParam(limit)],
      );
      return rows.map(readInPlace).filter(isChecked);
    },

    /** @returns false where the row is gone or was settled before */
    async settle(id: string, facts: PictureFacts, at: Date): Promise<boolean> {
      const { contentSha256, bytes, thumbnailBytes, width, height } = facts;
      const { affectedRows } = await database.run(
        `UPDATE files f SET f.checked_at = ?, f.content_sha256 = ?, f.bytes = ?, f.thumbnail_bytes = ?,
                f.width = ?, f.height = ?
          WHERE f.id = ? AND f.checked_at IS NULL`,
        [sqlInstant(at), contentSha256, bytes, thumbnailBytes, width, height, uuidToBinary(id)],
      );
      return affectedRows === 1;
    },

    /** @returns how many of these files are the subject's now */
    async attach(memberId: string, ids: readonly string[], { kind, id }: Subject, within: Transaction) {
      if (ids.length === 0) return 0;

      const subject = [kind, uuidToBinary(id)];
      const { affectedRows } = await database.run(
        `UPDATE files f SET f.subject_kind = ?, f.subject_id = ?, f.unused_since = NULL
          WHERE f.member_id = ? AND f.id IN (${marks(ids)}) AND f.checked_at IS NOT NULL
            AND (f.subject_id IS NULL OR (f.subject_kind = ? AND f.subject_id = ?))`,
        [...subject, uuidToBinary(memberId), ...ids.map(uuidToBinary), ...subject],
        within,
      );
      return affectedRows;
    },

    /** @param except files that stay the subject's */
    async detach({ kind, id }: Subject, except: readonly string[], at: Date, within: Transaction) {
      await database.run(
        `UPDATE files f SET f.subject_kind = NULL, f.subject_id = NULL, f.unused_since = ?
          WHERE f.subject_id = ? AND f.subject_kind = ?
            ${except.length > 0 ? `AND f.id NOT IN (${marks(except)})` : ''}`,
        [sqlInstant(at), uuidToBinary(id), kind, ...except.map(uuidToBinary)],
        within,
      );
    },

    async condemn(ids: readonly string[], removeAfter: Date, within: Transaction): Promise<void> {
      const values = ids.map(uuidToBinary);
      await doom(`f.id IN (${marks(ids)})`, values, removeAfter, within);
      await database.run(`DELETE FROM files WHERE files.id IN (${marks(ids)})`, values, within);
    },

    /** A row that comes in between stays for the next time: without it its blobs would be forgotten. */
    async condemnMember(memberId: string, removeAfter: Date, within: Transaction): Promise<void> {
      const member = uuidToBinary(memberId);
      await doom('f.member_id = ?', [member], removeAfter, within);
      await database.run(
        'DELETE f FROM files f JOIN doomed_blobs d ON d.blob_key = f.blob_key WHERE f.member_id = ?',
        [member],
        within,
      );
    },

    /** Those that no one else has in hand, held until the transaction ends. */
    async claimUnused(before: Date, limit: number, within: Transaction): Promise<string[]> {
      const rows = await database.rows<{ id: string }>(
        `SELECT BIN_TO_UUID(f.id) AS id FROM files f WHERE f.unused_since < ?
          ORDER BY f.unused_since LIMIT ? FOR UPDATE SKIP LOCKED`,
        [sqlInstant(before), limitParam(limit)],
        within,
      );
      return rows.map(({ id }) => id);
    },
  };
};

export type StoredFileRepository = ReturnType<typeof createStoredFileRepository>;
