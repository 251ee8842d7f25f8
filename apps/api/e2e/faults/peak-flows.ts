import { newUuid, uuidToBinary } from '@soomcare/database';

import { type Call } from './http-call.ts';
import { type PrivateWorld } from './private-world.ts';

const MINUTE_MS = 60_000;

/** A create with a client-made id, as the app sends it and sends it again. */
export const aPeakFlow = (token: string, index = 0): Call & { readonly body: { readonly id: string } } => ({
  method: 'POST',
  path: '/v1/peak-flows',
  token,
  body: {
    id: newUuid(),
    measuredAt: new Date(Date.now() - (index + 1) * MINUTE_MS).toISOString(),
    blows: [400 + (index % 100)],
    scale: 'EU',
    bronchodilator: 'pre',
  } as { readonly id: string },
});

/** The same without an id: the server makes one, the key tells a repetition. */
export const aKeyedPeakFlow = (token: string, index: number): Call => {
  const { body, ...call } = aPeakFlow(token, index);

  return { ...call, body: { ...body, id: undefined }, headers: { 'Idempotency-Key': newUuid() } };
};

/** The ids of a member's stored rows, as they are, twice if they are there twice. */
export const storedIds = (world: PrivateWorld, memberId: string): Promise<string[]> =>
  world.withDatabase(async (database) => {
    const rows = await database.rows<{ id: string }>(
      'SELECT BIN_TO_UUID(p.id) AS id FROM peak_flows p WHERE p.member_id = ?',
      [uuidToBinary(memberId)],
    );

    return rows.map(({ id }) => id);
  });
