import { type Condition } from './conditions.ts';
import { clock, type Content, type Diary, type Moment } from './diary.ts';
import { type MedicineList } from './medicine-list.ts';
import { type Random } from './random.ts';

/** The hand that keeps one diary. */
export interface Writer {
  readonly diary: Diary;
  readonly medicines: MedicineList;
  readonly random: Random;
  /** The notes that lie ready are Korean; who uses the app in English leaves them out. */
  readonly takesNotes: boolean;
}

export interface Meter {
  /** L/min, in five as the marks on a meter are. */
  readonly best: number;
  readonly meterId: string | null;
  readonly scale: Content<'peakFlows'>['scale'];
}

/** A medicine of the member's list, or a word in its place. */
type Inhaler = { readonly medicationId: string } | { readonly drugName: string };

/** An inhaler, and how often it is puffed at a time. */
export interface Puffs {
  readonly inhaler: Inhaler;
  readonly puffs: number;
}

const CONTROLLER: Puffs = { inhaler: { drugName: '부데소니드·포르모테롤 흡입제' }, puffs: 2 };
export const RELIEVER: Puffs = { inhaler: { drugName: '살부타몰 흡입제' }, puffs: 2 };

const MARK = 5;

/** L/min at a share of the best, as read off the marks. */
export const litresAt = ({ best }: Meter, percent: number): number =>
  Math.round((best * percent) / 100 / MARK) * MARK;

interface Reading {
  readonly day: number;
  readonly minute: number;
  readonly litres: number;
  readonly after?: 'pre' | 'post' | 'unknown';
  readonly note?: string;
}

/** Three blows, of which the best counts. */
export const blow = (
  { diary, random }: Writer,
  meter: Meter,
  { day, minute, litres, after = 'pre', note }: Reading,
) => {
  const weaker = () => Math.max(60, litres - MARK * random.between(1, 5));
  const blows = random.pick([
    [weaker(), litres, weaker()],
    [weaker(), weaker(), litres],
    [litres, weaker(), weaker()],
  ]);

  diary.write(
    'peakFlows',
    { day, minute: minute + 2 },
    {
      measuredAt: diary.at({ day, minute }),
      blows,
      meterId: meter.meterId,
      scale: meter.scale,
      bronchodilator: after,
      ...(note === undefined ? {} : { note }),
    },
  );
};

export const morningBlow = (writer: Writer, meter: Meter, day: number, { morningPercent }: Condition) =>
  blow(writer, meter, {
    day,
    minute: clock(6, 50) + writer.random.between(0, 25),
    litres: litresAt(meter, morningPercent),
  });

export const eveningBlow = (writer: Writer, meter: Meter, day: number, { eveningPercent }: Condition) =>
  blow(writer, meter, {
    day,
    minute: clock(19, 40) + writer.random.between(0, 40),
    litres: litresAt(meter, eveningPercent),
  });

interface Inhaling extends Puffs, Moment {
  readonly purpose: Content<'intakes'>['purpose'];
  readonly note?: string;
}

export const inhale = ({ diary }: Writer, { day, minute, inhaler, ...content }: Inhaling) =>
  diary.write(
    'intakes',
    { day, minute: minute + 1 },
    { takenAt: diary.at({ day, minute }), ...inhaler, ...content },
  );

/** Twice a day, now and then forgotten, in the evening more often. @param forgets from 0 to 1 */
export const takeController = (writer: Writer, day: number, forgets: number) => {
  const { random } = writer;
  const dose = { ...CONTROLLER, purpose: 'scheduled' } as const;
  if (!random.chance(forgets)) inhale(writer, { day, minute: clock(7, 20) + random.between(0, 15), ...dose });
  if (!random.chance(forgets * 1.5))
    inhale(writer, { day, minute: clock(20, 40) + random.between(0, 30), ...dose });
};

/** Relievers as often as the day asked for them, in turn, spread over the waking hours. */
export const takeReliever = (
  writer: Writer,
  day: number,
  { relieverTimes }: Condition,
  relievers: readonly [Puffs, ...Puffs[]] = [RELIEVER],
) => {
  const first = clock(8, 10);
  const hoursAwake = 11;
  for (let time = 0; time < relieverTimes; time += 1) {
    const minute =
      first + Math.floor((clock(hoursAwake) * time) / relieverTimes) + writer.random.between(0, 40);
    const reliever = relievers[time % relievers.length] ?? relievers[0];
    inhale(writer, { day, minute, ...reliever, purpose: 'as_needed' });
  }
};

interface SymptomHabit {
  /** How often a day without symptoms is said to be one, from 0 to 1. */
  readonly saysNone: number;
  /** How often a note goes with it. */
  readonly notes: number;
}

/** The evening's entry, and the night's where it was broken: that one is typed in the morning. */
export const noteSymptoms = (
  writer: Writer,
  day: number,
  condition: Condition,
  { saysNone, notes }: SymptomHabit,
) => {
  const { diary, random } = writer;
  const { symptoms, triggers, nightWaking } = condition;
  if (nightWaking > 0) {
    const minute = clock(2, 50) + random.between(0, 100);
    diary.write(
      'symptomRecords',
      { day, minute: clock(7) },
      { occurredAt: diary.at({ day, minute }), symptoms: [{ kind: 'night-waking', severity: nightWaking }] },
    );
  }

  const isQuiet = symptoms.length === 0;
  if (isQuiet && !random.chance(saysNone)) return;

  const minute = clock(21, 20) + random.between(0, 50);
  diary.write(
    'symptomRecords',
    { day, minute: minute + 3 },
    {
      occurredAt: diary.at({ day, minute }),
      ...(isQuiet ? { noSymptoms: true } : { symptoms: [...symptoms], triggers: [...triggers] }),
      ...(writer.takesNotes && random.chance(notes) ? { note: random.pick(condition.notes) } : {}),
    },
  );
};

/** A visit to the clinic: before a bronchodilator and 20 minutes after it. */
export const blowAtClinic = (
  { diary }: Writer,
  day: number,
  { before, after }: Record<'before' | 'after', { fev1Litres: number; fvcLitres: number }>,
) => {
  const minute = clock(10, 30);
  const entered = { day, minute: clock(12) };
  const qualityNote = 'A등급 (가상 검사지)';
  diary.write('spirometries', entered, {
    measuredAt: diary.at({ day, minute }),
    ...before,
    bronchodilator: 'pre',
    qualityNote,
  });
  diary.write('spirometries', entered, {
    measuredAt: diary.at({ day, minute: minute + 20 }),
    ...after,
    bronchodilator: 'post',
    qualityNote,
  });
};

/** Confirms what the meter has shown; it holds from the life's first day on. */
export const confirmBest = ({ diary }: Writer, { best, meterId, scale }: Meter, day: number, fromDay = 0) =>
  diary.write(
    'personalBests',
    { day, minute: clock(21, 15) },
    { litresPerMinute: best, meterId, scale, validFrom: diary.dateOf(fromDay) },
  );
