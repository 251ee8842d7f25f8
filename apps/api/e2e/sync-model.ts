import { type Database, newUuid } from '@soomcare/database';
import type { Sync } from '@soomcare/sync';

import { createCommitGate } from './commit-gate.ts';

type Pushed = Parameters<Sync['push']>[1];
type Mutation = Pushed['mutations'][number];
type Result = Awaited<ReturnType<Sync['push']>>[number];

/** What a device or the model of the server knows of a row. */
interface Known {
  readonly version: number;
  readonly note: string | null;
  readonly isRemoved: boolean;
}

/** One thing that happens. Numbers choose among what there is at that moment. */
export interface Step {
  readonly device: number;
  readonly act: 'create' | 'edit' | 'remove' | 'restore' | 'push' | 'pull' | 'late' | 'race';
  readonly pick: number;
  readonly fate: 'arrives' | 'request-lost' | 'answer-lost' | 'crash';
}

export interface Scenario {
  readonly steps: readonly Step[];
  /** How far each device's clock is from the server's. */
  readonly skewsMs: readonly number[];
}

export interface World {
  readonly database: Database;
  readonly syncOn: (database: Database) => Pick<Sync, 'push' | 'pull'>;
  readonly now: () => Date;
}

const KIND = 'symptomRecords';
const CLOCK_SKEW_MS = 10 * 60 * 1000;
const PAGE = 5;

const choose = <T>(from: readonly T[], pick: number): T | undefined => from[pick % from.length];

/** What the server is to make of mutations, each of them once: written down a second time, in memory. */
const createOracle = (now: () => Date) => {
  const rows = new Map<string, Known>();
  const answered = new Map<string, Result['status']>();

  const change = (id: string, { version }: Known, different: Partial<Known>) => {
    rows.set(id, { note: null, isRemoved: false, ...rows.get(id), ...different, version: version + 1 });
    return 'applied' as const;
  };

  const decide = ({ op, id, baseVersion, fields }: Mutation): Result['status'] => {
    const row = rows.get(id);
    const note = String(fields?.['note']);
    if (op === 'create') {
      if (Date.parse(String(fields?.['occurredAt'])) > now().getTime() + CLOCK_SKEW_MS) return 'rejected';
      rows.set(id, { version: 1, note, isRemoved: false });
      return 'applied';
    }
    if (!row) return 'rejected';
    if (op === 'restore') return row.isRemoved ? change(id, row, { isRemoved: false }) : 'applied';
    if (row.isRemoved) return op === 'remove' ? 'applied' : 'conflict';
    if (baseVersion !== row.version) return 'conflict';
    return change(id, row, op === 'remove' ? { isRemoved: true } : { note });
  };

  return {
    /** The row as a device is to see it in the end. */
    living: () => new Map([...rows].filter(([, { isRemoved }]) => !isRemoved)),

    answer(mutations: readonly Mutation[]): Result['status'][] {
      const refused = new Set<string>();
      return mutations.map((mutation) => {
        const { mutationId, op, id } = mutation;
        const before = answered.get(mutationId);
        const status = before ?? (op !== 'create' && refused.has(id) ? 'conflict' : decide(mutation));
        answered.set(mutationId, status);
        if (status !== 'applied') refused.add(id);
        return before === 'applied' ? 'duplicate' : status;
      });
    },
  };
};

const createDevice = (skewMs: number, { now }: Pick<World, 'now'>) => {
  const id = newUuid();
  const copy = new Map<string, Known>();
  const outbox: Mutation[] = [];
  let token: string | undefined;

  /** The copy with what is still to be sent laid over it. */
  const local = () => {
    const rows = new Map(copy);
    for (const { op, id: rowId, fields } of outbox) {
      const before = rows.get(rowId) ?? { version: 0, note: null, isRemoved: false };
      const note = fields ? String(fields['note']) : before.note;
      rows.set(rowId, { version: before.version + 1, note, isRemoved: op === 'remove' });
    }
    return [...rows];
  };

  const write = (mutation: Omit<Mutation, 'mutationId' | 'kind'>) =>
    outbox.push({ mutationId: newUuid(), kind: KIND, ...mutation });

  const creation = () => {
    const occurredAt = new Date(now().getTime() + skewMs).toISOString();
    return {
      op: 'create' as const,
      id: newUuid(),
      fields: { occurredAt, noSymptoms: true, note: newUuid() },
    };
  };

  const learn = (rowId: string, row: Result['row']) =>
    row
      ? copy.set(rowId, {
          version: Number(row['version']),
          note: row['note'] as string | null,
          isRemoved: false,
        })
      : copy.delete(rowId);

  return {
    id,
    copy,
    outbox,
    get token() {
      return token;
    },

    create: () => write(creation()),

    /** A row that is sent at once, before what waits to be sent. */
    createApart: () => ({ mutationId: newUuid(), kind: KIND, ...creation() }),

    change(op: 'update' | 'remove' | 'restore', pick: number) {
      const candidates = local().filter(([, { isRemoved }]) => isRemoved === (op === 'restore'));
      const [rowId, row] = choose(candidates, pick) ?? [];
      if (rowId === undefined || !row) return;

      write({
        op,
        id: rowId,
        ...(op === 'restore' ? {} : { baseVersion: row.version }),
        ...(op === 'update' ? { fields: { note: newUuid() } } : {}),
      });
    },

    hear(mutations: readonly Mutation[], results: readonly Result[]) {
      outbox.splice(0, outbox.length, ...outbox.filter((each) => !mutations.includes(each)));
      results.forEach(({ row }, index) => learn(mutations[index]?.id ?? '', row));
    },

    take({ changes, next }: Awaited<ReturnType<Sync['pull']>>) {
      const { rows = [], removed = [] } = changes[KIND] ?? {};
      for (const row of rows) learn(row.id, row as unknown as Result['row']);
      for (const rowId of removed) learn(rowId, null);
      token = next;
    },
  };
};

