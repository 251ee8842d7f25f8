import { type Socket } from 'node:net';
import { AddressRefused } from './guarded-lookup.ts';
import { type HttpAnswer, readAnswer, type ReadAnswer } from './http-answer.ts';

export interface HttpFailure {
  failed: 'timeout' | 'connection-failed' | 'answer-too-big' | 'address-refused';
}

/** One connection, for one request at a time. */
export interface HttpConnection {
  /** Never rejects. @param deadlineMs for everything, from the first byte sent to the last one read */
  ask(request: Buffer, deadlineMs: number): Promise<HttpAnswer | HttpFailure>;
  destroy(): void;
}

/** Answers of push providers have a few hundred bytes. */
const MAX_ANSWER_BYTES = 65_536;
const NOTHING = Buffer.alloc(0);

const tryToRead = (bytes: Buffer, hasEnded: boolean): ReadAnswer | null | undefined => {
  try {
    return readAnswer(bytes, hasEnded);
  } catch {
    return undefined;
  }
};

/** @param onFree can take another request @param onGone never can again */
export const createHttpConnection = (
  socket: Socket,
  { onFree, onGone }: { onFree: () => void; onGone: () => void },
): HttpConnection => {
  let seen: Buffer = NOTHING;
  let waiting: { resolve: (result: HttpAnswer | HttpFailure) => void; deadline: NodeJS.Timeout } | undefined;

  const settle = (result: HttpAnswer | HttpFailure): void => {
    clearTimeout(waiting?.deadline);
    waiting?.resolve(result);
    waiting = undefined;
    seen = NOTHING;
  };
  const fail = (failed: HttpFailure['failed']): void => {
    settle({ failed });
    socket.destroy();
  };
  const read = (hasEnded: boolean): void => {
    // Undefined where nobody has asked, and where it is no HTTP.
    const whole = waiting && tryToRead(seen, hasEnded);
    if (whole === undefined || (whole === null && hasEnded)) fail('connection-failed');
    if (!whole) return;

    settle(whole.answer);
    if (whole.isReusable) onFree();
    else socket.destroy();
  };

  socket.on('data', (chunk: Buffer) => {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    if (seen.length > MAX_ANSWER_BYTES) fail('answer-too-big');
    else read(false);
  });
  socket.on('end', () => {
    read(true);
  });
  socket.on('error', (error) => {
    fail(error instanceof AddressRefused ? 'address-refused' : 'connection-failed');
  });
  socket.on('close', () => {
    fail('connection-failed');
    onGone();
  });

  return {
    ask: (request, deadlineMs) =>
      new Promise((resolve) => {
        waiting = { resolve, deadline: setTimeout(fail, deadlineMs, 'timeout') };
        socket.write(request);
      }),
    destroy() {
      socket.destroy();
    },
  };
};
