import { describe, expect, test } from 'vitest';
import { Reading, readingTable, useReadings } from './testing/readings.fixture.ts';
import { pendingSchemaChanges } from './schema-drift.ts';

const readings = useReadings();

describe('entities', () => {
  test('every kind of column comes back as it went in', async () => {
    const reading = await readings().insert();

    const read = await readings().database.manager.findOneBy(readingTable, { id: reading.id });

    expect(read).toBeInstanceOf(Reading);
    expect({ ...read }).toEqual(reading);
  });

  test('a row is found, changed and deleted by its UUID', async () => {
    const { id, memberId } = await readings().insert();
    await readings().insert();

    const byMember = await readings().database.manager.findBy(readingTable, { memberId: memberId ?? '' });
    expect(byMember.map((reading) => reading.id)).toEqual([id]);

    expect(
      (await readings().database.manager.update(readingTable, { id }, { litresPerMinute: 300 })).affected,
    ).toBe(1);
    expect(await readings().litresOf(id)).toBe(300);

    expect((await readings().database.manager.delete(readingTable, { id })).affected).toBe(1);
    expect(await readings().litresOf(id)).toBeUndefined();
  });

  test('an instant is stored in UTC, whatever the time zone of the machine', async () => {
    const { id } = await readings().insert({ measuredAt: new Date('2026-03-29T01:30:00.500Z') });

    const [row] = await readings().scratch.admin(
      `SELECT CAST(measured_at AS CHAR) AS at FROM ${readings().scratch.name}.readings`,
    );

    expect(row?.['at']).toBe('2026-03-29 01:30:00.500');
    expect(
      (await readings().database.manager.findOneBy(readingTable, { id }))?.measuredAt.toISOString(),
    ).toBe('2026-03-29T01:30:00.500Z');
  });

  test('the schema builder has nothing to do when table and entity agree', async () => {
    expect(await pendingSchemaChanges(readings().database)).toEqual([]);
  });

  test.each([
    ['a missing column', 'DROP COLUMN digest', 'ADD COLUMN digest BINARY(4) NOT NULL AFTER confirmed'],
    ['another type', 'MODIFY sequence INT NOT NULL', 'MODIFY sequence BIGINT NOT NULL'],
    ['a forgotten NULL', 'MODIFY deleted_at DATETIME(3) NOT NULL', 'MODIFY deleted_at DATETIME(3) NULL'],
    ['another precision', 'MODIFY measured_at DATETIME NOT NULL', 'MODIFY measured_at DATETIME(3) NOT NULL'],
    ['another default', 'ALTER version SET DEFAULT 7', 'ALTER version SET DEFAULT 1'],
    [
      'a missing index',
      'DROP INDEX ix_readings_recorded_on',
      'ADD INDEX ix_readings_recorded_on (recorded_on)',
    ],
  ])('%s is seen as drift', async (_kind, change, back) => {
    await readings().database.manager.query(`ALTER TABLE readings ${change}`);
    const drift = await pendingSchemaChanges(readings().database);
    await readings().database.manager.query(`ALTER TABLE readings ${back}`);

    expect(drift).not.toEqual([]);
    expect(await pendingSchemaChanges(readings().database)).toEqual([]);
  });
});
