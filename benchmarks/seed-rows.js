import { createHash } from 'node:crypto';
import { bytesOf, dayOf, idOf, MEMBERS, pick, TIME_ZONE } from './population.js';

const memberRow = ['member_id', 'id', 'created_at', 'updated_at', 'create_fingerprint'];
const entry = [...memberRow, 'recorded_on', 'time_zone', 'note'];
const note = '아침에 기침이 조금 있었고 계단을 오를 때 숨이 찼습니다';

/** A reading in the morning, Seoul time. @param {number} member @param {number} row @param {number} hour */
const at = (member, row, hour) =>
  new Date(
    `${dayOf(row)}T${String(hour).padStart(2, '0')}:${String(pick(60, member, row)).padStart(2, '0')}:00+09:00`,
  );

/** @type {Record<string, { columns: string[], values: (member: number, row: number) => unknown[] }>} */
const tables = {
  peak_flows: {
    columns: [
      'measured_at',
      'blows',
      'litres_per_minute',
      'meter_id',
      'scale',
      'bronchodilator',
      'zone_at_record',
      'warnings',
    ],
    values: (member, row) => {
      const best = 250 + pick(230, member, row, 1);
      return [
        at(member, row, 8),
        `${best - 20},${best},${best - 10}`,
        best,
        'mini-wright-1',
        'EU',
        'pre',
        best >= 376 ? 'green' : 'yellow',
        '',
      ];
    },
  },
  symptom_records: {
    columns: [
      'occurred_at',
      'cough',
      'wheeze',
      'breathlessness',
      'chest_tightness',
      'sputum',
      'night_waking',
      'activity_limitation',
      'no_symptoms',
      'triggers',
    ],
    values: (member, row) => [
      at(member, row * 3, 9),
      ...[pick(4, member, row, 2), pick(4, member, row, 3), null, null, null, pick(2, member, row, 4), null],
      ...[0, 'yellow-dust,exercise'],
    ],
  },
  intakes: {
    columns: ['taken_at', 'drug_name', 'puffs', 'purpose'],
    values: (member, row) => [at(member, row * 5, 10), '살부타몰', 2, row % 2 ? 'as_needed' : 'scheduled'],
  },
  spirometries: {
    columns: ['measured_at', 'fev1_centilitres', 'fvc_centilitres', 'bronchodilator', 'quality_note'],
    values: (member, row) => [at(member, row + 11, 11), 250 + pick(100, member), 360, 'pre', null],
  },
  exacerbations: {
    columns: ['started_at', 'ended_at', 'ended_on', 'kind', 'missed_days', 'oral_steroid_days', 'place'],
    values: (member, row) => [
      at(member, row + 19, 12),
      at(member, row + 21, 12),
      dayOf(row + 21),
      'oral-steroid-course',
      2,
      3,
      null,
    ],
  },
  personal_bests: {
    columns: ['meter_id', 'scale', 'litres_per_minute', 'valid_from'],
    values: () => ['mini-wright-1', 'EU', 470, '2026-09-01'],
  },
};

/** How far apart a table's rows lie in the month, as their instants above say. */
const dayRowOf = {
  peak_flows: (row) => row,
  symptom_records: (row) => row * 3,
  intakes: (row) => row * 5,
  spirometries: (row) => row + 11,
  exacerbations: (row) => row + 19,
};

/** @param {string} table */
export const columnsOf = (table) => [
  ...(table === 'personal_bests' ? memberRow : entry),
  ...(tables[table]?.columns ?? []),
];

/** Every member's rows of one table, in the order of its key. @param {string} table @param {number} each rows a member */
export function* rowsOf(table, each) {
  for (let member = 0; member < MEMBERS; member += 1) {
    const memberId = bytesOf(idOf('members', member));
    for (let row = 0; row < each; row += 1) {
      const id = idOf(table, member, row);
      const at = new Date(Date.UTC(2026, 9, 1 + (row % 30), 12));
      const shared = [memberId, bytesOf(id), at, at, createHash('sha256').update(id).digest()];
      const day = dayRowOf[table]?.(row);
      const diary =
        day === undefined ? [] : [dayOf(day), TIME_ZONE, pick(10, member, row, 5) < 3 ? note : null];
      yield [...shared, ...diary, ...(tables[table]?.values(member, row) ?? [])];
    }
  }
}
