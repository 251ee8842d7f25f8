export { type Content, type ContentDeps, createContent } from './content.module.ts';
export { contentTables } from './content.tables.ts';
