export { type Content, type ContentDeps, createContent } from './content.module.ts';
export { contentTables } from './content.tables.ts';
export { articleDocuments } from './finding/article-documents.ts';
export { readArticleFile } from './seed/article-file.ts';
export { seedArticles, type SeedArticlesDeps } from './seed/seed-articles.ts';
