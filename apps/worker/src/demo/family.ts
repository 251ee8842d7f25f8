import { type Database } from '@soomcare/database';
import { consentTexts } from '@soomcare/identity';

import { type Contexts } from '../contexts.ts';
import { createDemoRepository } from './demo.repository.ts';
import { demoId } from './ids.ts';
import { type LifeOwner, lifeOf } from './life-of.ts';
import { type DemoDeps, type DemoLoad, eraseLife, writeEntries } from './load.ts';
import { loadMedicines } from './load-medicines.ts';
import { people } from './people.ts';

type AddChild = Parameters<Contexts['identity']['addChild']>[1];

/** Everything of a made-up child, whose profile the demo's own log-in keeps. */
export interface DemoChild extends LifeOwner {
  readonly seed: Omit<AddChild, 'id'>;
}

const common = {
  language: 'ko',
  timeZone: 'Asia/Seoul',
  isLegalGuardian: true,
} as const;

const consents = consentTexts.flatMap(({ type, version }) =>
  type === 'service' || type === 'health-data' ? [{ type, version }] : [],
);

const aChild = (
  key: string,
  {
    nickname,
    birthDate,
    ...life
  }: Pick<LifeOwner, 'life' | 'days' | 'best'> & Record<'nickname' | 'birthDate', string>,
): DemoChild => ({
  key,
  id: demoId(key, people.length),
  ...life,
  seed: { ...common, nickname, birthDate, consents },
});

/** Two children: one with asthma medicines and a month of records, one with a few words. */
export const children: readonly DemoChild[] = [
  aChild('child1', {
    nickname: '새싹고래',
    birthDate: '2018-05-14',
    life: 'schoolchild',
    days: 30,
    best: 240,
  }),
  aChild('child2', {
    nickname: '아기고래',
    birthDate: '2021-09-02',
    life: 'symptomsOnly',
    days: 14,
    best: 120,
  }),
];

const guardianId = demoId('demo');

/** Those that are not there though their guardian is. */
export const findMissingChildren = async (database: Database): Promise<DemoChild[]> => {
  const present = await createDemoRepository(database).findMembers([
    guardianId,
    ...children.map(({ id }) => id),
  ]);
  return present.has(guardianId) ? children.filter(({ id }) => !present.has(id)) : [];
};

const loadChild = async (deps: DemoDeps, child: DemoChild): Promise<number> => {
  const life = lifeOf(child, deps.now());
  await eraseLife(deps, child);
  await loadMedicines(deps, child, life);
  await writeEntries(deps, child, life);
  const { identity } = deps.contextsAt(() => life.joinedAt);
  await identity.addChild(guardianId, { ...child.seed, id: child.id });

  return life.entries.length;
};

/** Writes each life, then the child: their row says that all before it is complete. @returns what was written */
export const loadChildren = (deps: DemoDeps): Promise<DemoLoad> =>
  createDemoRepository(deps.database).alone(async () => {
    const missing = await findMissingChildren(deps.database);
    let entries = 0;
    for (const child of missing) entries += await loadChild(deps, child);

    return { members: missing.length, entries };
  });
