import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createTestServiceAccount } from './fcm-double-account.ts';
import { startFcmDouble } from './fcm-double.ts';

// The double as a program of its own:
//   node libs/platform/testing/src/fcm-double-main.ts --key-file <path> [--port 9099]
// It writes the key file for FCM_SERVICE_ACCOUNT, prints its address for FCM_TOKEN_URL and FCM_MESSAGES_URL on one
// line, and ends by SIGTERM or SIGINT.
const { values } = parseArgs({
  options: { 'key-file': { type: 'string' }, port: { type: 'string', default: '0' } },
});
const keyFile = values['key-file'];
if (keyFile === undefined) throw new Error('--key-file is required');

const account = createTestServiceAccount();
writeFileSync(keyFile, account.keyFile, { mode: 0o600 });
const double = await startFcmDouble({ account, port: Number(values.port) });
process.stdout.write(`${double.url}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void double.close());
}
