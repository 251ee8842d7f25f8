export { searchTables } from './mysql/search-document.entity.ts';
export {
  type DocumentKey,
  type Language,
  languages,
  type RemovedDocument,
  type SearchDocument,
  visibilities,
  type Visibility,
} from './search-index.ts';
export { createSearchDesk, type SearchDesk } from './search-desk.ts';
export { createSearch, type Search, type SearchDeps, type SearchSources } from './search.module.ts';
