import { type Records } from '@soomcare/records';

import { demoId } from './ids.ts';
import { type DemoLife } from './life-of.ts';
import { type DemoPerson } from './people.ts';
import { products } from './prescriptions.ts';
import { createCall } from './write-entry.ts';

type RecordActionPlan = Parameters<Records['actionPlans']['record']>[1];

/** What an invented doctor wrote for the demo's own log-in; everybody else has no plan and gets general words. */
const planOf = ({ key, seed }: DemoPerson, { joinedAt, medicines }: DemoLife): RecordActionPlan => {
  const joined = Temporal.Instant.fromEpochMilliseconds(joinedAt.getTime()).toZonedDateTimeISO(seed.timeZone);
  const reliever = medicines.find(({ ediCode }) => ediCode === products.ventolin)?.medication.id;
  const controller = medicines.find(({ ediCode }) => ediCode === products.symbicort)?.medication.id;

  return {
    id: demoId(`${key}/action-plan`),
    doctorName: seed.profile?.doctor?.name,
    greenFromPercent: 80,
    redBelowPercent: 50,
    instructions: [
      { zone: 'green', text: '숨이 편해도 조절제를 아침저녁으로 씁니다.', medicationId: controller },
      {
        zone: 'yellow',
        text: '처방받은 대로 증상완화제를 쓰고 20분 뒤 다시 잽니다.',
        medicationId: reliever,
      },
      { zone: 'yellow', text: '하루가 지나도 노란색이면 병원에 전화합니다.' },
      { zone: 'red', text: '증상완화제를 쓰면서 바로 119에 전화합니다.', medicationId: reliever },
    ],
    validFrom: joined.toPlainDate().toString(),
  };
};

/** To be written when the member's medicines are there, under the clock of the day on which they joined. */
export const writeActionPlan = async (
  { actionPlans }: Pick<Records, 'actionPlans'>,
  person: DemoPerson,
  life: DemoLife,
): Promise<void> => {
  if (person.life !== 'demo') return;

  const plan = planOf(person, life);
  await actionPlans.record(person.id, plan, { ...createCall(plan), timeZone: person.seed.timeZone });
};
