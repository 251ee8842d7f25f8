import type { Database, DatabaseOptions, FieldCipher, MemberCiphers, Transaction } from '@soomcare/database';

import { createChunkSeal } from './chunk-seal.ts';
import { createDownloadToken } from './download-token.ts';
import { createExportJob, type ExportJob } from './export-job.ts';
import type { MemberDocuments } from './export-files.ts';
import { createExportJobRepository } from './export-job.repository.ts';
import { createExportRepository } from './export.repository.ts';
import { exportRoutes } from './export.routes.ts';
import { createExportService } from './export.service.ts';
import { createMemberTable, type MemberTable } from './member-table.repository.ts';
import { isLeftOut, tableDecisions } from './table-decisions.ts';

export interface ExportsDeps {
  readonly database: Database;
  readonly cipher: FieldCipher;
  readonly memberCiphers: MemberCiphers;
  /** Every table of the app: the export takes those that it is decided to take. */
  readonly tables: DatabaseOptions['entities'];
  /** Further files of what contexts keep. */
  readonly documents?: readonly MemberDocuments[];
  readonly now: () => Date;
  readonly newId: () => string;
  /** For tests, which have tables of their own. */
  readonly decisions?: typeof tableDecisions;
}

/** @throws Error where the app does not know a table that belongs into the export: it would be missing silently */
const memberTablesOf = ({
  database,
  cipher,
  memberCiphers,
  tables,
  decisions = tableDecisions,
}: ExportsDeps): MemberTable[] =>
  Object.entries(decisions).flatMap(([name, decision]) => {
    if (isLeftOut(decision)) return [];

    const table = tables.find(({ options }) => options.tableName === name);
    if (!table) throw new Error(`the export needs the table ${name}, which is not among the app's tables`);
    // Only the names and kinds of its columns are used.
    return [createMemberTable({ database, cipher, memberCiphers }, table, decision)];
  });

/** Everything that is kept of a member, made by a worker into a file that the member can fetch for a week. */
export const createExports = (deps: ExportsDeps) => {
  const { database, cipher, memberCiphers, documents = [], now, newId } = deps;
  const exports = createExportRepository(database);
  const seal = createChunkSeal(memberCiphers);
  const tokens = createDownloadToken({ cipher, now });
  const service = createExportService({ exports, seal, tokens, now, newId });
  let job: ExportJob | undefined;

  return {
    memberRoutes: exportRoutes(service),
    /** Makes the oldest export that is asked for. @returns whether there was one. Rejects when making it failed */
    async makeNext(): Promise<boolean> {
      job ??= createExportJob({
        jobs: createExportJobRepository(database),
        tables: memberTablesOf(deps),
        documents,
        seal,
        now,
      });
      return job.makeNext();
    },
    eraseMember: (memberId: string, tx: Transaction) => exports.erase(memberId, tx),
    /** @returns how many exports it removed */
    housekeeping: () => exports.purgeExpired(now()),
  };
};

export type Exports = ReturnType<typeof createExports>;
