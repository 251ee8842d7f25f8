import { clock, createDiary, type DemoEntry } from './diary.ts';
import { writeDemoLife } from './lives/demo-life.ts';
import { otherLives } from './lives/other-lives.ts';
import { createMedicineList, type DemoMedicine } from './medicine-list.ts';
import { type DemoPerson } from './people.ts';
import { createRandom } from './random.ts';

/** The product is Korean: its "today" is, wherever the machine stands. */
const SEOUL = 'Asia/Seoul';

/** Before anybody's first entry of a day. */
const SIGN_UP = clock(6, 30);

export interface DemoLife {
  readonly joinedAt: Date;
  readonly medicines: readonly DemoMedicine[];
  readonly entries: readonly DemoEntry[];
}

/** Whose life it is, whether they log in themselves or not. */
export interface LifeOwner extends Omit<DemoPerson, 'seed'> {
  readonly seed: Pick<DemoPerson['seed'], 'timeZone' | 'language'>;
}

/** What a member has on their list and has written down by `now`. The same person on the same day has the same life everywhere. */
export const lifeOf = (
  { key, life, days, best, seed: { timeZone, language } }: LifeOwner,
  now: Date,
): DemoLife => {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(SEOUL).toPlainDate();
  const firstDay = today.subtract({ days: days - 1 }).toString();
  const diary = createDiary(key, { firstDay, timeZone });
  const medicines = createMedicineList(key, diary, timeZone);
  const writer = { diary, medicines, random: createRandom(key), takesNotes: language === 'ko' };

  if (life === 'demo') writeDemoLife(writer);
  else otherLives[life](writer, days, best);

  return {
    joinedAt: new Date(diary.at({ day: 0, minute: SIGN_UP })),
    medicines: medicines.medicinesUntil(now),
    entries: diary.entriesUntil(now),
  };
};
