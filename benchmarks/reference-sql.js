// The reference's statements: the same rows by the same indexes as the product's, with just the columns of the answer.
import { createHash, randomUUIDv7 } from 'node:crypto';

const owner = 'member_id = UUID_TO_BIN(?) AND deleted_at IS NULL';
const days = `${owner} AND recorded_on BETWEEN ? AND ?`;
const shared = `BIN_TO_UUID(id) AS id, recorded_on AS recordedOn, time_zone AS timeZone, note, version,
  created_at AS createdAt, updated_at AS updatedAt`;

const peakFlowColumns = `${shared}, measured_at AS measuredAt, blows, litres_per_minute AS litresPerMinute,
  meter_id AS meterId, scale, bronchodilator, zone_at_record AS zoneAtRecord, warnings`;
export const peakFlowMonth = `SELECT ${peakFlowColumns} FROM peak_flows WHERE ${days}
  ORDER BY recorded_on DESC, measured_at DESC, id DESC LIMIT ?`;
export const peakFlow = `SELECT ${peakFlowColumns} FROM peak_flows WHERE ${owner} AND id = UUID_TO_BIN(?)`;
export const recentPeakFlows = `SELECT litres_per_minute FROM peak_flows WHERE ${days} AND measured_at < ?
  AND meter_id <=> ? AND scale = ? ORDER BY recorded_on DESC, measured_at DESC, id DESC LIMIT 42`;
export const personalBests = `SELECT meter_id AS meterId, scale, litres_per_minute AS litresPerMinute,
  valid_from AS validFrom FROM personal_bests WHERE ${owner} ORDER BY valid_from DESC, created_at DESC, id DESC LIMIT 100`;

export const symptomRecord = `SELECT ${shared}, occurred_at AS occurredAt, cough, wheeze, breathlessness,
  chest_tightness AS chestTightness, sputum, night_waking AS nightWaking, activity_limitation AS activityLimitation,
  no_symptoms AS noSymptoms, triggers FROM symptom_records WHERE ${owner} AND id = UUID_TO_BIN(?)`;

export const symptomDays = `SELECT recorded_on AS day, MAX(GREATEST(COALESCE(cough, 0), COALESCE(wheeze, 0),
    COALESCE(breathlessness, 0), COALESCE(chest_tightness, 0), COALESCE(sputum, 0), COALESCE(night_waking, 0),
    COALESCE(activity_limitation, 0))) AS worst,
  MAX(COALESCE(night_waking, 0) > 0) AS nightWaking, MIN(no_symptoms) AS none
  FROM symptom_records WHERE ${days} GROUP BY recorded_on`;
export const peakFlowDays = `SELECT recorded_on AS day, meter_id AS meterId, scale, MIN(litres_per_minute) AS min,
  MAX(litres_per_minute) AS max, COUNT(*) AS count FROM peak_flows WHERE ${days} GROUP BY recorded_on, meter_id, scale`;
export const spirometryDays = `SELECT recorded_on AS day, COUNT(*) AS count, MAX(fev1_centilitres) AS bestFev1
  FROM spirometries WHERE ${days} GROUP BY recorded_on`;
export const intakeDays = `SELECT recorded_on AS day, COUNT(IF(purpose = 'scheduled', 1, NULL)) AS scheduled,
  COUNT(IF(purpose = 'as_needed', 1, NULL)) AS asNeeded, COUNT(IF(purpose = 'pre_exercise', 1, NULL)) AS preExercise,
  CAST(COALESCE(SUM(IF(purpose = 'as_needed', puffs, 0)), 0) AS SIGNED) AS puffsAsNeeded,
  CAST(COALESCE(SUM(puffs), 0) AS SIGNED) AS puffs FROM intakes WHERE ${days} GROUP BY recorded_on`;
export const events = `SELECT BIN_TO_UUID(id) AS id, kind, recorded_on AS startedOn, ended_on AS endedOn
  FROM exacerbations WHERE ${days} ORDER BY recorded_on, started_at, id`;

const rowColumns =
  'member_id, id, version, created_at, updated_at, create_fingerprint, recorded_on, time_zone, note';
