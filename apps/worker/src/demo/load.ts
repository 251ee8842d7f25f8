import { type Database, isDuplicateKey } from '@soomcare/database';
import { seedExposure } from '@soomcare/exposure';

import { type Contexts } from '../contexts.ts';
import { writeActionPlan } from './action-plan.ts';
import { createDemoRepository } from './demo.repository.ts';
import { type DemoLife, type LifeOwner, lifeOf } from './life-of.ts';
import { loadMedicines } from './load-medicines.ts';
import { type DemoPerson, people } from './people.ts';
import { writeEntry } from './write-entry.ts';

export interface DemoDeps {
  readonly database: Database;
  /** The contexts under a clock of their own: each life is replayed, so an entry is as old as it says. */
  readonly contextsAt: (now: () => Date) => Pick<Contexts, 'identity' | 'records' | 'medications'>;
  readonly now: () => Date;
  /** The log-in of every demo member. */
  readonly password: string;
}

export interface DemoLoad {
  readonly members: number;
  readonly entries: number;
}

/**
 * Members are written side by side; each takes two connections at most and the lock takes one, so a pool of ten is
 * enough.
 */
const SIDE_BY_SIDE = 4;

/**
 * The members of the demo that are not there.
 *
 * Whoever is there stays as they are, on any later day too: lives end on the day on which they were loaded, and
 * `npm run services:reset` before the next start makes them anew. A demo member who withdrew comes back.
 */
export const findMissingPeople = async (
  database: Database,
  among: readonly DemoPerson[] = people,
): Promise<DemoPerson[]> => {
  if (among.length === 0) return [];

  const present = await createDemoRepository(database).findMembers(among.map(({ id }) => id));
  return among.filter(({ id }) => !present.has(id));
};

/** What a load that was cut short has left of a life. */
export const eraseLife = ({ database, contextsAt, now }: DemoDeps, { id }: LifeOwner) =>
  database.transaction(async (tx) => {
    const { records, medications } = contextsAt(now);
    await records.eraseMember(id, tx);
    await medications.eraseMember(id, tx);
  });

export const writeEntries = async (
  { contextsAt }: DemoDeps,
  owner: LifeOwner,
  { joinedAt, entries }: DemoLife,
) => {
  let clock = joinedAt;
  const { records } = contextsAt(() => clock);
  for (const entry of entries) {
    clock = entry.enteredAt;
    await writeEntry(records, owner, entry);
  }
};

/**
 * Writes one life, then the member: their row says that all before it is complete. A load that was cut short left
 * entries without a member; they may be of an earlier day, so they go first.
 */
const loadPerson = async (deps: DemoDeps, person: DemoPerson): Promise<DemoLoad> => {
  const life = lifeOf(person, deps.now());
  const { joinedAt, entries } = life;
  const { identity, records } = deps.contextsAt(() => joinedAt);
  await eraseLife(deps, person);
  await loadMedicines(deps, person, life);
  await writeActionPlan(records, person, life);
  if (person.life === 'demo') {
    await seedExposure(deps, { memberId: person.id, region: 'seoul', days: person.days });
  }

  await writeEntries(deps, person, life);

  try {
    await identity.createMember({ ...person.seed, id: person.id, password: deps.password });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // The address is somebody's own account by now, e.g. a tester's: it stays theirs.
    if ((await createDemoRepository(deps.database).findMembers([person.id])).size === 0)
      await eraseLife(deps, person);
    return { members: 0, entries: 0 };
  }
  return { members: 1, entries: entries.length };
};

/** Loads those of these people that are not there. @returns what was written. */
export const loadPeople = (deps: DemoDeps, missing: readonly DemoPerson[]): Promise<DemoLoad> =>
  createDemoRepository(deps.database).alone(async () => {
    const queue = (await findMissingPeople(deps.database, missing)).values();
    const written = { members: 0, entries: 0 };

    const takeFromQueue = async () => {
      for (const person of queue) {
        const { members, entries } = await loadPerson(deps, person);
        written.members += members;
        written.entries += entries;
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, takeFromQueue));

    return written;
  });
