import { afterAll, beforeAll, beforeEach } from 'vitest';
import {
  bytes,
  flag,
  instant,
  integer,
  localDate,
  nullable,
  text,
  uuid,
  uuidPrimary,
  version,
} from '../columns.ts';
import { type Database } from '../database.ts';
import { createScratchDatabase, type ScratchDatabase } from './scratch-database.ts';
import { table } from '../table.ts';
import { newUuid, uuidToBinary } from '../uuid.ts';

/** A row with one column of every kind. */
export class Reading {
  id!: string;
  memberId!: string | null;
  litresPerMinute!: number;
  meter!: 'wright' | 'eu';
  measuredAt!: Date;
  deletedAt!: Date | null;
  recordedOn!: string;
  confirmed!: boolean;
  digest!: Buffer;
  sequence!: number;
  version!: number;
}

export const readingTable = table<Reading>()({
  target: Reading,
  tableName: 'readings',
  columns: {
    id: uuidPrimary(),
    memberId: nullable(uuid()),
    litresPerMinute: integer({ unsigned: true, size: 'smallint' }),
    meter: text(20),
    measuredAt: instant(),
    deletedAt: nullable(instant()),
    recordedOn: localDate(),
    confirmed: flag(),
    digest: bytes(4),
    sequence: integer({ size: 'bigint' }),
    version: version(),
  },
  indices: [
    { name: 'uq_readings_member_id_sequence', columns: ['memberId', 'sequence'], unique: true },
    { name: 'ix_readings_recorded_on', columns: ['recordedOn'] },
  ],
});

const createReadings = `
  CREATE TABLE readings (
    id BINARY(16) NOT NULL PRIMARY KEY,
    member_id BINARY(16) NULL,
    litres_per_minute SMALLINT UNSIGNED NOT NULL,
    meter VARCHAR(20) NOT NULL,
    measured_at DATETIME(3) NOT NULL,
    deleted_at DATETIME(3) NULL,
    recorded_on DATE NOT NULL,
    confirmed BOOLEAN NOT NULL,
    digest BINARY(4) NOT NULL,
    sequence BIGINT NOT NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    UNIQUE INDEX uq_readings_member_id_sequence (member_id, sequence),
    INDEX ix_readings_recorded_on (recorded_on)
  ) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci`;

let sequence = 0;
export const aReading = (fields: Partial<Reading> = {}): Reading => {
  sequence += 1;

  return {
    id: newUuid(),
    memberId: newUuid(),
    litresPerMinute: 420,
    meter: 'eu',
    measuredAt: new Date('2026-01-01T08:00:00.123Z'),
    deletedAt: null,
    recordedOn: '2026-01-01',
    confirmed: true,
    digest: Buffer.from([1, 2, 3, 4]),
    sequence,
    version: 1,
    ...fields,
  };
};

export interface Readings {
  database: Database;
  scratch: ScratchDatabase;
  insert(fields?: Partial<Reading>): Promise<Reading>;
  litresOf(id: string): Promise<number | undefined>;
}

/** A database with the table `readings` for this file, empty before each test. */
export const useReadings = (): (() => Readings) => {
  let readings: Readings | undefined;
  const current = (): Readings => {
    if (!readings) throw new Error('the readings are there from beforeAll on');

    return readings;
  };

  beforeAll(async () => {
    const scratch = await createScratchDatabase();
    const database = await scratch.open([readingTable]);
    await database.manager.query(createReadings);
    readings = {
      database,
      scratch,
      async insert(fields) {
        const reading = aReading(fields);
        await database.manager.insert(readingTable, reading);

        return reading;
      },
      async litresOf(id) {
        const [row] = await database.rows<{ litres: number }>(
          'SELECT r.litres_per_minute AS litres FROM readings r WHERE r.id = ?',
          [uuidToBinary(id)],
        );

        return row?.litres;
      },
    };
  });
  beforeEach(() => current().database.run('DELETE FROM readings'));
  afterAll(async () => {
    await current().database.close();
    await current().scratch.drop();
  });

  return current;
};
