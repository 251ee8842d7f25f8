import { instant, primary, table, text } from '@soomcare/database';

/** The newest run of a chore that a worker has taken. */
export class ChoreRun {
  chore!: string;
  /** When that run was due, the same on every worker. */
  runAt!: Date;
  /** Until then nobody takes the next one; a worker that has finished sets it to now. */
  busyUntil!: Date;
}

export const choreRunTable = table<ChoreRun>()({
  target: ChoreRun,
  tableName: 'chore_runs',
  columns: {
    chore: primary(text(60)),
    runAt: instant(),
    busyUntil: instant(),
  },
});
