import { type LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { AddressRefused, createGuardedLookup } from './guarded-lookup.ts';
import { isPublicAddress } from './public-address.ts';

const good = { address: '142.250.206.234', family: 4 };
const alsoGood = { address: '2404:6800:400a:80b::200a', family: 6 };
const bad = { address: '169.254.169.254', family: 4 };

/** What a socket would be given; each look-up of the name takes the next answer. */
const lookUp = (answers: (LookupAddress[] | Error)[], options: { all?: boolean } = { all: true }) => {
  const guarded = createGuardedLookup(isPublicAddress, (_name, _options, done) => {
    const answer = answers.shift() ?? [];
    if (answer instanceof Error) done(answer, []);
    else done(null, answer);
  });

  return new Promise((resolve) => {
    guarded('push.example', options, (error, address, family) => {
      resolve(error ?? [address, family]);
    });
  });
};

test('a socket gets the addresses that were judged, as many as it asked for', async () => {
  expect(await lookUp([[good, alsoGood]])).toEqual([[good, alsoGood], undefined]);
  expect(await lookUp([[good, alsoGood]], {})).toEqual([good.address, 4]);
});

test('one bad address among good ones refuses the name', async () => {
  expect(await lookUp([[good, bad]])).toBeInstanceOf(AddressRefused);
  expect(await lookUp([[good, bad]], {})).toBeInstanceOf(AddressRefused);
});

test('a name is looked up once for each connection, so its second answer cannot slip in', async () => {
  const answers = [[good], [bad]];

  expect(await lookUp(answers)).toEqual([[good], undefined]);
  expect(answers).toEqual([[bad]]);
  expect(await lookUp(answers)).toBeInstanceOf(AddressRefused);
});

test('a name without an address, or that cannot be looked up, is an error of another kind', async () => {
  const failure = new Error('ENOTFOUND');

  expect(await lookUp([failure])).toBe(failure);
  expect(await lookUp([[]])).toMatchObject({ message: 'the name has no address' });
});
