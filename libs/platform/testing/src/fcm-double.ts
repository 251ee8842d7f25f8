import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { createFcmAccess } from './fcm-double-access.ts';
import { type TestServiceAccount } from './fcm-double-account.ts';
import { createFcmDevices, type FcmArrival } from './fcm-double-devices.ts';
import {
  createFcmFaultPlan,
  type FcmFault,
  type FcmFaultCounts,
  type FcmFaultRatios,
  fcmFaults,
} from './fcm-double-faults.ts';
import { answerError, answerJson, readBody } from './fcm-double-http.ts';
import { type FcmMessage } from './fcm-double-message.ts';
import { createFcmSend } from './fcm-double-send.ts';

export interface FcmDoubleDeps {
  account: TestServiceAccount;
  /** 0 takes a free port. */
  port?: number;
  ratios?: FcmFaultRatios;
  retryAfterSeconds?: number;
  slowMs?: number;
  now?: () => Date;
  random?: () => number;
}

export interface FcmStats {
  /** Given out by the token endpoint. */
  accessTokens: number;
  /** Requests to `messages:send`. */
  requests: number;
  /** Messages taken over, whether or not the sender was told so. */
  accepted: number;
  /** Distinct pairs of token and collapse key. */
  shown: number;
  /** How many of these pairs the member saw come more than once. */
  shownTwice: number;
  /** Accepted messages after the first of their pair. */
  repeats: number;
  /** What FCM itself would have refused: no valid access token, no valid message. */
  unauthenticated: number;
  invalid: number;
  faults: FcmFaultCounts;
}

export interface FcmDouble {
  /** The base address of the token endpoint and of the messages. */
  readonly url: string;
  readonly account: TestServiceAccount;
  stats(): FcmStats;
  arrivals(): Iterable<FcmArrival>;
  /** The newest message taken over. */
  lastMessage(): FcmMessage | undefined;
  setRatios(ratios: FcmFaultRatios): void;
  setForToken(token: string, fault: FcmFault | null): void;
  revokeAccessTokens(): void;
  close(): Promise<void>;
}

const SLOW_MS = 300;
// Google's front ends keep an idle connection for minutes; Node's five seconds would cut one in a quiet test.
const KEEP_ALIVE_MS = 60_000;

const faultRatios = z.partialRecord(z.enum(fcmFaults), z.number().min(0).max(1));

const listen = (server: ReturnType<typeof createServer>, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`);
    });
  });

/**
 * A stand-in for Firebase Cloud Messaging and Google's token endpoint that speaks their HTTP: it takes only what they
 * would take, goes wrong as told, and judges what a member saw twice.
 * For other processes it also has `GET /stats`, `GET /arrivals` (a JSON line each) and `PUT /faults` (ratios).
 */
export const startFcmDouble = async ({
  account,
  port = 0,
  ratios = {},
  retryAfterSeconds = 1,
  slowMs = SLOW_MS,
  now = () => new Date(),
  random = Math.random,
}: FcmDoubleDeps): Promise<FcmDouble> => {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const url = await listen(server, port);
  const access = createFcmAccess({ account, audience: `${url}/token`, now });
  const devices = createFcmDevices(now);
  const plan = createFcmFaultPlan(random);
  plan.setRatios(ratios);
  const { projectId } = account;
  const { isGranted } = access;
  const messages = createFcmSend({ projectId, isGranted, devices, plan, retryAfterSeconds, slowMs, now });

  const stats = (): FcmStats => ({
    accessTokens: access.grantedCount(),
    ...messages.counts(),
    ...devices.counts(),
    faults: plan.counts(),
  });

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void> | void> =
    {
      'POST /token': async (request, response) => {
        const { status, answer } = access.grant(await readBody(request));
        answerJson(response, status, answer);
      },
      [`POST /v1/projects/${projectId}/messages:send`]: async (request, response) => {
        messages.handle(await readBody(request), request.headers.authorization, response);
      },
      'GET /stats': (_request, response) => {
        answerJson(response, 200, stats());
      },
      'GET /arrivals': (_request, response) => {
        Readable.from(devices.arrivalLines()).pipe(response);
      },
      'PUT /faults': async (request, response) => {
        plan.setRatios(faultRatios.parse(JSON.parse(await readBody(request))));
        answerJson(response, 200, {});
      },
    };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const route = routes[`${request.method} ${request.url}`];
    if (!route) {
      answerError(response, 404, ['NOT_FOUND']);

      return;
    }

    Promise.resolve(route(request, response)).catch(() => {
      response.destroy();
    });
  });

  return {
    url,
    account,
    stats,
    arrivals: devices.arrivals,
    lastMessage: messages.lastMessage,
    setRatios: plan.setRatios,
    setForToken: plan.setForToken,
    revokeAccessTokens: access.revokeAll,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
