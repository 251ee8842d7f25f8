import { instant, integer, nullable, primary, table, text, uuid } from '@soomcare/database';

/** `waiting` for a worker, being `made`, `ready` to be fetched, or `failed` for good. */
export const exportStates = ['waiting', 'making', 'ready', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];

/** A member's latest export: there is never more than one. */
export class Export {
  memberId!: string;
  id!: string;
  state!: ExportState;
  tablesDone!: number;
  tablesTotal!: number;
  /** Counted when a worker takes it, so that one which kills its workers is given up. */
  attempts!: number;
  leaseUntil!: Date | null;
  /** Grows with every lease; only the newest lease may write. */
  fence!: number;
  /** Of the whole file. */
  sizeBytes!: number | null;
  createdAt!: Date;
  readyAt!: Date | null;
  expiresAt!: Date;
}

export const exportTable = table<Export>()({
  target: Export,
  tableName: 'exports',
  columns: {
    memberId: primary(uuid()),
    id: uuid(),
    state: text(7),
    tablesDone: integer({ size: 'smallint', unsigned: true }),
    tablesTotal: integer({ size: 'smallint', unsigned: true }),
    attempts: integer({ size: 'tinyint', unsigned: true }),
    leaseUntil: nullable(instant()),
    fence: integer({ unsigned: true }),
    sizeBytes: nullable(integer({ unsigned: true })),
    createdAt: instant(),
    readyAt: nullable(instant()),
    expiresAt: instant(),
  },
  indices: [
    { name: 'ix_exports_state_created_at', columns: ['state', 'createdAt'] },
    { name: 'ix_exports_expires_at', columns: ['expiresAt'] },
  ],
});

/** A piece of an export's file. */
export class ExportChunk {
  memberId!: string;
  exportId!: string;
  position!: number;
  /** Sealed for the member: the file holds everything that a member ever wrote. */
  sealedBytes!: Buffer;
}

export const exportChunkTable = table<ExportChunk>()({
  target: ExportChunk,
  tableName: 'export_chunks',
  columns: {
    memberId: primary(uuid()),
    exportId: primary(uuid()),
    position: primary(integer({ size: 'smallint', unsigned: true })),
    sealedBytes: { type: 'mediumblob' },
  },
});

export const exportTables = [exportTable, exportChunkTable] as const;
