import {
  type Column,
  flag,
  instant,
  nullable,
  table,
  text,
  uuid,
  uuidPrimary,
  version,
} from '@soomcare/database';

/** Words for one thing, as an editor keeps them. Each list is a JSON array of texts. */
export class SynonymGroup {
  id!: string;
  term!: string;
  same!: string;
  foundBy!: string;
  finds!: string;
  /** Kept empty once it is removed, so that a release does not bring it back. */
  isRemoved!: boolean;
  version!: number;
  updatedAt!: Date;
  /** Null: came with the program. */
  updatedBy!: string | null;
}

export const MAX_WORD = 50;
export const MAX_WORDS = 30;
/** 30 words of 50 characters, their quotes and commas. */
const list = (): Column<string> => text(1_700);

export const synonymGroupTable = table<SynonymGroup>()({
  target: SynonymGroup,
  tableName: 'search_synonym_groups',
  columns: {
    id: uuidPrimary(),
    term: { ...text(MAX_WORD), collation: 'utf8mb4_0900_bin' },
    same: list(),
    foundBy: list(),
    finds: list(),
    isRemoved: flag(),
    version: version(),
    updatedAt: instant(),
    updatedBy: nullable(uuid()),
  },
  indices: [{ name: 'uq_search_synonym_groups_term', columns: ['term'], unique: true }],
});
