import { loadConfig } from '@soomcare/config';
import { demoLogIns } from '@soomcare/identity';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Prints how to log in as each of the demo staff. @throws in production, which has none */
const print = () => {
  const { environment, secrets, demoStaffPassword } = loadConfig();
  if (environment === 'production') throw new Error('production has no demo staff (SOOMCARE_ENV)');
  if (demoStaffPassword === undefined) throw new Error('DEMO_STAFF_PASSWORD is not set');

  say(`Staff password: ${demoStaffPassword}`);
  say('e-mail                          role                  code now  secret for an authenticator app');
  for (const { email, role, code, totpSecret } of demoLogIns(secrets.indexKey, new Date())) {
    say(`${email.padEnd(32)}${role.padEnd(22)}${code}    ${totpSecret}`);
  }
};

try {
  print();
} catch (error) {
  process.stderr.write(
    `no demo log-ins were printed: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
