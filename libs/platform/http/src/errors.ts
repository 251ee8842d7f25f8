/** Status, English sentence, Korean sentence. The code (the key) is API and never changes. */
export type ErrorDefinition = readonly [status: number, en: string, ko: string];

export interface FieldError {
  /** JSON pointer into the body (`/blows/0`) or `query:limit`, `path:id`, `header:If-Match`. */
  readonly pointer: string;
  readonly message: string;
}

interface ProblemDetails {
  /** Facts about the failure that the caller may see: never a stack, SQL or another person's data. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is an error. Thrown anywhere, turned into problem+json at the edge. */
export class ProblemError extends Error {
  readonly code: string;
  readonly definition: ErrorDefinition;
  readonly details: ProblemDetails;

  constructor(code: string, definition: ErrorDefinition, details: ProblemDetails = {}) {
    super(code);
    this.name = 'ProblemError';
    this.code = code;
    this.definition = definition;
    this.details = details;
  }

  get status(): number {
    return this.definition[0];
  }
}

/** Makes one `ProblemError`; carries its code and status so that a contract can list it. */
export interface ErrorFactory {
  (details?: ProblemDetails): ProblemError;
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/**
 * A catalogue of errors: `defineErrors({ PEAK_FLOW_NOT_FOUND: [404, 'No such …', '그런 … 없습니다'] })`.
 * Both languages are required, so a missing Korean sentence does not compile.
 */
export const defineErrors = <const D extends Readonly<Record<string, ErrorDefinition>>>(
  definitions: D,
): { readonly [Code in keyof D]: ErrorFactory } => {
  const factories = Object.entries(definitions).map(([code, definition]) => {
    const factory = (details?: ProblemDetails) => new ProblemError(code, definition, details);
    return [code, Object.assign(factory, { code, status: definition[0], title: definition[1] })];
  });

  return Object.fromEntries(factories) as { readonly [Code in keyof D]: ErrorFactory };
};

export const httpErrors = defineErrors({
  INVALID_REQUEST: [400, 'The request is not valid', '요청 내용이 올바르지 않습니다'],
  MALFORMED_JSON: [400, 'The body is not valid JSON', '본문이 올바른 JSON이 아닙니다'],
  MALFORMED_URL: [400, 'The address is not valid', '주소가 올바르지 않습니다'],
  BAD_CURSOR: [400, 'This cursor does not belong to this list', '이 목록의 커서가 아닙니다'],
  LOG_IN_REQUIRED: [401, 'Please log in', '로그인이 필요합니다'],
  CONSENT_REQUIRED: [403, 'A consent is needed for this', '이 기능에는 동의가 필요합니다'],
  NOT_PERMITTED: [403, 'Your role does not permit this', '담당 권한으로는 할 수 없습니다'],
  CSRF_REFUSED: [403, 'The request did not come from this page', '이 페이지에서 보낸 요청이 아닙니다'],
  RECENT_LOG_IN_REQUIRED: [403, 'Please log in again to do this', '다시 로그인한 뒤 이용해 주세요'],
  PROFILE_REFUSED: [
    403,
    'This is about your own account: call it without X-Profile',
    '본인 계정에 관한 기능입니다. 자녀 프로필이 아닌 내 프로필에서 이용해 주세요',
  ],
  PROFILE_READ_ONLY: [
    403,
    'This profile can only be read until its owner has taken it over',
    '본인이 계정을 넘겨받을 때까지 이 프로필은 보기만 할 수 있습니다',
  ],
  ORIGIN_NOT_ALLOWED: [403, 'This origin is not allowed', '허용되지 않은 출처입니다'],
  NOT_FOUND: [404, 'There is nothing at this address', '해당 주소에는 아무것도 없습니다'],
  PROFILE_NOT_FOUND: [404, 'You have no such profile', '해당 프로필이 없습니다'],
  METHOD_NOT_ALLOWED: [405, 'This method is not offered here', '지원하지 않는 메서드입니다'],
  NOT_ACCEPTABLE: [406, 'This is not offered in the form you accept', '요청한 형식으로는 제공하지 않습니다'],
  IDEMPOTENCY_KEY_IN_USE: [
    409,
    'A request with this key is still running',
    '같은 키의 요청이 아직 처리 중입니다',
  ],
  VERSION_MISMATCH: [
    412,
    'The row has changed since you read it',
    '읽은 뒤에 내용이 바뀌었습니다. 다시 읽어 주세요',
  ],
  BODY_TOO_LARGE: [413, 'The body is larger than 256 KiB', '본문이 256 KiB보다 큽니다'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Send application/json in UTF-8', 'UTF-8 application/json으로 보내 주세요'],
  IDEMPOTENCY_KEY_REUSED: [
    422,
    'This id or key was already used with another body',
    '이미 다른 내용으로 사용된 id 또는 키입니다',
  ],
  IF_MATCH_REQUIRED: [428, 'Send If-Match with the ETag you read', '읽은 ETag를 If-Match로 보내 주세요'],
  TOO_MANY_REQUESTS: [
    429,
    'Too many requests, please wait a little',
    '요청이 너무 많습니다. 잠시 뒤 다시 시도해 주세요',
  ],
  HEADERS_TOO_LARGE: [431, 'The request headers are too large', '요청 헤더가 너무 큽니다'],
  INTERNAL_ERROR: [
    500,
    'Something went wrong on our side',
    '서버에 문제가 생겼습니다. 잠시 뒤 다시 시도해 주세요',
  ],
  SERVICE_UNAVAILABLE: [
    503,
    'The service cannot answer right now',
    '지금은 응답할 수 없습니다. 잠시 뒤 다시 시도해 주세요',
  ],
});
