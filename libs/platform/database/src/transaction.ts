import { type EntityManager } from 'typeorm';

/** What repositories write with: TypeORM's manager, bound to one transaction. Services pass it on unread. */
export type Transaction = EntityManager;
