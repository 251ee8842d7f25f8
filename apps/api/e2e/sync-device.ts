import { newUuid } from '@soomcare/database';
import type { Caller } from '@soomcare/testing';

export interface Result {
  readonly status: string;
  readonly row:
    ({ readonly id: string; readonly version: number } & Readonly<Record<string, unknown>>) | null;
  readonly guidance?: Readonly<Record<string, unknown>>;
  readonly problem?: { readonly code: string };
}

export interface Pulled {
  readonly changes: Readonly<
    Record<string, { readonly rows: readonly { readonly id: string }[]; readonly removed: readonly string[] }>
  >;
  readonly next: string;
  readonly more: boolean;
}

/** A phone as far as it synchronises, of whoever is logged in at the moment. */
export const createSyncDevice = (caller: () => Caller) => {
  const deviceId = newUuid();
  const copy = new Map<string, object>();
  let token: string | undefined;

  const pull = async (since?: string, limit = 500): Promise<Pulled> => {
    const answer = await caller()
      .get(`/v1/sync?limit=${limit}${since === undefined ? '' : `&since=${since}`}`)
      .expect(200);
    return answer.body as Pulled;
  };

  return {
    deviceId,
    pull,
    /** What the device has, by kind and id. */
    copy,

    async push(...mutations: object[]): Promise<Result[]> {
      const answer = await caller().post('/v1/sync').send({ deviceId, mutations }).expect(200);
      return (answer.body as { results: Result[] }).results;
    },

    /** Lays what has changed over what the device has. */
    async catchUp() {
      const { changes, next } = await pull(token);
      for (const [kind, { rows, removed }] of Object.entries(changes)) {
        for (const row of rows) copy.set(`${kind} ${row.id}`, row);
        for (const id of removed) copy.delete(`${kind} ${id}`);
      }
      token = next;
    },
  };
};
