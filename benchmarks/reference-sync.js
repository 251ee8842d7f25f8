// R's share of sync: what has changed since a number, and hundred creates that each come with the mark of their mutation.
import { hash } from 'node:crypto';
import * as sql from './reference-sql.js';

const changes = `SELECT kind, BIN_TO_UUID(row_id) AS rowId, seq FROM member_changes
  WHERE member_id = UUID_TO_BIN(?) AND seq > ? ORDER BY seq LIMIT 201`;
const lastChange = 'SELECT last_seq AS lastSeq FROM member_sequences WHERE member_id = UUID_TO_BIN(?)';
const insertMutation = `INSERT INTO sync_mutations (member_id, device_id, mutation_id, answer, created_at)
  VALUES (UUID_TO_BIN(?), UUID_TO_BIN(?), UUID_TO_BIN(?), 'applied', ?)`;
const kinds = [
  'symptomRecords',
  'peakFlows',
  'spirometries',
  'intakes',
  'exacerbations',
  'controlAssessments',
];

export const syncRoutes = (app, { auth, json, rows, pool }) => {
  app.get('/v1/sync', auth, async (request, response) => {
    const { sub } = request.user;
    const since = Number(request.query.since ?? Number.MAX_SAFE_INTEGER);
    const [found, [last]] = await Promise.all([rows(changes, [sub, since]), rows(lastChange, [sub])]);
    const removed = Map.groupBy(found, ({ kind }) => kind);
    response.json({
      changes: Object.fromEntries(
        kinds.map((kind) => [
          kind,
          { rows: [], removed: (removed.get(kind) ?? []).map(({ rowId }) => rowId) },
        ]),
      ),
      next: String(found.at(-1)?.seq ?? last?.lastSeq ?? 0),
      more: found.length > 200,
    });
  });

  app.post('/v1/sync', auth, json, async (request, response) => {
    const { sub } = request.user;
    const { deviceId, mutations } = request.body;
    const connection = await pool.getConnection();
    try {
      const results = [];
      for (const { mutationId, id, fields } of mutations) {
        const made = sql.newSymptomRecord(sub, request.session.timeZone, fields);
        const record = {
          ...made,
          view: { ...made.view, id },
          fingerprint: hash('sha256', JSON.stringify(fields), 'buffer'),
        };
        await connection.beginTransaction();
        await connection.execute(sql.insertSymptomRecord, sql.symptomRecordValues(record));
        await connection.execute(insertMutation, [sub, deviceId, mutationId, new Date()]);
        await connection.commit();
        results.push({ mutationId, status: 'applied', row: record.view });
      }
      response.json({ results });
    } finally {
      connection.release();
    }
  });
};
