import { clock } from '../diary.ts';
import { type Writer } from '../habits.ts';

const STEROID_DAYS = 5;
const MISSED_DAYS = 2;

/**
 * What follows a night in the emergency room: the visit, the days off, the steroid course. Typed in when it is over.
 * @param steroidDays of the course, from the next morning on
 */
export const writeCrisis = ({ diary }: Writer, day: number, steroidDays = STEROID_DAYS) => {
  const next = day + 1;
  diary.write(
    'exacerbations',
    { day: next, minute: clock(10) },
    {
      startedAt: diary.at({ day, minute: clock(22, 30) }),
      endedAt: diary.at({ day: next, minute: clock(2, 30) }),
      kind: 'emergency-visit',
      place: '가상병원 응급실',
      note: '네뷸라이저 치료를 받고 새벽에 집으로 돌아왔다',
    },
  );
  diary.write(
    'exacerbations',
    { day: day + MISSED_DAYS, minute: clock(19) },
    {
      startedAt: diary.at({ day: next, minute: clock(9) }),
      endedAt: diary.at({ day: day + MISSED_DAYS, minute: clock(18) }),
      kind: 'missed-work-or-school',
      missedDays: MISSED_DAYS,
      note: '회사를 이틀 쉬었다',
    },
  );
  diary.write(
    'exacerbations',
    { day: day + steroidDays, minute: clock(9) },
    {
      startedAt: diary.at({ day: next, minute: clock(8, 30) }),
      endedAt: diary.at({ day: day + steroidDays, minute: clock(8, 30) }),
      kind: 'oral-steroid-course',
      oralSteroidDays: steroidDays,
      place: '가상병원',
    },
  );
};

/** The tablets of such a course, as free words. */
export const takeSteroids = ({ diary }: Writer, crisisOn: number) => {
  for (let dose = crisisOn + 1; dose <= crisisOn + STEROID_DAYS; dose += 1) {
    diary.write(
      'intakes',
      { day: dose, minute: clock(8, 31) },
      {
        takenAt: diary.at({ day: dose, minute: clock(8, 30) }),
        drugName: '프레드니솔론 5mg',
        amount: 6,
        unit: 'tablet',
        purpose: 'scheduled',
      },
    );
  }
};
