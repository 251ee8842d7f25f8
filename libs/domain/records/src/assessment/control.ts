/** How well asthma was controlled in four weeks: GINA's four questions in our own words. */
export const controlLevels = ['well', 'partly', 'uncontrolled'] as const;
export type ControlLevel = (typeof controlLevels)[number];

/** Yes counts against control. */
export interface ControlAnswers {
  readonly daytimeSymptomsOverTwiceAWeek: boolean;
  readonly anyNightWaking: boolean;
  /** A short-acting reliever alone: formoterol with a steroid as needed, and puffs before sport, do not count. */
  readonly relieverOverTwiceAWeek: boolean;
  readonly anyActivityLimitation: boolean;
}

/** doi 10.1186/s13223-021-00598-3, table 2; 한국 천식진료지침 2021. For ages from six on. */
export const CONTROL_ALGORITHM = 'gina-four/1';

/** 0 yes: well; 1–2: partly; 3–4: uncontrolled. */
export const controlLevelOf = (answers: ControlAnswers): ControlLevel => {
  const against = Object.values(answers).filter(Boolean).length;
  if (against === 0) return 'well';

  return against <= 2 ? 'partly' : 'uncontrolled';
};

export const CONTROL_DAYS = 28;
const WEEKS = 4;
const DAYS_A_WEEK = 7;
/** "More than twice a week", as days in four weeks. */
const TWICE_A_WEEK = 2 * WEEKS;
const ENTRIES_A_WEEK = 2;

/** One of the 28 days, oldest first. */
export interface DiaryDay {
  readonly hasEntry: boolean;
  readonly daytimeSymptoms: boolean;
  readonly nightWaking: boolean;
  readonly activityLimitation: boolean;
  readonly shortActingReliever: boolean;
}

export interface DiaryControl {
  readonly algorithm: typeof CONTROL_ALGORITHM;
  /** Null where too little was written down: silence is not control. */
  readonly level: ControlLevel | null;
  readonly answers: ControlAnswers | null;
  readonly inputs: {
    readonly daytimeSymptomDays: number;
    readonly nightWakingDays: number;
    readonly relieverDays: number;
    readonly activityLimitationDays: number;
  };
  /** Days with an entry in each of the four weeks, oldest first, and how many each needs. */
  readonly coverage: { readonly daysWithEntry: readonly number[]; readonly required: number };
}

const count = (days: readonly DiaryDay[], fact: keyof DiaryDay) => days.filter((day) => day[fact]).length;

/** What the diary of four weeks says of control, beside what the member answers themselves. */
export const diaryControlOf = (days: readonly DiaryDay[]): DiaryControl => {
  if (days.length !== CONTROL_DAYS) throw new RangeError(`four weeks are ${CONTROL_DAYS} days`);

  const daysWithEntry = Array.from({ length: WEEKS }, (_, week) =>
    count(days.slice(week * DAYS_A_WEEK, (week + 1) * DAYS_A_WEEK), 'hasEntry'),
  );
  const inputs = {
    daytimeSymptomDays: count(days, 'daytimeSymptoms'),
    nightWakingDays: count(days, 'nightWaking'),
    relieverDays: count(days, 'shortActingReliever'),
    activityLimitationDays: count(days, 'activityLimitation'),
  };
  const coverage = { daysWithEntry, required: ENTRIES_A_WEEK };
  const facts = { algorithm: CONTROL_ALGORITHM, inputs, coverage } as const;
  if (daysWithEntry.some((entries) => entries < ENTRIES_A_WEEK))
    return { ...facts, level: null, answers: null };

  const answers: ControlAnswers = {
    daytimeSymptomsOverTwiceAWeek: inputs.daytimeSymptomDays > TWICE_A_WEEK,
    anyNightWaking: inputs.nightWakingDays > 0,
    relieverOverTwiceAWeek: inputs.relieverDays > TWICE_A_WEEK,
    anyActivityLimitation: inputs.activityLimitationDays > 0,
  };
  return { ...facts, level: controlLevelOf(answers), answers };
};

/** The Royal College of Physicians' three questions (Thorax 2000;55:535), yes counts. */
export interface ThreeAnswers {
  readonly difficultySleeping: boolean;
  readonly usualDaytimeSymptoms: boolean;
  readonly interferedWithActivities: boolean;
}

export const RCP3_ALGORITHM = 'rcp-3/1';
export const rcp3Verdicts = ['good', 'ask-more', 'poor'] as const;
export type Rcp3Verdict = (typeof rcp3Verdicts)[number];

/** 0: good, 1: ask more, 2–3: poor (asthmahandbook.org.au, table 37). */
export const rcp3Of = (answers: ThreeAnswers): { score: number; verdict: Rcp3Verdict } => {
  const score = Object.values(answers).filter(Boolean).length;
  if (score === 0) return { score, verdict: 'good' };

  return { score, verdict: score === 1 ? 'ask-more' : 'poor' };
};
