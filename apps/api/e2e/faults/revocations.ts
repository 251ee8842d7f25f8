import { type AppProcess } from './app-process.ts';
import { type Answer, describe, isSuccess, send } from './http-call.ts';
import { PASSWORD, type WorldMember } from './private-world.ts';

export const revocationKinds = [
  'log-out',
  'log-out everywhere',
  'ending one session',
  'password change',
  'withdrawal',
] as const;
export type RevocationKind = (typeof revocationKinds)[number];

/** A member needs two log-ins for each: from the first one the revocation is asked for. */
export const LOG_INS = 2;

export interface Revocation {
  readonly kind: RevocationKind;
  /** When the answer that confirmed it arrived. */
  readonly confirmedAt: number;
  /** These must be refused from then on. */
  readonly revoked: readonly string[];
  /** These must go on. */
  readonly kept: readonly string[];
}

const callFor = (kind: RevocationKind, otherSessionId: string) => {
  switch (kind) {
    case 'log-out':
      return { method: 'DELETE', path: '/v1/auth/sessions/current' } as const;
    case 'log-out everywhere':
      return { method: 'DELETE', path: '/v1/auth/sessions' } as const;
    case 'ending one session':
      return { method: 'DELETE', path: `/v1/auth/sessions/${otherSessionId}` } as const;
    case 'password change':
      return {
        method: 'PUT',
        path: '/v1/me/password',
        body: { currentPassword: PASSWORD, newPassword: `${PASSWORD} 새로` },
      } as const;
    case 'withdrawal':
      return { method: 'DELETE', path: '/v1/me' } as const;
  }
};

/** Of the tokens of the first and the second log-in, whether each is over. */
const isOver = {
  'log-out': [true, false],
  'log-out everywhere': [true, true],
  'ending one session': [false, true],
  'password change': [false, true],
  withdrawal: [true, true],
} as const satisfies Record<RevocationKind, readonly [boolean, boolean]>;

export const who = (token: string) => ({ path: '/v1/me', token });

/** Uses every token on every process, so that whatever keeps copies of sessions has them. */
export const useEverywhere = async (apis: readonly AppProcess[], members: readonly WorldMember[]) => {
  const tokens = members.flatMap(({ sessions }) => sessions.map(({ accessToken }) => accessToken));
  const answers = await Promise.all(
    apis.flatMap(({ port }) => tokens.map((token) => send(port, who(token)))),
  );
  const refused = answers.find((answer) => !isSuccess(answer));
  if (refused) throw new Error(`a live token was not accepted: ${describe(refused)}`);
};

/** Revokes through one process. */
export const revoke = async (
  api: AppProcess,
  { sessions }: WorldMember,
  kind: RevocationKind,
): Promise<Revocation> => {
  const [first, second] = sessions;
  if (!first || !second) throw new Error('a revocation needs two log-ins');

  const answer: Answer = await send(api.port, {
    ...callFor(kind, second.sessionId),
    token: first.accessToken,
  });
  if (answer.status !== 204) throw new Error(`the revocation failed: ${describe(answer)}`);

  const over = isOver[kind];
  const tokens = [first.accessToken, second.accessToken];
  return {
    kind,
    confirmedAt: answer.sentAt + answer.ms,
    revoked: tokens.filter((_, index) => over[index]),
    kept: tokens.filter((_, index) => !over[index]),
  };
};
