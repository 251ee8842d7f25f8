import type { ChunkSeal } from './chunk-seal.ts';
import { exportFilesOf, type MemberDocuments } from './export-files.ts';
import type { ClaimedExport, ExportJobRepository } from './export-job.repository.ts';
import type { MemberTable } from './member-table.repository.ts';
import { piecesOf, zipOf } from './zip.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT_DAYS = 7;
export const keptUntil = (at: Date) => new Date(at.getTime() + KEPT_DAYS * DAY_MS);

/** Small enough for one row, large enough that few are needed. */
const CHUNK_BYTES = 256 * 1024;
/** Far above what a diary comes to with its pictures: a table of the database is no place for more. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;
/** Every 4 MiB: no store of pictures is so slow that this takes as long as a lease. */
const CHUNKS_A_RENEWAL = 16;

/** Another worker has taken the export over, or its member has withdrawn: nothing is left to do here. */
class LostExport extends Error {}

export interface ExportJobDeps {
  readonly jobs: ExportJobRepository;
  readonly tables: readonly MemberTable[];
  readonly documents: readonly MemberDocuments[];
  readonly seal: ChunkSeal;
  readonly now: () => Date;
}

export const createExportJob = ({ jobs, tables, documents, seal, now }: ExportJobDeps) => {
  const make = async (claimed: ClaimedExport): Promise<void> => {
    const mustHold = (isHeld: boolean) => {
      if (!isHeld) throw new LostExport();
    };
    const files = exportFilesOf(claimed.memberId, { tables, documents }, async (done) => {
      mustHold(await jobs.progress(claimed, done, tables.length));
    });

    let position = 0;
    let sizeBytes = 0;
    for await (const piece of piecesOf(zipOf(files, now()), CHUNK_BYTES)) {
      sizeBytes += piece.length;
      if (sizeBytes > MAX_FILE_BYTES) throw new RangeError('an export is larger than a download may be');

      const sealed = await seal.seal(claimed.memberId, claimed.id, position, piece);
      mustHold(await jobs.addChunk(claimed, position, sealed));
      position += 1;
      if (position % CHUNKS_A_RENEWAL === 0) mustHold(await jobs.renew(claimed));
    }

    const readyAt = now();
    await jobs.finish(claimed, sizeBytes, readyAt, keptUntil(readyAt));
  };

  return {
    /** Makes the oldest export that is asked for. @returns whether there was one. Rejects when making it failed */
    async makeNext(): Promise<boolean> {
      await jobs.buryLost();
      const claimed = await jobs.claim();
      if (!claimed) return false;

      try {
        await make(claimed);
      } catch (error) {
        if (error instanceof LostExport) return true;

        await jobs.fail(claimed);
        throw error;
      }
      return true;
    },
  };
};

export type ExportJob = ReturnType<typeof createExportJob>;
