import { type IncomingMessage, type ServerResponse } from 'node:http';

const MAX_BODY_BYTES = 16_384;
const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';

/** The body as text; of one that is too long, its beginning. */
export const readBody = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      resolve(Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES).toString('utf8'));
    });
    request.on('error', reject);
  });

export const answerJson = (
  response: ServerResponse,
  status: number,
  answer: object,
  headers: Record<string, string> = {},
): void => {
  const text = JSON.stringify(answer);
  response.writeHead(status, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
};

/** An error as FCM writes it: Google's own status, and FCM's narrower code in the details. */
export const answerError = (
  response: ServerResponse,
  code: number,
  [status, errorCode]: [status: string, errorCode?: string],
  headers: Record<string, string> = {},
): void => {
  const details = errorCode === undefined ? [] : [{ '@type': FCM_ERROR, errorCode }];
  answerJson(
    response,
    code,
    { error: { code, message: 'Said by the test double.', status, details } },
    headers,
  );
};