type Device = ReturnType<typeof createDevice>;

const contentOf = (rows: ReadonlyMap<string, Known>) =>
  [...rows].map(([id, { version, note }]) => `${id} ${version} ${note}`).toSorted();

/**
 * Lets a member's devices write and read through a network that loses, doubles and delays, with a server that dies
 * between a commit and its answer; then through one that works, until nobody has anything left to say.
 * @returns what the server answered otherwise than it should, and the rows as everyone has them in the end
 */
export const play = async ({ steps, skewsMs }: Scenario, world: World) => {
  const memberId = newUuid();
  const pusher = { memberId, timeZone: 'Asia/Seoul', locale: 'en' as const };
  const gate = createCommitGate(world.database);
  const sync = world.syncOn(gate.database);
  const oracle = createOracle(world.now);
  const devices = skewsMs.map((skewMs) => createDevice(skewMs, world));
  const surprises: string[] = [];
  const sent: Pushed[] = [];

  const serve = async (request: Pushed) => {
    const expected = oracle.answer(request.mutations);
    const results = await sync.push(pusher, request);
    results.forEach(({ status }, index) => {
      if (status !== expected[index])
        surprises.push(`${request.mutations[index]?.op} was ${status}, not ${expected[index]}`);
    });
    return results;
  };

  const push = async (device: Device, { fate, pick }: Pick<Step, 'fate' | 'pick'>) => {
    if (device.outbox.length === 0) return;

    const request = { deviceId: device.id, mutations: [...device.outbox] };
    sent.push(request);
    if (fate === 'request-lost') return;
    const done =
      fate === 'crash'
        ? request.mutations.slice(0, 1 + (pick % request.mutations.length))
        : request.mutations;
    const results = await serve({ ...request, mutations: done });
    if (fate === 'arrives') device.hear(done, results);
  };

  const pull = async (device: Device, { fate }: Pick<Step, 'fate'>) => {
    const page = await sync.pull(memberId, { since: device.token, limit: PAGE });
    if (fate === 'arrives') device.take(page);
    return page.more;
  };

  const writeApart = async (device: Device) => {
    const request = { deviceId: device.id, mutations: [device.createApart()] };
    sent.push(request);
    device.hear(request.mutations, await serve(request));
  };

  /** A device reads when of two writes the first has its number and is not committed, and the second came after it. */
  const race = async (first: number) => {
    const [writer, other, reader] = devices.map((_, index) => choose(devices, first + index));
    if (!writer || !other || !reader) return;

    const held = gate.holdNext();
    const slow = writeApart(writer);
    // A write that is refused never comes to its commit.
    await Promise.race([held.reached, slow.then(held.release)]);
    let isOver = false;
    const quick = writeApart(other).finally(() => {
      isOver = true;
    });
    await gate.waitsForNumber(memberId, () => isOver);
    await pull(reader, { fate: 'arrives' });
    held.release();
    await Promise.all([slow, quick]);
  };

  const pullAll = async (device: Device) => {
    while (await pull(device, { fate: 'arrives' }));
  };

  for (const step of steps) {
    const device = choose(devices, step.device);
    if (!device) continue;
    if (step.act === 'create') device.create();
    if (step.act === 'edit') device.change('update', step.pick);
    if (step.act === 'remove' || step.act === 'restore') device.change(step.act, step.pick);
    if (step.act === 'push') await push(device, step);
    if (step.act === 'pull') await pull(device, step);
    if (step.act === 'race') await race(step.device);
    const delayed = step.act === 'late' ? choose(sent, step.pick) : undefined;
    if (delayed) await serve(delayed);
  }

  for (const device of devices) await push(device, { fate: 'arrives', pick: 0 });
  for (const request of sent.slice(-2)) await serve(request);
  const newcomer = createDevice(0, world);
  for (const device of [...devices, newcomer]) await pullAll(device);

  return {
    surprises,
    expected: contentOf(oracle.living()),
    copies: [...devices, newcomer].map(({ copy }) => contentOf(copy)),
  };
};
