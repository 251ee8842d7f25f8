export interface HttpAnswer {
  status: number;
  text: string;
  retryAfter: string | undefined;
}

/** What a connection has brought so far, once it is a whole answer. */
export interface ReadAnswer {
  readonly answer: HttpAnswer;
  /** The connection can take another request. */
  readonly isReusable: boolean;
}

/** Not HTTP/1.1 as RFC 9112 has it. */
export class AnswerGarbled extends Error {
  constructor() {
    super('the answer is not HTTP/1.1');
    this.name = 'AnswerGarbled';
  }
}

const HEAD_END = '\r\n\r\n';
const statusLine = /^HTTP\/1\.([01]) (\d{3})(?: |$)/;
const lastChunk = /^0+(?:;.*)?$/;
const chunkSize = /^([0-9a-f]{1,6})(?:;.*)?$/i;
const contentLength = /^\d{1,9}$/;

/** By their names in lower case; of one that comes twice the last. */
const headersOf = (lines: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');

      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );

/** A body, and where the bytes after it begin; null while there is more to come. */
type Body = { readonly bytes: Buffer; readonly end: number } | null;

const readSized = (bytes: Buffer, start: number, size: number): Body =>
  bytes.length < start + size ? null : { bytes: bytes.subarray(start, start + size), end: start + size };

const readChunks = (bytes: Buffer, start: number): Body => {
  const chunks: Buffer[] = [];
  for (let at = start; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return null;

    const line = bytes.toString('latin1', at, lineEnd);
    if (lastChunk.test(line)) {
      const end = bytes.indexOf(HEAD_END, lineEnd);

      return end < 0 ? null : { bytes: Buffer.concat(chunks), end: end + HEAD_END.length };
    }
    const size = chunkSize.exec(line)?.[1];
    if (size === undefined) throw new AnswerGarbled();

    const chunk = readSized(bytes, lineEnd + 2, Number.parseInt(size, 16));
    if (!chunk) return null;

    chunks.push(chunk.bytes);
    at = chunk.end + 2;
  }
};

/**
 * Reads one answer to a POST (RFC 9112, 6.3) from all that a connection has brought since the request.
 * @param hasEnded whether nothing more can come @returns null while it is not whole @throws AnswerGarbled
 */
export const readAnswer = (bytes: Buffer, hasEnded: boolean): ReadAnswer | null => {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return null;

  const [firstLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const start = headEnd + HEAD_END.length;
  const [, minor, code] = statusLine.exec(firstLine) ?? [];
  if (code === undefined) throw new AnswerGarbled();
  // "100 Continue" and its like come before the answer.
  if (code.startsWith('1')) return readAnswer(bytes.subarray(start), hasEnded);

  const headers = headersOf(lines);
  const encoding = headers.get('transfer-encoding')?.toLowerCase();
  const length = headers.get('content-length');
  const isBodiless = code === '204' || code === '304';
  const isSized = isBodiless || encoding !== undefined || length !== undefined;
  const read = (): Body => {
    if (isBodiless) return readSized(bytes, start, 0);
    if (encoding === 'chunked') return readChunks(bytes, start);
    if (encoding !== undefined) throw new AnswerGarbled();
    if (length === undefined) return hasEnded ? readSized(bytes, start, bytes.length - start) : null;
    if (!contentLength.test(length)) throw new AnswerGarbled();

    return readSized(bytes, start, Number(length));
  };
  const body = read();
  if (!body) return null;

  const isKept = minor === '1' && headers.get('connection')?.toLowerCase() !== 'close';

  return {
    answer: {
      status: Number(code),
      text: body.bytes.toString('utf8'),
      retryAfter: headers.get('retry-after'),
    },
    isReusable: isSized && isKept && !hasEnded && body.end === bytes.length,
  };
};
