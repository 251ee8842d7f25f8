export interface Span {
  milliseconds?: number;
  seconds?: number;
  minutes?: number;
  hours?: number;
  days?: number;
}

export interface FakeClock {
  /** The time as the program under test sees it; may be handed over as `now`. */
  now: () => Date;
  /** Moves on by a span, or back by a negative one. */
  advance(span: Span): void;
  set(instant: Date | string): void;
}

const MS = { milliseconds: 1, seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** A clock that stands still until a test moves it. `start` is an instant such as `2026-01-01T00:00:00Z`. */
export const createFakeClock = (start: Date | string): FakeClock => {
  let time = new Date(start).getTime();

  return {
    now: () => new Date(time),
    advance({ milliseconds = 0, seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      time +=
        milliseconds * MS.milliseconds +
        seconds * MS.seconds +
        minutes * MS.minutes +
        hours * MS.hours +
        days * MS.days;
    },
    set(instant) {
      time = new Date(instant).getTime();
    },
  };
};
