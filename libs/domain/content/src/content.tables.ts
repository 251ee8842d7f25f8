import { articleRevisionTable, articleTable } from './articles/article.entity.ts';
import { articleMarkTable } from './marks/article-mark.entity.ts';

/** For the database's list of entities. */
export const contentTables = [articleTable, articleRevisionTable, articleMarkTable] as const;
