import {
  type Column,
  flag,
  instant,
  integer,
  nullable,
  primary,
  table,
  text,
  uuid,
} from '@soomcare/database';

import { searchedTextTable, searchSuggestionTable } from '../queries/search-query.entity.ts';
import { type Language, type Visibility } from '../search-index.ts';
import { synonymGroupTable } from '../synonyms/synonym-group.entity.ts';
import { MAX_TITLE_TEXT } from '../text/shadow-text.ts';

/** A document as it was handed in, and its title as it is searched. Its indices have all by which searches filter. */
export class StoredDocument {
  number!: number;
  kind!: string;
  id!: string;
  /** Twice the version, and one more once it is removed: of two, the higher is the later. */
  edition!: number;
  isRemoved!: boolean;
  visibility!: Visibility;
  memberId!: string | null;
  language!: Language;
  datedAt!: Date;
  title!: string;
  /** One a line. */
  tags!: string;
  body!: string;
  titleText!: string;
  /** Null once it is removed. */
  textNumber!: number | null;
  indexedAt!: Date;
}

/**
 * What a document is searched in. An edited document gets another one, and the old one stays until all are copied
 * to a new table: at each search MySQL reads the list of those that were deleted from its full-text index.
 */
export class SearchText {
  number!: number;
  memberId!: string | null;
  titleText!: string;
  headText!: string;
  fullText!: string;
}

/** In how many documents a pair of characters stands, by estimate; the empty gram is all documents. */
export class GramCount {
  gram!: string;
  titles!: number;
  heads!: number;
  texts!: number;
}

/** A word of a title or tag, by what it is found when it is misspelt. */
export class Spelling {
  variant!: string;
  word!: string;
}

export class StoredSynonym {
  typed!: string;
  means!: string;
}

const COLLATION = 'utf8mb4_0900_bin';
const exact = (length: number): Column<string> => ({ ...text(length), collation: COLLATION });
const shadow = (): Column<string> => ({ type: 'mediumtext', collation: COLLATION });
const count = () => integer({ unsigned: true });

export const searchDocumentTable = table<StoredDocument>()({
  target: StoredDocument,
  tableName: 'search_documents',
  columns: {
    number: { ...primary(integer({ size: 'bigint', unsigned: true })), generated: 'increment' },
    kind: text(20),
    id: uuid(),
    edition: integer({ size: 'bigint', unsigned: true }),
    isRemoved: flag(),
    visibility: text(10),
    memberId: nullable(uuid()),
    language: text(2),
    datedAt: instant(),
    title: text(200),
    tags: text(1_000),
    body: { type: 'mediumtext' },
    titleText: exact(MAX_TITLE_TEXT),
    textNumber: nullable(integer({ size: 'bigint', unsigned: true })),
    indexedAt: { ...instant(), precision: 6 },
  },
  indices: [
    { name: 'uq_search_documents_kind_id', columns: ['kind', 'id'], unique: true },
    {
      name: 'ix_search_documents_dated_at_number',
      columns: ['datedAt', 'number', 'textNumber', 'visibility', 'memberId', 'language', 'kind'],
    },
    {
      name: 'ix_search_documents_dated_at_number_title_text',
      columns: ['datedAt', 'number', 'titleText'],
    },
    {
      name: 'ix_search_documents_number_edition_kind_id',
      columns: ['number', 'edition', 'kind', 'id'],
    },
    { name: 'ix_search_documents_member_id_visibility', columns: ['memberId', 'visibility'] },
    { name: 'ix_search_documents_indexed_at', columns: ['indexedAt'] },
    {
      name: 'ix_search_documents_text_number',
      columns: ['textNumber', 'datedAt', 'visibility', 'memberId', 'language', 'kind'],
    },
  ],
});

export const searchTextTable = table<SearchText>()({
  target: SearchText,
  tableName: 'search_texts',
  columns: {
    number: { ...primary(integer({ size: 'bigint', unsigned: true })), generated: 'increment' },
    memberId: nullable(uuid()),
    titleText: exact(MAX_TITLE_TEXT),
    headText: shadow(),
    fullText: shadow(),
  },
  indices: [
    { name: 'ix_search_texts_member_id', columns: ['memberId'] },
    { name: 'ft_search_texts_head_text', columns: ['headText'], fulltext: true, parser: 'ngram' },
    { name: 'ft_search_texts_full_text', columns: ['fullText'], fulltext: true, parser: 'ngram' },
  ],
});

export const gramCountTable = table<GramCount>()({
  target: GramCount,
  tableName: 'search_grams',
  columns: { gram: primary(exact(2)), titles: count(), heads: count(), texts: count() },
});

export const spellingTable = table<Spelling>()({
  target: Spelling,
  tableName: 'search_spellings',
  columns: { variant: primary(exact(30)), word: primary(exact(30)) },
});

export const synonymTable = table<StoredSynonym>()({
  target: StoredSynonym,
  tableName: 'search_synonyms',
  columns: { typed: primary(exact(50)), means: primary(exact(50)) },
});

/** For an app's list of tables. */
export const searchTables = [
  searchDocumentTable,
  searchTextTable,
  gramCountTable,
  spellingTable,
  synonymTable,
  synonymGroupTable,
  searchedTextTable,
  searchSuggestionTable,
] as const;
