import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { AddressRefused } from './guarded-lookup.ts';

/** Answers of push providers have a few hundred bytes. */
const MAX_ANSWER_BYTES = 65_536;

export interface HttpPost {
  url: URL;
  agent: Agent;
  headers: Readonly<Record<string, string>>;
  body: string | Buffer;
  /** For everything, from the first byte sent to the last one read. */
  deadlineMs: number;
}

export interface HttpAnswer {
  status: number;
  text: string;
  retryAfter: string | undefined;
}

export interface HttpFailure {
  failed: 'timeout' | 'connection-failed' | 'answer-too-big' | 'address-refused';
}

/** One POST by node's own client, whose agent keeps connections. Follows no redirect and never rejects. */
export const post = ({
  url,
  agent,
  headers,
  body,
  deadlineMs,
}: HttpPost): Promise<HttpAnswer | HttpFailure> =>
  new Promise((resolve) => {
    const open = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = open(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    const settle = (result: HttpAnswer | HttpFailure): void => {
      clearTimeout(deadline);
      resolve(result);
    };
    const fail = (failed: HttpFailure['failed']): void => {
      settle({ failed });
      request.destroy();
    };
    const failBy = (error: Error): void => {
      fail(error instanceof AddressRefused ? 'address-refused' : 'connection-failed');
    };
    const deadline = setTimeout(fail, deadlineMs, 'timeout');

    request.on('error', failBy);
    request.on('response', (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('error', failBy);
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) fail('answer-too-big');
      });
      response.on('end', () => {
        settle({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          retryAfter: response.headers['retry-after'],
        });
      });
    });
    request.end(body);
  });
