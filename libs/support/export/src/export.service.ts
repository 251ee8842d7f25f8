import { Readable } from 'node:stream';

import { httpErrors } from '@soomcare/http';

import type { ChunkSeal } from './chunk-seal.ts';
import type { DownloadToken } from './download-token.ts';
import { keptUntil } from './export-job.ts';
import type { Export } from './export.entity.ts';
import { exportErrors } from './export.errors.ts';
import type { ExportRepository } from './export.repository.ts';
import type { ExportFileView, ExportView } from './export.schemas.ts';

export interface ExportServiceDeps {
  readonly exports: ExportRepository;
  readonly seal: ChunkSeal;
  readonly tokens: DownloadToken;
  readonly now: () => Date;
  readonly newId: () => string;
}

interface ExportFile extends ExportFileView {
  readonly id: string;
  /** One piece in memory at a time. Breaks off where the file is removed while it is read. */
  readonly open: () => Promise<Readable>;
}

const progressOf = ({ state, tablesDone, tablesTotal }: Export): number => {
  if (state === 'ready') return 100;
  return tablesTotal === 0 ? 0 : Math.floor((tablesDone / tablesTotal) * 99);
};

export const createExportService = ({ exports, seal, tokens, now, newId }: ExportServiceDeps) => {
  const findStanding = async (memberId: string, id: string): Promise<Export | null> => {
    const found = await exports.find(memberId);
    return found?.id === id && found.expiresAt > now() ? found : null;
  };

  async function* piecesOf(memberId: string, id: string, sizeBytes: number): AsyncGenerator<Buffer> {
    let read = 0;
    for (let position = 0; read < sizeBytes; position += 1) {
      const sealed = await exports.findChunk(memberId, id, position);
      if (!sealed) throw new Error('an export was removed while it was read');

      const piece = await seal.open(memberId, id, position, sealed);
      read += piece.length;
      yield piece;
    }
  }

  const present = (each: Export): ExportView => ({
    id: each.id,
    state: each.state,
    progressPercent: progressOf(each),
    createdAt: each.createdAt.toISOString(),
    readyAt: each.readyAt?.toISOString() ?? null,
    expiresAt: each.expiresAt.toISOString(),
    sizeBytes: each.sizeBytes,
    download: each.state === 'ready' ? tokens.write(each.memberId, each.id) : null,
  });

  return {
    /** Starts one, or tells of the one that is under way. @throws LOG_IN_REQUIRED */
    async start(memberId: string): Promise<ExportView> {
      const at = now();
      await exports.replace({ memberId, id: newId(), createdAt: at, expiresAt: keptUntil(at) });

      const started = await exports.find(memberId);
      // Only a withdrawal removes it that soon.
      if (!started) throw httpErrors.LOG_IN_REQUIRED();
      return present(started);
    },

    /** @throws EXPORT_NOT_FOUND */
    async get(memberId: string, id: string): Promise<ExportView> {
      const found = await findStanding(memberId, id);
      if (!found) throw exportErrors.EXPORT_NOT_FOUND();

      return present(found);
    },

    /** @throws EXPORT_LINK_INVALID */
    async file(token: string): Promise<ExportFile> {
      const opened = tokens.read(token);
      const found = opened && (await findStanding(opened.memberId, opened.id));
      if (!found?.readyAt || found.sizeBytes === null) throw exportErrors.EXPORT_LINK_INVALID();

      const { id, memberId, sizeBytes, readyAt, expiresAt } = found;
      return {
        id,
        fileName: `soomcare-${readyAt.toISOString().slice(0, 10)}.zip`,
        sizeBytes,
        expiresAt: expiresAt.toISOString(),
        open: () => Promise.resolve(Readable.from(piecesOf(memberId, id, sizeBytes))),
      };
    },
  };
};

export type ExportService = ReturnType<typeof createExportService>;
