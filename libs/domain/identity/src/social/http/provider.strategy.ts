import type { Request, Response } from 'express';
import passport from 'passport';

import { ProofRefused } from '../id-token.ts';
import type { AttemptSecrets, ProviderClient, ProviderIdentity } from '../provider-client.ts';

/** A provider's answer together with what we kept of its attempt. */
export interface AnsweredAttempt {
  readonly code: string;
  readonly state: string;
  readonly secrets: AttemptSecrets;
  /** As the provider named itself beside the code. */
  readonly iss: string | undefined;
}

/** Passport strategy for one provider: succeeds with who it is, or fails with the reason. */
class ProviderStrategy extends passport.Strategy {
  override readonly name: string;
  // Not #private fields: passport calls `authenticate` on an object derived from this one.
  private readonly client: ProviderClient;

  constructor(name: string, client: ProviderClient) {
    super();
    this.name = name;
    this.client = client;
  }

  override authenticate({ body }: Request) {
    const { code, state, secrets, iss } = body as AnsweredAttempt;
    // Mix-up: the code came from somebody else than the one it is going to be shown to (RFC 9207, 2.4).
    const wrongIssuer = iss === undefined ? this.client.namesItself : iss !== this.client.issuer;
    if (wrongIssuer) {
      this.fail('answer: iss', 401);
      return;
    }

    this.client.prove(code, state, secrets).then(
      (identity) => this.success(identity),
      (failure: unknown) => {
        if (failure instanceof ProofRefused) this.fail(failure.reason, 401);
        else this.error(failure);
      },
    );
  }
}

export type Proof =
  | { readonly kind: 'proven'; readonly identity: ProviderIdentity }
  /** `reason` is for the log. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Asks the provider's strategy. @throws ProviderUnavailable */
export type Authenticate = (provider: string, attempt: AnsweredAttempt) => Promise<Proof>;

export const createProviderAuthenticator = (clients: ReadonlyMap<string, ProviderClient>): Authenticate => {
  const authenticator = new passport.Passport();
  for (const [provider, client] of clients) authenticator.use(new ProviderStrategy(provider, client));

  return (provider, attempt) =>
    new Promise((resolve, reject) => {
      const settle = (failure: unknown, identity?: ProviderIdentity | false | null, reason?: unknown) => {
        if (failure) reject(failure instanceof Error ? failure : new Error('a strategy failed'));
        else if (identity) resolve({ kind: 'proven', identity });
        else resolve({ kind: 'refused', reason: typeof reason === 'string' ? reason : 'unknown' });
      };
      const middleware = authenticator.authenticate(provider, { session: false }, settle) as (
        request: Request,
        response: Response,
        next: (failure?: unknown) => void,
      ) => void;
      // The attempt is no HTTP request of ours any more: the contract has parsed it, the service has claimed it.
      middleware({ body: attempt } as Request, {} as Response, reject);
    });
};
