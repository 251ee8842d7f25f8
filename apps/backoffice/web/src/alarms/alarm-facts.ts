import type { Delivery } from '../api/api.ts';

/** How it looks: what has arrived, what may yet, what was not needed, what went wrong. */
const tones = {
  claimed: 'waiting',
  sent: 'good',
  acknowledged: 'good',
  failed: 'bad',
  not_sent: 'idle',
  missed_to_send: 'bad',
} as const satisfies Record<Delivery['state'], string>;

export const toneOf = ({ state }: Delivery) => tones[state];

/** Devices have no names here: they are numbered in the order in which a day mentions them. */
export const deviceNumbers = (
  doses: readonly { deliveries: readonly Delivery[] }[],
): ReadonlyMap<string, number> => {
  const ids = doses.flatMap(({ deliveries }) => deliveries.flatMap(({ deviceId }) => deviceId ?? []));

  return new Map([...new Set(ids)].map((id, index) => [id, index + 1]));
};
