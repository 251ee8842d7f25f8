import { expect, test } from 'vitest';
import { fcmResult, isAccessTokenRefused } from './fcm-answer.ts';

const now = new Date('2026-01-01T00:00:00Z');

const error = (status: string, errorCode?: string): string =>
  JSON.stringify({
    error: {
      code: 0,
      message: 'for a person',
      status,
      details: [
        { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [] },
        ...(errorCode === undefined
          ? []
          : [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode }]),
      ],
    },
  });

const resultOf = (status: number, text: string, retryAfter?: string) =>
  fcmResult({ status, text, retryAfter }, now);

test('an accepted message has the name that FCM gave it', () => {
  expect(resultOf(200, '{"name":"projects/p/messages/0:1"}')).toEqual({
    outcome: 'accepted',
    providerId: 'projects/p/messages/0:1',
  });
});

test.each([
  [400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'refused', 'INVALID_ARGUMENT'],
  [400, 'INVALID_ARGUMENT', undefined, 'refused', 'INVALID_ARGUMENT'],
  [400, 'FAILED_PRECONDITION', undefined, 'refused', 'FAILED_PRECONDITION'],
  [403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH', 'refused', 'SENDER_ID_MISMATCH'],
  [429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED', 'try-later', 'QUOTA_EXCEEDED'],
  [503, 'UNAVAILABLE', 'UNAVAILABLE', 'try-later', 'UNAVAILABLE'],
  [500, 'INTERNAL', 'INTERNAL', 'try-later', 'INTERNAL'],
  // What an operator has to mend is not the message's fault.
  [401, 'UNAUTHENTICATED', 'THIRD_PARTY_AUTH_ERROR', 'try-later', 'THIRD_PARTY_AUTH_ERROR'],
  [401, 'UNAUTHENTICATED', undefined, 'try-later', 'UNAUTHENTICATED'],
  [403, 'PERMISSION_DENIED', undefined, 'try-later', 'PERMISSION_DENIED'],
  [502, 'UNKNOWN', undefined, 'try-later', 'UNKNOWN'],
])('%i %s with the code %s is %s for %s', (status, rpcStatus, errorCode, outcome, reason) => {
  expect(resultOf(status, error(rpcStatus, errorCode))).toMatchObject({ outcome, reason });
});

test('only UNREGISTERED takes a token away; a wrong project, which is 404 too, costs nobody the token', () => {
  expect(resultOf(404, error('NOT_FOUND', 'UNREGISTERED'))).toEqual({ outcome: 'token-gone' });
  expect(resultOf(404, error('NOT_FOUND'))).toMatchObject({ outcome: 'try-later', reason: 'NOT_FOUND' });
});

test.each([
  [200, '{}'],
  [200, '{"name":7}'],
  [200, '<html>'],
  [302, ''],
  [404, '<html>nginx</html>'],
  [503, 'upstream connect error'],
  [500, '{"error":{"status":"a text with someone@example.com"}}'],
])('%i with the text %s is not understood and tried again', (status, text) => {
  expect(resultOf(status, text)).toEqual({
    outcome: 'try-later',
    retryAfterSeconds: null,
    reason: `unreadable-${status}`,
  });
});

test('a 400 is refused for good, whatever its text', () => {
  expect(resultOf(400, '<html>')).toEqual({ outcome: 'refused', reason: 'unreadable-400' });
});

test('Retry-After is heard also when the text is not understood', () => {
  expect(resultOf(503, '', '30')).toMatchObject({ retryAfterSeconds: 30 });
});

test('a 401 asks for a new access token, unless it is Apple that does not take its key', () => {
  const answer = (status: number, text: string) => ({ status, text, retryAfter: undefined });

  expect(isAccessTokenRefused(answer(401, error('UNAUTHENTICATED')))).toBe(true);
  expect(isAccessTokenRefused(answer(401, error('UNAUTHENTICATED', 'THIRD_PARTY_AUTH_ERROR')))).toBe(false);
  expect(isAccessTokenRefused(answer(403, error('PERMISSION_DENIED')))).toBe(false);
});
