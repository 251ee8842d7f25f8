export { type Access, type Actor, anyone, member, staff, type StaffActor } from './access.ts';
export { createHttpApp, type HttpAppOptions } from './app.ts';
export { createMemberGuard, type VerifyToken } from './bearer.ts';
export { createCursor, cutPage, MAX_PAGE, pageOf, pageQuery, pageSize, queryInteger } from './cursor.ts';
export { docsRouter } from './docs.ts';
export { anywhere, documentedErrors, documentedStatuses, successStatusOf } from './documented.ts';
export {
  type Call,
  type Contract,
  created,
  type Endpoint,
  endpoint,
  type Input,
  type Method,
  Reply,
  type Upload,
  versioned,
  versionTag,
} from './endpoint.ts';
export {
  defineErrors,
  type ErrorDefinition,
  type ErrorFactory,
  type FieldError,
  httpErrors,
  ProblemError,
} from './errors.ts';
export { FileReply } from './file-reply.ts';
export { healthRoutes } from './health.ts';
export { createIdempotency, type Idempotency, type KeyedCreate } from './idempotency.ts';
export { idempotencyKeyTable } from './idempotency.entity.ts';
export { type JsonSchema, toInlineSchema } from './json-schema.ts';
export { type Locale, locales } from './locale.ts';
export { BODY_LIMIT_BYTES, mount, type MountOptions } from './mount.ts';
export { buildOpenApi, type ContractGroup, type OpenApiDocument } from './openapi.ts';
export { readOpenApi } from './openapi-file.ts';
export { createPlainPages, escapeHtml } from './plain-page.ts';
export { type Problem, problemSchema } from './problem.ts';
export type { OpenProfile } from './profile.ts';
export { addressKey, createRateLimiter, GENERAL_LIMIT, type Limit, type RateLimiter } from './rate-limit.ts';
export { type HttpServer, serve } from './server.ts';
export {
  createStaffCookie,
  createStaffGuard,
  CSRF_HEADER,
  refuseForeignPages,
  type StaffCookie,
  type VerifyStaffSession,
} from './staff-cookie.ts';
export { StreamReply } from './stream-reply.ts';
