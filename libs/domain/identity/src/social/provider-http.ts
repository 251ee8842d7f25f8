/** The provider gave no usable answer: away, slow, redirecting, broken, or it does not know our keys. */
export class ProviderUnavailable extends Error {
  /** For the log: our own words, never the provider's. */
  readonly reason: string;

  constructor(reason: string) {
    super(`the provider gave no usable answer: ${reason}`);
    this.name = 'ProviderUnavailable';
    this.reason = reason;
  }
}

export interface ProviderAnswer {
  readonly status: number;
  /** Not yet checked for its shape. */
  readonly json: unknown;
}

export interface ProviderRequest {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  /** False where only the status counts (RFC 7009, 2.2). */
  readonly expectsJson?: boolean;
}

/** Key sets and tokens take a few KiB. */
const MAX_ANSWER_BYTES = 256 * 1024;

// Naver has been seen to label its JSON as text.
const JSON_TYPE = /^(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

const readBounded = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counts what was unpacked: a small answer may unpack to a large one.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new ProviderUnavailable('answer too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ProviderUnavailable('answer is no JSON');
  }
};

const readAnswer = async (response: Response, expectsJson: boolean): Promise<ProviderAnswer> => {
  const { status } = response;
  // A redirect could lead the client's secret, or us, anywhere.
  if (status >= 300 && status < 400) throw new ProviderUnavailable('answer is a redirect');
  if (status >= 500 || status === 429) throw new ProviderUnavailable(`status ${status}`);
  if (!expectsJson) {
    await response.body?.cancel();
    return { status, json: null };
  }
  if (!JSON_TYPE.test(response.headers.get('Content-Type') ?? '')) {
    throw new ProviderUnavailable('answer is no JSON');
  }
  return { status, json: parseJson(await readBounded(response)) };
};

/**
 * Asks a provider: bounded in time and size, no redirect followed, JSON only.
 * @throws ProviderUnavailable
 */
export const askProvider = async (
  url: string,
  { method, headers = {}, form, expectsJson = true }: ProviderRequest,
  timeoutMs: number,
): Promise<ProviderAnswer> => {
  try {
    const response = await fetch(url, {
      method,
      headers: { Accept: 'application/json', ...headers },
      redirect: 'manual',
      // Runs on while the body is read.
      signal: AbortSignal.timeout(timeoutMs),
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    return await readAnswer(response, expectsJson);
  } catch (error) {
    if (error instanceof ProviderUnavailable) throw error;
    const slow = error instanceof Error && error.name === 'TimeoutError';
    throw new ProviderUnavailable(slow ? 'no answer in time' : 'no connection');
  }
};
