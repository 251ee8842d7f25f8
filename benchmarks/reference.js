// R, the frozen raw twin: Express 5, jwt.verify, Redis GET, mysql2 `execute`, res.json, and nothing else. It reads and
// writes the product's own tables and gives the same answers (twins.js compares them), in the plainest way that one
// would write by hand. Do not make it faster or slower: every figure of the past is a ratio to it.
import { createSecretKey } from 'node:crypto';
import express from 'express';
import { Redis } from 'ioredis';
import jwt from 'jsonwebtoken';
import mysql from 'mysql2/promise';
import { requireMeasuredNode } from './node-floor.js';
import { calendarDays } from './reference-calendar.js';
import { doseRoutes } from './reference-doses.js';
import { insightRoutes } from './reference-insights.js';
import * as sql from './reference-sql.js';
import { syncRoutes } from './reference-sync.js';

requireMeasuredNode();

const { PORT, DATABASE_URL, REDIS_URL, ACCESS_TOKEN_KEYS = '' } = process.env;
const key = createSecretKey(Buffer.from(ACCESS_TOKEN_KEYS.split(',')[0].split(':')[1], 'base64url'));
const pool = mysql.createPool({
  uri: DATABASE_URL,
  connectionLimit: 10,
  timezone: 'Z',
  dateStrings: ['DATE'],
});
const redis = new Redis(REDIS_URL);

const auth = async (request, response, next) => {
  try {
    request.user = jwt.verify(request.headers.authorization.slice(7), key, { algorithms: ['HS256'] });
  } catch {
    return response.status(401).end();
  }
  const session = await redis.get(`reference:session:${request.user.sid}`);
  if (!session) return response.status(401).end();
  request.session = JSON.parse(session);
  next();
};

const rows = async (statement, values) => (await pool.execute(statement, values))[0];
const bestsOf = (memberId) => rows(sql.personalBests, [memberId]);

/** @see libs/domain/records/src/peak-flow/zones.ts */
const zoneOf = (litresPerMinute, best) => {
  if (!best) return null;
  if (100 * litresPerMinute >= 80 * best) return 'green';
  return 100 * litresPerMinute < 50 * best ? 'red' : 'yellow';
};
const bestOn = (bests, { meterId, scale }, day) =>
  bests.find((best) => best.meterId === meterId && (best.scale ?? scale) === scale && best.validFrom <= day)
    ?.litresPerMinute ?? null;
const listed = (text) => (text === '' ? [] : text.split(','));
const withZone = (row, bests) => {
  const best = bestOn(bests, row, row.recordedOn);
  return {
    ...row,
    blows: row.blows.split(',').map(Number),
    warnings: listed(row.warnings),
    zoneNow: zoneOf(row.litresPerMinute, best),
    percentOfBest: best === null ? null : Math.floor((100 * row.litresPerMinute) / best),
  };
};

const symptomColumns = {
  cough: 'cough',
  wheeze: 'wheeze',
  breathlessness: 'breathlessness',
  'chest-tightness': 'chestTightness',
  sputum: 'sputum',
  'night-waking': 'nightWaking',
  'activity-limitation': 'activityLimitation',
};
const withSymptoms = (row) => {
  const { cough, wheeze, breathlessness, chestTightness, sputum, nightWaking, activityLimitation, ...rest } =
    row;
  return {
    ...rest,
    noSymptoms: row.noSymptoms === 1,
    triggers: listed(row.triggers),
    symptoms: Object.entries(symptomColumns)
      .filter(([, column]) => row[column] !== null)
      .map(([kind, column]) => ({ kind, severity: row[column] })),
  };
};

const app = express();
app.disable('x-powered-by');

app.get('/hello', (request, response) => response.json({ message: 'hello', ok: true }));

app.get('/v1/session', auth, (request, response) => response.json({ memberId: request.user.sub, ok: true }));

app.get('/v1/peak-flows', auth, async (request, response) => {
  const { sub } = request.user;
  const { from, to, limit } = request.query;
  const [items, bests] = await Promise.all([rows(sql.peakFlowMonth, [sub, from, to, limit]), bestsOf(sub)]);
  response.json({ items: items.map((row) => withZone(row, bests)), nextCursor: null });
});

