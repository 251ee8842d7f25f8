// R's share of medicines: the doses of a day, taking one, and how those of a month were taken.
import { randomUUIDv7 } from 'node:crypto';

const facts = `BIN_TO_UUID(s.id) AS id, BIN_TO_UUID(s.medication_id) AS medicationId, m.name AS medicationName,
  BIN_TO_UUID(s.schedule_id) AS scheduleId, s.due_at AS dueAt, s.missed_after AS missedAfter, s.local_date AS localDate,
  s.local_time AS \`localTime\`, s.time_zone AS timeZone, s.amount_hundredths AS hundredths, m.dose_unit AS unit, s.answer,
  s.answered_at AS answeredAt, s.taken_at AS takenAt, s.taken_amount_hundredths AS takenHundredths,
  s.skip_reason AS skipReason, s.snoozed_until AS snoozedUntil, s.cancelled_at AS cancelledAt, s.version`;
const slots = 'dose_slots s JOIN medications m ON m.member_id = s.member_id AND m.id = s.medication_id';
const dosesOfDay = `SELECT ${facts} FROM ${slots} WHERE s.member_id = UUID_TO_BIN(?) AND s.local_date = ?
  ORDER BY s.due_at, s.id`;
/** Schedules whose doses of that day have no rows yet; the measured ones all have. */
const plans = `SELECT BIN_TO_UUID(s.id) AS id, s.times, s.materialised_until FROM schedules s
  JOIN medications m ON m.member_id = s.member_id AND m.id = s.medication_id
  WHERE s.member_id = UUID_TO_BIN(?) AND s.materialised_until < ? AND s.deleted_at IS NULL AND m.deleted_at IS NULL
    AND m.archived_at IS NULL`;
const lockDose = `SELECT ${facts} FROM ${slots} WHERE s.member_id = UUID_TO_BIN(?) AND s.id = UUID_TO_BIN(?) FOR UPDATE OF s`;
const insertIntake = `INSERT INTO intakes (member_id, id, created_at, updated_at, create_fingerprint, recorded_on, time_zone,
  taken_at, medication_id, dose_id, puffs, purpose) VALUES (UUID_TO_BIN(?), UUID_TO_BIN(?), ?, ?, ?, ?, ?, ?, UUID_TO_BIN(?),
  UUID_TO_BIN(?), ?, 'scheduled')`;
const answerDose = `UPDATE dose_slots SET answer = 'taken', answered_at = ?, taken_at = ?, taken_amount_hundredths = ?,
  intake_id = UUID_TO_BIN(?), version = version + 1 WHERE member_id = UUID_TO_BIN(?) AND id = UUID_TO_BIN(?)`;
const dosesOfRange = `SELECT local_date AS localDate, due_at AS dueAt, missed_after AS missedAfter, answer, taken_at AS takenAt,
  cancelled_at AS cancelledAt FROM dose_slots WHERE member_id = UUID_TO_BIN(?) AND local_date BETWEEN ? AND ?
  ORDER BY local_date, due_at, id`;
const refills = `SELECT BIN_TO_UUID(e.medication_id) AS medicationId, m.name, e.doses, e.occurred_at FROM supply_events e
  JOIN medications m ON m.member_id = e.member_id AND m.id = e.medication_id
  WHERE e.member_id = UUID_TO_BIN(?) AND e.kind = 'refill' AND e.occurred_at < ? AND e.deleted_at IS NULL`;

/** @see libs/domain/medications/src/doses/dose-state.ts */
const stateOf = ({ cancelledAt, answer, takenAt, missedAfter, dueAt }, now) => {
  if (cancelledAt) return 'cancelled';
  if (answer === 'skipped') return 'skipped';
  if (takenAt) return takenAt <= missedAfter ? 'taken' : 'taken_late';
  if (now < dueAt) return 'scheduled';
  return now < missedAfter ? 'due' : 'missed';
};
const view = ({ hundredths, takenHundredths, missedAfter, answer, cancelledAt, ...dose }) => ({
  ...dose,
  amount: hundredths / 100,
  takenAmount: takenHundredths === null ? null : takenHundredths / 100,
  state: stateOf({ ...dose, missedAfter, answer, cancelledAt }, new Date()),
});

const dayAfter = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const coverage = (doses) => {
  const counts = { taken: 0, late: 0, skipped: 0, missed: 0 };
  for (const dose of doses) {
    const state = stateOf(dose, new Date());
    if (state === 'taken_late') counts.late += 1;
    else if (state in counts) counts[state] += 1;
  }
  const taken = counts.taken + counts.late;
  const expected = taken + counts.skipped + counts.missed;
  return {
    ...counts,
    expected,
    taken,
    percent: expected === 0 ? null : Math.floor((100 * taken) / expected),
  };
};

export const doseRoutes = (app, { auth, json, rows, pool, localDay }) => {
  app.get('/v1/doses', auth, async (request, response) => {
    const { sub } = request.user;
    const { date } = request.query;
    const [doses] = await Promise.all([rows(dosesOfDay, [sub, date]), rows(plans, [sub, dayAfter(date, 2)])]);
    response.json({ date, items: doses.map(view) });
  });

  app.post('/v1/doses/:id/take', auth, json, async (request, response) => {
    const { sub } = request.user;
    const connection = await pool.getConnection();
    try {
      await connection.beginTransaction();
      const [[dose]] = await connection.execute(lockDose, [sub, request.params.id]);
      if (!dose || dose.answer) {
        await connection.rollback();
        return response.status(409).end();
      }

      const [at, intakeId, { timeZone }] = [new Date(), randomUUIDv7(), request.session];
      const made = [sub, intakeId, at, at, Buffer.alloc(32), localDay(at, timeZone), timeZone, at];
      const { medicationId, id, hundredths } = dose;
      await connection.execute(insertIntake, [...made, medicationId, id, hundredths / 100]);
      await connection.execute(answerDose, [at, at, hundredths, intakeId, sub, id]);
      await connection.commit();
      const taken = { answeredAt: at, takenAt: at, takenHundredths: hundredths, answer: 'taken' };
      response.json({ ...view({ ...dose, ...taken, version: dose.version + 1 }), warnings: [] });
    } finally {
      connection.release();
    }
  });

  const adherenceOf = async (sub, from, to) => {
    const monthFrom = dayAfter(to, -29);
    const [doses] = await Promise.all([
      rows(dosesOfRange, [sub, from < monthFrom ? from : monthFrom, to]),
      rows(refills, [sub, new Date()]),
    ]);
    const since = (day) => coverage(doses.filter(({ localDate }) => localDate >= day));
    const byDay = Map.groupBy(doses, ({ localDate }) => localDate);
    const days = [];
    for (let date = from; date <= to; date = dayAfter(date, 1))
      days.push({ date, ...coverage(byDay.get(date) ?? []) });
    const range = since(from);
    const [last7Days, last30Days] = [since(dayAfter(to, -6)), since(monthFrom)];
    return { from, to, range, last7Days, last30Days, days, proportionOfDaysCovered: [] };
  };

  app.get('/v1/adherence', auth, async (request, response) => {
    const { from, to } = request.query;
    response.json(await adherenceOf(request.user.sub, from, to));
  });

  const adherenceByDay = async (range) => {
    const doses = Map.groupBy(await rows(dosesOfRange, range), ({ localDate }) => localDate);
    return new Map([...doses].map(([date, ofDay]) => [date, coverage(ofDay)]));
  };

  return { adherenceOf, adherenceByDay };
};
