import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import webPush from 'web-push';
import { z } from 'zod';
import { type PushTarget } from '../push-sender.ts';
import { createWebPushSender, type VapidConfig } from '../web-push-sender.ts';
import { type PushBench, type PushBenchOptions, RETRY_AFTER_SECONDS } from './push-bench.ts';
import { createTestBrowser } from './test-browser.ts';
import { createTestCertificate } from './test-certificate.ts';

const { cert, key } = createTestCertificate();
const OVERSIZE_BYTES = 1_048_576;

export const testVapid: VapidConfig = {
  ...webPush.generateVAPIDKeys(),
  subject: 'mailto:push@soomcare.example',
};

const payload = z.strictObject({
  title: z.string(),
  body: z.string(),
  data: z.record(z.string(), z.string()),
  collapseKey: z.string(),
});

interface TakenRequest {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const statuses = { gone: 410, later: 429, 'later-by-date': 503, refused: 400 };

type Answer = Parameters<PushBench['answerWith']>[0] | { status: number; headers?: Record<string, string> };

const answer = (how: Exclude<Answer, object>, response: ServerResponse): void => {
  switch (how) {
    case 'accept':
      response.writeHead(201, { location: 'https://push.example/m/1' }).end();

      return;
    case 'gone':
    case 'refused':
      response.writeHead(statuses[how]).end();

      return;
    case 'later':
      response.writeHead(statuses[how], { 'retry-after': String(RETRY_AFTER_SECONDS) }).end();

      return;
    case 'later-by-date':
      response.writeHead(statuses[how], {
        'retry-after': new Date(Date.now() + RETRY_AFTER_SECONDS * 1_000).toUTCString(),
      });
      response.end();

      return;
    case 'silent':
      return;
    case 'cut':
      response.destroy();

      return;
    case 'garbage':
      response.socket?.end('no HTTP at all\r\n\r\n');

      return;
    case 'oversize':
      response.writeHead(201).end(Buffer.alloc(OVERSIZE_BYTES));

      return;
    default:
      how satisfies never;
  }
};

export interface WebPushBench extends PushBench {
  /** Whatever the push service got, oldest first. */
  requests: readonly TakenRequest[];
  answerWith(answer: Answer): void;
  targetAt(endpoint: string): PushTarget;
  port: number;
}

/** The Web Push adapter before a push service on this machine, which it is told to allow. */
export const openWebPush = async (options: PushBenchOptions = {}): Promise<WebPushBench> => {
  const browser = createTestBrowser();
  const requests: TakenRequest[] = [];
  let how: Answer = 'accept';
  let taken = 0;

  const server = createServer({ cert, key }, (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ headers: request.headers, body: Buffer.concat(chunks) });
      if (typeof how === 'object') {
        response.writeHead(how.status, how.headers).end();

        return;
      }
      if (how === 'accept' || how === 'cut') taken += 1;
      answer(how, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const sender = createWebPushSender({
    vapid: testVapid,
    now: () => new Date(),
    isAllowedAddress: () => true,
    ca: cert,
    ...options,
  });
  const targetAt = (endpoint: string): PushTarget => ({ kind: 'web', token: browser.subscription(endpoint) });

  return {
    sender,
    target: targetAt(`https://localhost:${port}/send/abc`),
    targetAt,
    port,
    requests,
    answerWith(next: Answer) {
      how = next;
    },
    taken: () => taken,
    lastTaken() {
      const last = requests.at(-1);
      if (!last) return undefined;

      const { headers, body } = last;

      return {
        ...payload.parse(JSON.parse(browser.read(body))),
        ttlSeconds: Number(headers['ttl']),
        urgency: headers['urgency'] === 'high' ? 'high' : 'normal',
      };
    },
    async close() {
      await sender.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
};
