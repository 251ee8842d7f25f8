import { type Records } from '@soomcare/records';

import { demoId } from './ids.ts';

/** What a member types for each kind of record. */
interface Contents {
  peakFlows: Parameters<Records['peakFlows']['record']>[1];
  symptomRecords: Parameters<Records['symptomRecords']['record']>[1];
  spirometries: Parameters<Records['spirometries']['record']>[1];
  intakes: Parameters<Records['intakes']['record']>[1];
  exacerbations: Parameters<Records['exacerbations']['record']>[1];
  controlAssessments: Parameters<Records['controlAssessments']['record']>[1];
  personalBests: Parameters<Records['personalBests']['confirm']>[1];
}

export type EntryKind = keyof Contents;

/** A body without the id that the diary gives it. */
export type Content<K extends EntryKind> = Omit<Contents[K], 'id'>;

interface EntryOf<K extends EntryKind> {
  readonly kind: K;
  /** When the phone sent it: at or after all that the body tells of. */
  readonly enteredAt: Date;
  readonly body: Content<K> & { readonly id: string };
}

/** One thing that a made-up member wrote down. */
export type DemoEntry = { [K in EntryKind]: EntryOf<K> }[EntryKind];

/** A moment of a life: days after its first one, minutes after midnight where the member lives. */
export interface Moment {
  readonly day: number;
  readonly minute: number;
}

export interface Diary {
  /** An instant as a body carries it. */
  at(moment: Moment): string;
  dateOf(day: number): string;
  write<K extends EntryKind>(kind: K, entered: Moment, content: Content<K>): void;
  /** All that was written and sent by `now`, in the order in which it was sent. */
  entriesUntil(now: Date): DemoEntry[];
}

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY_MS = 24 * HOUR * MINUTE_MS;

/** Minutes after midnight: `clock(7, 30)`. */
export const clock = (hour: number, minute = 0): number => hour * HOUR + minute;

/** An empty diary of a member who lives in `timeZone`. @param firstDay YYYY-MM-DD */
export const createDiary = (
  owner: string,
  { firstDay, timeZone }: { firstDay: string; timeZone: string },
): Diary => {
  const first = Temporal.PlainDate.from(firstDay);
  const entries: DemoEntry[] = [];
  const written = new Map<EntryKind, number>();

  const instantOf = ({ day, minute }: Moment): Temporal.Instant =>
    first
      .add({ days: day })
      .toZonedDateTime({ timeZone, plainTime: { hour: Math.floor(minute / HOUR), minute: minute % HOUR } })
      .toInstant();

  return {
    at: (moment) => instantOf(moment).toString(),

    dateOf: (day) => first.add({ days: day }).toString(),

    write(kind, entered, content) {
      const number = written.get(kind) ?? 0;
      written.set(kind, number + 1);
      const id = demoId(`${owner}/${kind}/${number}`, entered.day * DAY_MS + entered.minute * MINUTE_MS);
      const entry: EntryOf<typeof kind> = {
        kind,
        enteredAt: new Date(instantOf(entered).epochMilliseconds),
        body: { ...content, id },
      };
      // One of the union's members for each K, which TypeScript does not see through the type parameter.
      entries.push(entry as DemoEntry);
    },

    entriesUntil: (now) =>
      entries
        .filter(({ enteredAt }) => enteredAt <= now)
        .toSorted((a, b) => a.enteredAt.getTime() - b.enteredAt.getTime()),
  };
};
