import { loadConfig } from '@soomcare/config';
import { createBlindIndex, createDatabase, createFieldCipher, newUuid } from '@soomcare/database';
import { createStaffSetUp } from '@soomcare/identity';

import { tables } from './tables.ts';

const USAGE = 'create-staff.ts E-MAIL ROLE NAME';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Makes the first account of an installation; its administrator invites the others over HTTP. */
const run = async ([email = '', role = '', ...name]: string[]) => {
  const { database: options, secrets } = loadConfig();
  const database = await createDatabase({ ...options, entities: tables });

  try {
    const cipher = createFieldCipher({ keys: secrets.fieldKeys });
    const storage = { database, cipher, blindIndex: createBlindIndex(secrets.indexKey) };
    const setUp = createStaffSetUp({ storage, secrets, clock: { now: () => new Date(), newId: newUuid } });
    const { password, totpSecret, totpUri } = await setUp.createByHand({ email, role, name: name.join(' ') });

    say(
      `${email} can log in to the back-office. This is shown once; change the password after the first log-in.`,
    );
    say(`password:           ${password}`);
    say(`authenticator app:  ${totpSecret}`);
    say(`as a QR code:       ${totpUri}`);
  } finally {
    await database.close();
  }
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    `no account was made: ${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`,
  );
  process.exitCode = 1;
}
