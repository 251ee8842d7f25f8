import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { afterAll, beforeAll } from 'vitest';

import type { ProviderSettings } from '../provider-settings.ts';
import { REDIRECT_URL } from './social-flow.ts';

const CLIENT_ID = 'soomcare';
const CLIENT_SECRET = 'a secret of the real provider';
const TIMEOUT_MS = 3_000;
const MAX_HOPS = 10;

interface OAuthContext {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
    readonly provider: Provider;
  };
}

const configuration = async () => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${REDIRECT_URL}/google`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'real', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only for this test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    // Whoever logged in has agreed.
    loadExistingGrant: async ({ oidc }: OAuthContext) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 300,
      Session: 300,
      Grant: 300,
    },
  };
};

/** What a browser brings back to the app: `code`, `state` and `iss`, or an `error`. */
export type CalledBack = Readonly<Record<string, string>>;

/** A real OpenID provider (oidc-provider, certified) in this process, with a browser that needs no screen. */
export const useRealProvider = () => {
  let server: Server;
  let url = '';
  /** Who sits before the browser. */
  let person = '';

  beforeAll(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(url, await configuration());
    const callback = provider.callback();
    server.on('request', (request, response) => {
      if (request.url !== '/interaction') return callback(request, response);
      void provider.interactionFinished(request, response, { login: { accountId: person } });
    });
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  return {
    settings: (): ProviderSettings => ({
      issuer: url,
      authorizationEndpoint: `${url}/auth`,
      tokenEndpoint: `${url}/token`,
      proof: { kind: 'id-token', jwksUri: `${url}/jwks`, algorithms: ['RS256'] },
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      scope: 'openid',
      namesItself: true,
      timeoutMs: TIMEOUT_MS,
    }),

    /** Opens the address in a new browser and logs in; null when the provider shows an error page instead. */
    async logIn(authorizationUrl: string, subject: string): Promise<CalledBack | null> {
      person = subject;
      const cookies = new Map<string, string>();
      let next = authorizationUrl;
      for (let hop = 0; hop < MAX_HOPS; hop += 1) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(next, { redirect: 'manual', headers: { Cookie: cookie } });
        await response.body?.cancel();
        for (const each of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
          cookies.set(name, value);
        }
        const location = response.headers.get('Location');
        if (location === null) return null;

        next = new URL(location, next).href;
        if (next.startsWith(REDIRECT_URL)) return Object.fromEntries(new URL(next).searchParams);
      }
      throw new Error('the provider sent the browser in circles');
    },
  };
};
