import { newUuid } from '@soomcare/database';
import type { Caller } from '@soomcare/testing';

export interface Result {
  readonly status: string;
  readonly row:
    ({ readonly id: string; readonly version: number } & Readonly<Record<string, unknown>>) | null;
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

  return {
    deviceId,

    async push(...mutations: object[]): Promise<Result[]> {
      const answer = await caller().post('/v1/sync').send({ deviceId, mutations }).expect(200);
      return (answer.body as { results: Result[] }).results;
    },

    async pull(since?: string, limit = 500): Promise<Pulled> {
      const answer = await caller()
        .get(`/v1/sync?limit=${limit}${since === undefined ? '' : `&since=${since}`}`)
        .expect(200);
      return answer.body as Pulled;
    },
  };
};
