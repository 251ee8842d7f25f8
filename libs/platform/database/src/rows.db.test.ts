import { describe, expect, test } from 'vitest';
import { duplicateKeyName, isDuplicateKey, StatementFailed } from './errors.ts';
import { isoInstant } from './instants.ts';
import { aReading, readingTable, useReadings } from './testing/readings.fixture.ts';
import { uuidToBinary } from './uuid.ts';

const readings = useReadings();

const rejection = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('plain rows', () => {
  test('days and instants are texts, BINARY is a Buffer, counts are numbers', async () => {
    const written = await readings().insert();

    const rows = await readings().database.rows<Record<string, unknown>>(
      `SELECT r.id, r.recorded_on, r.measured_at, r.deleted_at, r.sequence, COUNT(*) OVER () AS total FROM readings r`,
    );

    expect(rows).toEqual([
      {
        id: uuidToBinary(written.id),
        recorded_on: '2026-01-01',
        measured_at: '2026-01-01 08:00:00.123',
        deleted_at: null,
        sequence: written.sequence,
        total: 1,
      },
    ]);
    expect(isoInstant(String(rows[0]?.['measured_at']))).toBe('2026-01-01T08:00:00.123Z');
  });

  test('a BIGINT beyond 2^53 comes back exact, as text', async () => {
    await readings().database.run('DELETE FROM readings');
    await readings().insert();
    await readings().database.run('UPDATE readings SET sequence = ?', [9_007_199_254_740_993n]);

    expect(await readings().database.rows('SELECT r.sequence FROM readings r')).toEqual([
      { sequence: '9007199254740993' },
    ]);
  });

  test('LIMIT takes a number, and a Date, a flag and null are bound as they are', async () => {
    await readings().insert();
    await readings().insert();

    const at = new Date('2026-01-01T08:00:00.123Z');
    const rows = await readings().database.rows(
      'SELECT r.id FROM readings r WHERE r.measured_at = ? AND r.confirmed = ? AND r.deleted_at <=> ? LIMIT ?',
      [at, true, null, 1],
    );

    expect(rows).toHaveLength(1);
  });

  test('a parameter is never SQL', async () => {
    await readings().insert();
    const { affectedRows } = await readings().database.run('DELETE FROM readings WHERE meter = ?', [
      `' OR '1' = '1`,
    ]);

    expect(affectedRows).toBe(0);
  });

  test('a forgotten parameter is refused before it reaches MySQL', async () => {
    await expect(readings().database.rows('SELECT ? AS x', [undefined])).rejects.toThrow(TypeError);
    await expect(readings().database.rows('SELECT ? AS x', [{ a: 1 }])).rejects.toThrow(TypeError);
    expect(readings().database.pool().used).toBe(0);
  });

  test('affectedRows counts what matched, changed or not', async () => {
    const { id } = await readings().insert();
    const again = 'UPDATE readings SET litres_per_minute = 420 WHERE id = ?';

    expect(await readings().database.run(again, [uuidToBinary(id)])).toEqual({ affectedRows: 1 });
  });

  test('rows and run see what their transaction wrote, and others do not', async () => {
    await readings().database.transaction(async (tx) => {
      const reading = aReading();
      await tx.insert(readingTable, reading);
      const count = 'SELECT COUNT(*) AS total FROM readings';

      expect(await readings().database.rows(count, [], tx)).toEqual([{ total: 1 }]);
      expect(await readings().database.rows(count)).toEqual([{ total: 0 }]);
      expect(await readings().database.run('DELETE FROM readings', [], tx)).toEqual({ affectedRows: 1 });
    });
  });
});

describe('the session', () => {
  test('runs in UTC and READ COMMITTED, strictly, with bounded reads and lock waits', async () => {
    const [session] = await readings().database.rows(
      `SELECT @@time_zone AS zone, @@transaction_isolation AS isolation, @@max_execution_time AS read_ms,
              @@innodb_lock_wait_timeout AS lock_s, @@collation_connection AS collation,
              FIND_IN_SET('STRICT_ALL_TABLES', @@sql_mode) > 0 AS strict`,
    );

    expect(session).toEqual({
      zone: '+00:00',
      isolation: 'READ-COMMITTED',
      read_ms: 2_000,
      lock_s: 3,
      collation: 'utf8mb4_0900_ai_ci',
      strict: 1,
    });
  });

  test('a text that does not fit is refused, not cut', async () => {
    await expect(readings().insert({ litresPerMinute: 70_000 })).rejects.toMatchObject({
      code: 'ER_WARN_DATA_OUT_OF_RANGE',
    });
  });
});

describe('errors', () => {
  test('a duplicate key is told with the name of its key and without the value', async () => {
    const reading = await readings().insert({ meter: 'wright' });
    const viaManager = await rejection(readings().insert({ id: reading.id }));
    const viaRun = await rejection(
      readings().database.run(
        'INSERT INTO readings SELECT UUID_TO_BIN(UUID()), r.member_id, 1, r.meter, NOW(), NULL, NOW(), 0, 0, r.sequence, 1 FROM readings r',
      ),
    );

    expect(isDuplicateKey(viaManager)).toBe(true);
    expect(duplicateKeyName(viaManager)).toBe('PRIMARY');
    expect(duplicateKeyName(viaRun)).toBe('uq_readings_member_id_sequence');
    expect(duplicateKeyName(new Error('other'))).toBeUndefined();
  });

  test('no bound value is anywhere in an error', async () => {
    const health = 'night-time-wheezing';
    const errors = [
      await rejection(readings().database.run('INSERT INTO readings (meter) VALUES (?)', [health])),
      await rejection(
        readings().database.manager.query('SELECT nothing FROM readings WHERE meter = ?', [health]),
      ),
      await rejection(readings().database.manager.query('SELECT FROM WHERE meter = ?', [health])),
      await rejection(readings().insert({ recordedOn: health })),
      await rejection(readings().database.run('SELECT CAST(? AS JSON) INTO @x', [health])),
    ];

    for (const error of errors) {
      expect(error).toBeInstanceOf(StatementFailed);
      const everything = [String(error), JSON.stringify(error, Object.getOwnPropertyNames(error))].join();
      expect(everything).not.toContain('wheezing');
    }
  });
});
