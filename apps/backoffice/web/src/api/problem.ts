/** What a call ended with when it did not succeed; `code` is the server's stable word for it. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(facts: {
    code: string;
    title: string;
    status: number;
    requestId: string | null;
    retryAfterSeconds: number | null;
  }) {
    super(facts.title);
    this.name = 'ApiProblem';
    this.code = facts.code;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The body of a call that went well; anything else is thrown. */
export const bodyOf = async <Data>(call: Promise<Answer<Data>>): Promise<Data> => {
  const { data, error, response } = await reached(call);
  if (data === undefined) throw problemOf(error, response);

  return data;
};

/** For calls that answer without a body. */
export const done = async (call: Promise<Answer<unknown>>): Promise<void> => {
  const { error, response } = await reached(call);
  if (!response.ok) throw problemOf(error, response);
};

const reached = async <Data>(call: Promise<Answer<Data>>): Promise<Answer<Data>> => {
  try {
    return await call;
  } catch (error) {
    throw new ApiProblem({
      code: 'NETWORK',
      title: String(error),
      status: 0,
      requestId: null,
      retryAfterSeconds: null,
    });
  }
};

const problemOf = (error: unknown, response: Response) => {
  const retryAfter = Number(response.headers.get('Retry-After'));

  return new ApiProblem({
    code: textOf(error, 'code') ?? 'UNKNOWN',
    title: textOf(error, 'title') ?? response.statusText,
    status: response.status,
    requestId: textOf(error, 'requestId') ?? response.headers.get('X-Request-Id'),
    retryAfterSeconds: retryAfter > 0 ? retryAfter : null,
  });
};

const textOf = (value: unknown, name: string): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  const text: unknown = Reflect.get(value, name);

  return typeof text === 'string' ? text : null;
};

export const isProblem = (error: unknown, code: string): error is ApiProblem =>
  error instanceof ApiProblem && error.code === code;
