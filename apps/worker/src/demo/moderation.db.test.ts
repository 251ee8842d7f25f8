import { expect, test } from 'vitest';

import { useDemoWorld } from '../testing/demo-world.ts';
import { loadModeration } from './moderation.ts';

const now = () => new Date('2026-11-21T03:00:00.000Z');
const world = useDemoWorld(now);

test('a call for help, two reports and an appeal wait at the desk, however often the demo is loaded', async () => {
  const deps = { contextsAt: world.contextsAt, now };
  await loadModeration(deps);
  await loadModeration(deps);

  const { queue, appeals } = world.contextsAt(now).community.safety.deskOf(() => Promise.resolve());
  const waiting = (await queue.list({})).items;
  expect(waiting.map(({ source, reason }) => `${source}: ${reason}`)).toEqual([
    'rule: red-flag',
    'member: harassment',
    'member: advert',
  ]);
  expect((await appeals.list({})).items).toMatchObject([
    { kind: 'hide', appealState: 'open', appeal: '제 번호라서 괜찮은 줄 알았습니다.' },
  ]);
});
