// R's share of meaning: the figures of thirty days from the raw rows of the same tables, and a report of them.
import { createCipheriv, createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import * as sql from './reference-sql.js';

const owner = 'member_id = UUID_TO_BIN(?)';
const ofDays = `${owner} AND deleted_at IS NULL AND recorded_on BETWEEN ? AND ?`;
const peakFlows = `SELECT recorded_on AS day, measured_at AS at, time_zone AS timeZone, litres_per_minute AS litres,
  bronchodilator, meter_id AS meterId, scale FROM peak_flows WHERE ${ofDays}`;
const symptoms = `SELECT recorded_on AS day, GREATEST(COALESCE(cough, 0), COALESCE(wheeze, 0), COALESCE(breathlessness, 0),
  COALESCE(chest_tightness, 0), COALESCE(sputum, 0)) AS daytime, COALESCE(night_waking, 0) AS nightWaking,
  COALESCE(activity_limitation, 0) AS activityLimitation, triggers FROM symptom_records WHERE ${ofDays}`;
const intakes = `SELECT recorded_on AS day, purpose, puffs, medication_id FROM intakes WHERE ${ofDays}`;
const spirometry = `SELECT recorded_on AS day, bronchodilator, fev1_centilitres, fvc_centilitres FROM spirometries
  WHERE ${ofDays} ORDER BY recorded_on DESC, measured_at DESC, id DESC LIMIT 1`;
const assessments = `SELECT recorded_on AS day, kind, answers, score_hundredths FROM control_assessments WHERE ${ofDays}`;
const person = 'SELECT birth_date, sex, height_cm, weight_hectograms FROM members WHERE id = UUID_TO_BIN(?)';
const medicines = `SELECT m.id, d.class, m.device_doses FROM medications m LEFT JOIN drugs d ON d.id = m.drug_id
  WHERE m.${owner}`;
const listOf = (
  table,
  instant,
  columns,
) => `SELECT recorded_on AS recordedOn, time_zone AS timeZone, NULL AS note,
  ${columns} FROM ${table} WHERE ${ofDays} ORDER BY recorded_on, ${instant}, id LIMIT 5001`;
const peakFlowLines = listOf(
  'peak_flows',
  'measured_at',
  `measured_at AS measuredAt, litres_per_minute AS litresPerMinute, meter_id AS meterId, scale, bronchodilator`,
);
const symptomLines = listOf(
  'symptom_records',
  'occurred_at',
  `occurred_at AS occurredAt, cough, wheeze, breathlessness, chest_tightness AS chestTightness, sputum,
  night_waking AS nightWaking, activity_limitation AS activityLimitation, no_symptoms AS noSymptoms, triggers`,
);
const intakeLines = listOf('intakes', 'taken_at', 'taken_at AS takenAt, drug_name AS name, puffs, purpose');
const spirometryLines = listOf(
  'spirometries',
  'measured_at',
  `measured_at AS measuredAt, fev1_centilitres / 100 AS fev1, fvc_centilitres / 100 AS fvc, bronchodilator`,
);
const eventLines = listOf(
  'exacerbations',
  'started_at',
  `started_at AS startedAt, ended_on AS endedOn, kind, missed_days AS missedDays, oral_steroid_days AS oralSteroidDays,
  place`,
);
const assessmentLines = listOf('control_assessments', 'answered_at', 'answered_at AS answeredAt, kind');
const patient = `SELECT nickname, birth_date AS birthDate, sex, height_cm AS heightCm FROM members
  WHERE id = UUID_TO_BIN(?)`;
const medicineLines = `SELECT name, purpose_default AS purposeDefault, dose_amount_hundredths / 100 AS doseAmount,
  dose_unit AS doseUnit, starts_on AS startsOn, ends_on AS endsOn FROM medications WHERE ${owner} AND deleted_at IS NULL`;
const insertReport = `INSERT INTO reports (member_id, id, created_at, updated_at, create_fingerprint, first_day, last_day,
  language, document_sha256, sealed_document) VALUES (UUID_TO_BIN(?), UUID_TO_BIN(?), ?, ?, ?, ?, ?, ?, ?, ?)`;

const sealKey = randomBytes(32);
const dayBefore = (day, days) => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
const earlier = (one, other) => (one < other ? one : other);
const hours = {};
const hourOf = (at, timeZone) =>
  Number((hours[timeZone] ??= new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit' })).format(at));

const metersOf = (readings, bests, to) =>
  [...Map.groupBy(readings, ({ scale, meterId }) => `${scale} ${meterId ?? ''}`).values()].map((ofMeter) => {
    const [{ meterId, scale }] = ofMeter;
    const present =
      bests.find(
        (best) => best.meterId === meterId && (best.scale ?? scale) === scale && best.validFrom <= to,
      )?.litresPerMinute ?? null;
    const recent = ofMeter.filter(
      ({ day, bronchodilator }) => day >= dayBefore(to, 13) && bronchodilator !== 'post',
    );
    const swings = [...Map.groupBy(recent, ({ day }) => day).values()]
      .filter((day) => day.length > 1)
      .map((day) => {
        const litres = day.map((each) => each.litres);
        const [min, max] = [Math.min(...litres), Math.max(...litres)];
        return (200 * (max - min)) / (max + min);
      });
    const mornings = recent.filter(({ at, timeZone }) => hourOf(at, timeZone) < 12);
    const lowest = mornings.length === 0 ? null : Math.min(...mornings.map(({ litres }) => litres));
    return {
      meterId,
      scale,
      personalBest: { present },
      variability: {
        percent:
          swings.length < 7
            ? null
            : Math.round((100 * swings.reduce((sum, each) => sum + each, 0)) / swings.length) / 100,
      },
      lowestMorning: {
        litresPerMinute: lowest,
        percentOfBest: lowest === null || present === null ? null : Math.floor((100 * lowest) / present),
      },
    };
  });

const countDays = (rows) => new Set(rows.map(({ day }) => day)).size;

export const insightRoutes = (app, { auth, json, rows, pool, adherenceOf, withSymptoms }) => {
  app.get('/v1/insights', auth, async (request, response) => {
    const { sub } = request.user;
    const { from, to } = request.query;
    const fourWeeks = dayBefore(to, 27);
    const both = [sub, earlier(from, fourWeeks), to];
    const [readings, noted, taken, bests, , , , , adherence] = await Promise.all([
      rows(peakFlows, [sub, fourWeeks, to]),
      rows(symptoms, both),
      rows(intakes, both),
      rows(sql.personalBests, [sub]),
      rows(spirometry, [sub, from, to]),
      rows(assessments, both),
      rows(person, [sub]),
      rows(medicines, [sub]),
      adherenceOf(sub, from, to),
    ]);
    const recent = noted.filter(({ day }) => day >= fourWeeks);
    const relief = taken.filter(({ day, purpose }) => day >= from && purpose !== 'scheduled');
    const asNeeded = relief.filter(({ purpose }) => purpose === 'as_needed');
    response.json({
      from,
      to,
      meters: metersOf(readings, bests, to),
      control: {
        diaryDerived: {
          inputs: {
            daytimeSymptomDays: countDays(recent.filter(({ daytime }) => daytime > 0)),
            nightWakingDays: countDays(recent.filter(({ nightWaking }) => nightWaking > 0)),
            activityLimitationDays: countDays(recent.filter((row) => row.activityLimitation > 0)),
          },
        },
      },
      adherence: { dosesTaken: adherence.range },
      reliever: {
        days: countDays(asNeeded),
        occasions: asNeeded.length,
        puffs: asNeeded.reduce((sum, { puffs }) => sum + puffs, 0),
      },
    });
  });

  app.post('/v1/reports', auth, json, async (request, response) => {
    const { sub } = request.user;
    const { from, to, language } = request.body;
    const range = [sub, from, to];
    const [
      symptomDays,
      peakFlowDays,
      bests,
      [person],
      readings,
      noted,
      taken,
      tests,
      events,
      answers,
      drugs,
      doses,
    ] = await Promise.all([
      rows(sql.symptomDays, range),
      rows(sql.peakFlowDays, range),
      rows(sql.personalBests, [sub]),
      rows(patient, [sub]),
      rows(peakFlowLines, range),
      rows(symptomLines, range),
      rows(intakeLines, range),
      rows(spirometryLines, range),
      rows(eventLines, range),
      rows(assessmentLines, range),
      rows(medicineLines, [sub]),
      adherenceOf(sub, from, to),
    ]);
    const [symptomsOn, peakFlowOn] = [symptomDays, peakFlowDays].map(
      (each) => new Map(each.map((row) => [row.day, row])),
    );
    const days = [];
    for (let date = from; date <= to; date = dayBefore(date, -1)) {
      const [symptom, reading] = [symptomsOn.get(date), peakFlowOn.get(date)];
      days.push({
        date,
        symptoms: symptom ? { worstSeverity: symptom.worst, nightWaking: symptom.nightWaking > 0 } : null,
        peakFlow: reading ? { min: reading.min, max: reading.max, count: reading.count } : null,
      });
    }
    const litres = readings.map(({ litresPerMinute }) => litresPerMinute);
    const document = {
      ...{ from, to, language, days, patient: person, personalBests: bests, peakFlows: readings },
      symptomRecords: noted.map(withSymptoms),
      relieverIntakes: taken.filter(({ purpose }) => purpose !== 'scheduled'),
      spirometries: tests.map(({ fev1, fvc, ...test }) => ({
        ...test,
        fev1Litres: Number(fev1),
        fvcLitres: Number(fvc),
      })),
      ...{ events, assessments: answers, adherence: { range: doses.range } },
      medications: drugs.map((drug) => ({ ...drug, doseAmount: Number(drug.doseAmount) })),
      summary: {
        peakFlow: { readings: litres.length, lowest: Math.min(...litres), highest: Math.max(...litres) },
      },
    };
    const text = JSON.stringify(document);
    const documentSha256 = createHash('sha256').update(text).digest('hex');
    const cipher = createCipheriv('aes-256-gcm', sealKey, randomBytes(12));
    const sealed = Buffer.concat([cipher.update(deflateSync(text)), cipher.final(), cipher.getAuthTag()]);
    const [id, at] = [randomUUIDv7(), new Date()];
    const fingerprint = createHash('sha256').update(JSON.stringify(request.body)).digest();
    const head = [sub, id, at, at, fingerprint, from, to, language];
    await pool.execute(insertReport, [...head, documentSha256, sealed]);
    response
      .status(201)
      .json({ id, version: 1, createdAt: at, from, to, language, documentSha256, document });
  });
};