const calendarWith = (adherenceByDay) => async (request, response) => {
  const { sub } = request.user;
  const { month } = request.params;
  const [year, number] = month.split('-').map(Number);
  const dayBefore = (days) => new Date(Date.UTC(year, number - 1, 1 - days)).toISOString().slice(0, 10);
  const range = [sub, `${month}-01`, new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)];
  const [symptoms, peakFlows, spirometries, intakes, events, bests, adherence] = await Promise.all([
    rows(sql.symptomDays, range),
    rows(sql.peakFlowDays, range),
    rows(sql.spirometryDays, range),
    rows(sql.intakeDays, range),
    rows(sql.events, [sub, dayBefore(31), range[2]]),
    bestsOf(sub),
    adherenceByDay?.(range),
  ]);
  const zoned = peakFlows.map((row) => ({ ...row, zone: zoneOf(row.min, bestOn(bests, row, row.day)) }));
  const days = calendarDays(range[1], range[2], {
    symptoms,
    peakFlows: zoned,
    spirometries,
    intakes,
    events,
  });
  for (const day of adherence ? days : []) day.adherence = adherence.get(day.date) ?? null;
  response.json({ month, timeZone: request.session.timeZone, days });
};
app.get('/v1/calendar/:month', auth, calendarWith());

app.get('/v1/symptom-records/:id', auth, async (request, response) => {
  const [row] = await rows(sql.symptomRecord, [request.user.sub, request.params.id]);
  if (!row) return response.status(404).end();
  response.json(withSymptoms(row));
});

app.get('/v1/peak-flows/:id', auth, async (request, response) => {
  const { sub } = request.user;
  const [[row], bests] = await Promise.all([rows(sql.peakFlow, [sub, request.params.id]), bestsOf(sub)]);
  if (!row) return response.status(404).end();
  response.json(withZone(row, bests));
});

/** Goal P3 as the notes measured its anchor: the row alone, nobody logs in. */
app.get('/open/symptom-records/:memberId/:id', async (request, response) => {
  const [row] = await rows(sql.symptomRecord, [request.params.memberId, request.params.id]);
  response.json(row);
});

const json = express.json();

app.post('/v1/symptom-records', auth, json, async (request, response) => {
  const record = sql.newSymptomRecord(request.user.sub, request.session.timeZone, request.body);
  await pool.execute(sql.insertSymptomRecord, sql.symptomRecordValues(record));
  response.status(201).json(record.view);
});

app.post('/v1/peak-flows', auth, json, async (request, response) => {
  const { sub } = request.user;
  const reading = sql.newPeakFlow(sub, request.session.timeZone, request.body);
  const [bests] = await Promise.all([bestsOf(sub), rows(sql.recentPeakFlows, sql.recentValues(reading))]);
  reading.view.zoneAtRecord = zoneOf(
    reading.view.litresPerMinute,
    bestOn(bests, reading.view, reading.recordedOn),
  );
  await pool.execute(sql.insertPeakFlow, sql.peakFlowValues(reading));
  response.status(201).json(withZone({ ...reading.view, blows: reading.blows, warnings: '' }, bests));
});

app.post('/v1/symptom-records/batch', auth, json, async (request, response) => {
  const values = request.body.items.map((item) =>
    sql.batchValues(
      sql.symptomRecordValues(sql.newSymptomRecord(request.user.sub, request.session.timeZone, item)),
    ),
  );
  await pool.query(sql.insertSymptomRecords, [values]);
  response.status(201).json({ created: values.length });
});

const { adherenceOf, adherenceByDay } = doseRoutes(app, { auth, json, rows, pool, localDay: sql.localDay });
/** The product's month has got the doses since: this one reads them too, so that their price is known. */
app.get('/v1/calendar-with-doses/:month', auth, calendarWith(adherenceByDay));
insightRoutes(app, { auth, json, rows, pool, adherenceOf, withSymptoms });
syncRoutes(app, { auth, json, rows, pool });

const server = app.listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await pool.end();
  redis.disconnect();
});
