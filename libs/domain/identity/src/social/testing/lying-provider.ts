import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach } from 'vitest';

import type { ProviderSettings } from '../provider-settings.ts';

export interface Received {
  readonly form: URLSearchParams;
  readonly authorization: string | undefined;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text as it is. */
  readonly body?: object | string | Buffer;
}

/** 'hang' takes the request and never answers. */
export type Respond = (received: Received) => Answer | 'hang' | Promise<Answer | 'hang'>;

export const CLIENT_ID = 'soomcare';
export const CLIENT_SECRET = 'between us';
/** A lie that takes longer than this is not waited for. */
const TIMEOUT_MS = 300;

const KEY_ID = 'honest';

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
};

const send = (response: ServerResponse, { status = 200, headers = {}, body = {} }: Answer) => {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(payload);
};

/** A provider of this test's own, which says whatever a test wants it to say. */
export const useLyingProvider = () => {
  let server: Server;
  let url = '';
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let publicKeys: object = {};
  const responders = new Map<string, Respond>();
  const received: { path: string; form: URLSearchParams; authorization: string | undefined }[] = [];

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    const form = await readForm(request);
    const { authorization } = request.headers;
    received.push({ path, form, authorization });
    const respond = responders.get(path);
    const answer: Answer | 'hang' = respond
      ? await respond({ form, authorization })
      : { status: 404, body: {} };
    if (answer !== 'hang') send(response, answer);
  };

  beforeAll(async () => {
    keys = await generateKeyPair('RS256', { extractable: true });
    publicKeys = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
    server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    responders.clear();
    received.length = 0;
    responders.set('/jwks', () => ({ body: publicKeys }));
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  return {
    received,

    on(path: string, respond: Respond) {
      responders.set(path, respond);
    },

    get url() {
      return url;
    },

    get publicKeys() {
      return publicKeys;
    },

    get keys() {
      return keys;
    },

    /** Below a path of its own, so that two providers can live here. */
    settings: (different: Partial<ProviderSettings> = {}): ProviderSettings => ({
      issuer: url,
      authorizationEndpoint: `${url}/authorize`,
      tokenEndpoint: `${url}/token`,
      proof: { kind: 'id-token', jwksUri: `${url}/jwks`, algorithms: ['RS256'] },
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      scope: 'openid',
      namesItself: false,
      timeoutMs: TIMEOUT_MS,
      ...different,
    }),

    /** Signed by the key that the provider shows. */
    sign: (claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: KEY_ID, ...header }).sign(keys.privateKey),
  };
};

export type LyingProvider = ReturnType<typeof useLyingProvider>;
