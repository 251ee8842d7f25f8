import { expect, test } from 'vitest';
import { armFailpoint, failpoint } from './failpoint.ts';

test('a failpoint does nothing unless it is armed, and nothing any more once disarmed', async () => {
  await failpoint('somewhere');
  const disarm = armFailpoint('somewhere', () => {
    throw new Error('armed');
  });
  await failpoint('elsewhere');
  await expect(failpoint('somewhere')).rejects.toThrow('armed');

  disarm();
  await failpoint('somewhere');
});

test('an armed failpoint can hold the program', async () => {
  let release = (): void => {};
  const disarm = armFailpoint('gate', () => new Promise<void>((resolve) => (release = resolve)));
  let passed = false;
  const waiting = failpoint('gate').then(() => (passed = true));

  await Promise.resolve();
  expect(passed).toBe(false);
  release();
  await waiting;
  expect(passed).toBe(true);
  disarm();
});
