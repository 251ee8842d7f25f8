export { createMysqlSearchIndex, type MysqlSearchIndex } from './mysql/mysql-search-index.ts';
export { searchTables } from './mysql/search-document.entity.ts';
export {
  type DocumentKey,
  type Facets,
  type Highlight,
  type Language,
  languages,
  type RemovedDocument,
  type SearchAnswer,
  type SearchDocument,
  type SearchHit,
  type SearchIndex,
  type SearchQuery,
  type SuggestQuery,
  type Viewer,
  visibilities,
  type Visibility,
} from './search-index.ts';
