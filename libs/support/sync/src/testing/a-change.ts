import { type Database, newUuid, type Transaction, uuidToBinary } from '@soomcare/database';

/** Inserts a row into a table that has the triggers, as a context would. @returns its id */
export const insertRow = async (database: Database, memberId: string, tx?: Transaction): Promise<string> => {
  const id = newUuid();
  await database.run(
    `INSERT INTO symptom_records
       (member_id, id, created_at, updated_at, create_fingerprint, recorded_on, time_zone, occurred_at, no_symptoms, triggers)
     VALUES (?, ?, NOW(3), NOW(3), REPEAT('0', 32), '2026-03-10', 'Asia/Seoul', NOW(3), 1, '')`,
    [uuidToBinary(memberId), uuidToBinary(id)],
    tx,
  );
  return id;
};

export const removeRow = (database: Database, memberId: string, id: string, at: string) =>
  database.run('UPDATE symptom_records e SET e.deleted_at = ? WHERE e.member_id = ? AND e.id = ?', [
    at,
    uuidToBinary(memberId),
    uuidToBinary(id),
  ]);
