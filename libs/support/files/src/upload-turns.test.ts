import { expect, test } from 'vitest';

import { createUploadTurns } from './upload-turns.ts';

const aGate = () => Promise.withResolvers<void>();

const ME = 'a member';

test('one more than the limit is refused at once, and is taken when one has left', async () => {
  const turns = createUploadTurns({ inAll: 2, ofOne: 2 });
  const gate = aGate();
  const held = [turns.enter(ME, () => gate.promise), turns.enter('another', () => gate.promise)];

  await expect(turns.enter('a third', () => Promise.resolve())).rejects.toMatchObject({
    code: 'UPLOADS_BUSY',
    details: { headers: { 'Retry-After': '5' } },
  });

  gate.resolve();
  await Promise.all(held);
  await expect(turns.enter(ME, () => Promise.resolve('taken'))).resolves.toBe('taken');
});

test('who sends slowly takes no turn of others', async () => {
  const turns = createUploadTurns({ inAll: 3, ofOne: 2 });
  const gate = aGate();
  const held = [turns.enter(ME, () => gate.promise), turns.enter(ME, () => gate.promise)];

  await expect(turns.enter(ME, () => Promise.resolve())).rejects.toMatchObject({ code: 'UPLOADS_BUSY' });
  await expect(turns.enter('another', () => Promise.resolve('taken'))).resolves.toBe('taken');

  gate.resolve();
  await Promise.all(held);
  await expect(turns.enter(ME, () => Promise.resolve('taken'))).resolves.toBe('taken');
});

test('what runs alone runs one after the other, also after a failure', async () => {
  const turns = createUploadTurns({ inAll: 5, ofOne: 5 });
  let running = 0;
  const most: number[] = [];
  const work = (fails: boolean) =>
    turns.enter(ME, (alone) =>
      alone(async () => {
        running += 1;
        most.push(running);
        await new Promise(setImmediate);
        running -= 1;
        if (fails) throw new Error('no picture');
      }),
    );

  const results = await Promise.allSettled([work(false), work(true), work(false)]);

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(most).toEqual([1, 1, 1]);
});
