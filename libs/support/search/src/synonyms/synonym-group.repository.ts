import {
  binaryToUuid,
  type Database,
  isoInstant,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import { type SynonymWords } from '../text/synonyms.ts';

export interface StoredGroup extends SynonymWords {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
}

interface Row {
  readonly id: Buffer;
  readonly term: string;
  readonly same: string;
  readonly foundBy: string;
  readonly finds: string;
  readonly version: number;
  readonly updatedAt: string;
}

/** Who changes it, null for the program itself, and when. */
export interface Edit {
  readonly staffId: string | null;
  readonly at: Date;
}

const selected = `SELECT g.id, g.term, g.same, g.found_by AS foundBy, g.finds, g.version, g.updated_at AS updatedAt
  FROM search_synonym_groups g WHERE NOT g.is_removed`;

const readWords = (json: string) => JSON.parse(json) as string[];

const read = ({ id, updatedAt, same, foundBy, finds, ...row }: Row): StoredGroup => ({
  ...row,
  id: binaryToUuid(id),
  same: readWords(same),
  foundBy: readWords(foundBy),
  finds: readWords(finds),
  updatedAt: isoInstant(updatedAt),
});

const listsOf = ({ same, foundBy, finds }: Omit<SynonymWords, 'term'>) =>
  [same, foundBy, finds].map((words) => JSON.stringify(words));

const editOf = ({ staffId, at }: Edit) => [sqlInstant(at), staffId && uuidToBinary(staffId)];

export const createSynonymGroupRepository = (database: Database) => ({
  async find(id: string, tx?: Transaction): Promise<StoredGroup | null> {
    const [row] = await database.rows<Row>(`${selected} AND g.id = ?`, [uuidToBinary(id)], tx);
    return row ? read(row) : null;
  },

  /** By term. @param containing in one of the group's words */
  async list(
    { containing, after }: { containing: string | null; after: string | null },
    limit: number,
  ): Promise<StoredGroup[]> {
    const rows = await database.rows<Row>(
      `${selected} AND (? IS NULL OR INSTR(CONCAT_WS(' ', g.term, g.same, g.found_by, g.finds), ?) > 0)
          AND (? IS NULL OR g.term > ?)
        ORDER BY g.term LIMIT ${limit}`,
      [containing, containing, after, after],
    );
    return rows.map(read);
  },

  async all(tx: Transaction): Promise<StoredGroup[]> {
    return (await database.rows<Row>(selected, [], tx)).map(read);
  },

  /** Of groups that are there or have been removed. */
  async terms(): Promise<Set<string>> {
    const rows = await database.rows<{ term: string }>('SELECT g.term FROM search_synonym_groups g');
    return new Set(rows.map(({ term }) => term));
  },

  async insert(id: string, words: SynonymWords, edit: Edit, tx: Transaction): Promise<void> {
    await database.run(
      `INSERT INTO search_synonym_groups (id, term, same, found_by, finds, is_removed, updated_at, updated_by)
        VALUES (?, ?, ?, ?, ?, FALSE, ?, ?)`,
      [uuidToBinary(id), words.term, ...listsOf(words), ...editOf(edit)],
      tx,
    );
  },

  /** Takes the place of one that was removed. @returns its id, or null where there is none */
  async revive(words: SynonymWords, edit: Edit, tx: Transaction): Promise<string | null> {
    const [row] = await database.rows<{ id: Buffer }>(
      'SELECT g.id FROM search_synonym_groups g WHERE g.term = ? AND g.is_removed FOR UPDATE',
      [words.term],
      tx,
    );
    if (!row) return null;

    await database.run(
      `UPDATE search_synonym_groups g
          SET g.same = ?, g.found_by = ?, g.finds = ?, g.updated_at = ?, g.updated_by = ?,
              g.is_removed = FALSE, g.version = g.version + 1
        WHERE g.id = ?`,
      [...listsOf(words), ...editOf(edit), row.id],
      tx,
    );
    return binaryToUuid(row.id);
  },

  /** @returns whether the version still was that one */
  async update(
    group: Pick<StoredGroup, 'id' | 'same' | 'foundBy' | 'finds' | 'version'>,
    edit: Edit,
    tx: Transaction,
  ): Promise<boolean> {
    const { affectedRows } = await database.run(
      `UPDATE search_synonym_groups g
          SET g.same = ?, g.found_by = ?, g.finds = ?, g.updated_at = ?, g.updated_by = ?, g.version = g.version + 1
        WHERE g.id = ? AND g.version = ? AND NOT g.is_removed`,
      [...listsOf(group), ...editOf(edit), uuidToBinary(group.id), group.version],
      tx,
    );
    return affectedRows > 0;
  },

  /** @returns whether it was there */
  async remove(id: string, edit: Edit, tx: Transaction): Promise<boolean> {
    const { affectedRows } = await database.run(
      `UPDATE search_synonym_groups g
          SET g.same = '[]', g.found_by = '[]', g.finds = '[]', g.updated_at = ?, g.updated_by = ?,
              g.is_removed = TRUE, g.version = g.version + 1
        WHERE g.id = ? AND NOT g.is_removed`,
      [...editOf(edit), uuidToBinary(id)],
      tx,
    );
    return affectedRows > 0;
  },
});

export type SynonymGroupRepository = ReturnType<typeof createSynonymGroupRepository>;