const rowMarks = 'UUID_TO_BIN(?), UUID_TO_BIN(?), 1, ?, ?, ?, ?, ?, ?';
const symptomValueColumns = `occurred_at, cough, wheeze, breathlessness, chest_tightness, sputum, night_waking,
  activity_limitation, no_symptoms, triggers`;
export const insertSymptomRecord = `INSERT INTO symptom_records (${rowColumns}, ${symptomValueColumns})
  VALUES (${rowMarks}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export const insertPeakFlow = `INSERT INTO peak_flows (${rowColumns}, measured_at, blows, litres_per_minute, meter_id,
  scale, bronchodilator, zone_at_record, warnings) VALUES (${rowMarks}, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Hundred rows by one statement; mysql2 spreads `VALUES ?` by text, so the ids travel as bytes. */
export const insertSymptomRecords = `INSERT INTO symptom_records (${rowColumns.replace(' version,', '')},
  ${symptomValueColumns}) VALUES ?`;
const bytesOf = (uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex');
export const batchValues = ([memberId, id, ...rest]) => [bytesOf(memberId), bytesOf(id), ...rest];

const formats = {};
export const localDay = (instant, timeZone) =>
  (formats[timeZone] ??= new Intl.DateTimeFormat('en-CA', { timeZone })).format(instant);

const newRow = (memberId, timeZone, instant, body) => {
  const at = new Date();
  const own = {
    id: randomUUIDv7(),
    recordedOn: localDay(instant, timeZone),
    timeZone,
    note: body.note ?? null,
  };
  const view = { ...own, version: 1, createdAt: at, updatedAt: at };
  const fingerprint = createHash('sha256').update(JSON.stringify(body)).digest();
  return { memberId, view, recordedOn: own.recordedOn, fingerprint };
};
const rowValues = ({ memberId, view, fingerprint }) => [
  ...[
    memberId,
    view.id,
    view.createdAt,
    view.updatedAt,
    fingerprint,
    view.recordedOn,
    view.timeZone,
    view.note,
  ],
];

const kinds = [
  'cough',
  'wheeze',
  'breathlessness',
  'chest-tightness',
  'sputum',
  'night-waking',
  'activity-limitation',
];

export const newSymptomRecord = (memberId, timeZone, body) => {
  const occurredAt = new Date(body.occurredAt);
  const row = newRow(memberId, timeZone, occurredAt, body);
  const { symptoms = [], triggers = [], noSymptoms = false } = body;
  return { ...row, view: { ...row.view, occurredAt, symptoms, triggers, noSymptoms } };
};
export const symptomRecordValues = (record) => {
  const { occurredAt, symptoms, noSymptoms, triggers } = record.view;
  const severities = kinds.map((kind) => symptoms.find((each) => each.kind === kind)?.severity ?? null);
  return [...rowValues(record), occurredAt, ...severities, noSymptoms, triggers.join(',')];
};

export const newPeakFlow = (memberId, timeZone, body) => {
  const measuredAt = new Date(body.measuredAt);
  const row = newRow(memberId, timeZone, measuredAt, body);
  const { blows, meterId = null, scale, bronchodilator } = body;
  const view = {
    ...row.view,
    measuredAt,
    litresPerMinute: Math.max(...blows),
    meterId,
    scale,
    bronchodilator,
  };
  return { ...row, view: { ...view, zoneAtRecord: null }, blows: blows.join(',') };
};
export const peakFlowValues = (reading) => {
  const { measuredAt, litresPerMinute, meterId, scale, bronchodilator, zoneAtRecord } = reading.view;
  const own = [measuredAt, reading.blows, litresPerMinute, meterId, scale, bronchodilator, zoneAtRecord, ''];
  return [...rowValues(reading), ...own];
};
export const recentValues = ({ memberId, recordedOn, view }) => {
  const twoWeeksBefore = new Date(Date.parse(recordedOn) - 14 * 86_400_000).toISOString().slice(0, 10);
  return [memberId, twoWeeksBefore, recordedOn, view.measuredAt, view.meterId, view.scale];
};
