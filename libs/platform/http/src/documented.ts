import type { Contract } from './endpoint.ts';
import { type ErrorFactory, httpErrors } from './errors.ts';

/** May come from any operation at any time; the document describes them once, as `default`. */
export const anywhere: readonly ErrorFactory[] = [
  httpErrors.PROFILE_NOT_FOUND,
  httpErrors.PROFILE_REFUSED,
  httpErrors.PROFILE_READ_ONLY,
  httpErrors.METHOD_NOT_ALLOWED,
  httpErrors.IDEMPOTENCY_KEY_IN_USE,
  httpErrors.BODY_TOO_LARGE,
  httpErrors.UNSUPPORTED_MEDIA_TYPE,
  httpErrors.TOO_MANY_REQUESTS,
  httpErrors.SERVICE_UNAVAILABLE,
];

export const successStatusOf = (contract: Contract) =>
  contract.status ?? (contract.response || contract.file ? 200 : 204);

/** Every error that this operation names in the document: what its shape implies and what it lists. */
export const documentedErrors = (contract: Contract): readonly ErrorFactory[] => {
  const { access, alternatives, errors = [], ifMatch, idempotent, method } = contract;
  const implied = [
    httpErrors.INVALID_REQUEST,
    ...(access.kind === 'anyone' ? [] : [httpErrors.LOG_IN_REQUIRED]),
    ...(access.kind === 'member' && access.consents.length > 0 ? [httpErrors.CONSENT_REQUIRED] : []),
    ...(access.kind === 'member' && access.recentLogIn ? [httpErrors.RECENT_LOG_IN_REQUIRED] : []),
    ...(access.kind === 'staff' && access.permission !== null ? [httpErrors.NOT_PERMITTED] : []),
    ...(access.kind === 'staff' && method !== 'get' ? [httpErrors.CSRF_REFUSED] : []),
    ...(alternatives ? [httpErrors.NOT_ACCEPTABLE] : []),
    ...(ifMatch ? [httpErrors.VERSION_MISMATCH] : []),
    ...(ifMatch === 'required' ? [httpErrors.IF_MATCH_REQUIRED] : []),
    ...(idempotent ? [httpErrors.IDEMPOTENCY_KEY_REUSED] : []),
  ];

  return [...new Set([...implied, ...errors])].sort((a, b) => a.status - b.status);
};

/** Statuses that some passing test must have received: the success, 304 where offered, each named error's. */
export const documentedStatuses = (contract: Contract): readonly number[] => [
  ...new Set([
    successStatusOf(contract),
    ...(contract.conditional ? [304] : []),
    ...documentedErrors(contract).map(({ status }) => status),
  ]),
];
