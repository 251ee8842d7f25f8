import { createLogger } from '@soomcare/observability';
import { beforeEach, expect, test } from 'vitest';

import { useTestIdentity } from '../testing/test-identity.ts';
import { useLyingProvider } from './testing/lying-provider.ts';
import { REDIRECT_URL, socialFlow } from './testing/social-flow.ts';

const lines: string[] = [];
const liar = useLyingProvider();
const world = useTestIdentity({
  logger: createLogger({ level: 'trace', name: 'test', destination: { write: (line) => lines.push(line) } }),
  social: () => ({
    redirectUrl: REDIRECT_URL,
    allowLoopback: true,
    providers: { google: liar.settings() },
  }),
});
const flow = socialFlow(world);

beforeEach(() => lines.splice(0));

test.each([
  ['a lie', { body: { access_token: 'opaque-token', token_type: 'bearer', id_token: 'a.lying.token' } }, 401],
  ['a failure', { status: 500, body: { error: 'what the provider says' } }, 502],
  ['a refusal', { status: 400, body: { error: 'what the provider says' } }, 401],
])(
  '%s is logged once, with the reason and with nothing that opens anything',
  async (_name, answer, status) => {
    const attempt = await flow.begin();
    liar.on('/token', () => answer);
    await flow.finish(attempt, { code: 'the-code-itself' }).expect(status);

    expect(lines).toHaveLength(1);
    const line = lines.join();
    expect(line).toMatch(/"provider":"google","reason":"[^"]+"/);
    const verifier = liar.received[0]?.form.get('code_verifier') ?? 'no verifier';
    const secrets = [attempt.state, attempt.attemptSecret, attempt.nonce, verifier, 'the-code-itself'];
    for (const secret of [
      ...secrets,
      'opaque-token',
      'a.lying.token',
      'between us',
      'what the provider says',
    ]) {
      expect(line).not.toContain(secret);
    }
  },
);
