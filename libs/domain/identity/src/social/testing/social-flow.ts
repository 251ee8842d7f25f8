import type { useTestIdentity } from '../../testing/test-identity.ts';
import type { SocialProvider } from '../provider-settings.ts';

export const REDIRECT_URL = 'https://app.soomcare.example/log-in';

/** An attempt as the app knows it, and what its address tells the provider. */
export interface BegunAttempt {
  readonly provider: SocialProvider;
  readonly authorizationUrl: string;
  readonly state: string;
  readonly attemptSecret: string;
  readonly nonce: string;
  readonly challenge: string;
}

/** What the app does, step by step. */
export const socialFlow = (world: ReturnType<typeof useTestIdentity>) => {
  const begin = async (provider: SocialProvider = 'google'): Promise<BegunAttempt> => {
    const answer = await world.api.anyone().post('/v1/auth/social-attempts').send({ provider }).expect(201);
    const kept = answer.body as { authorizationUrl: string; state: string; attemptSecret: string };
    const asked = new URL(kept.authorizationUrl).searchParams;
    return {
      provider,
      authorizationUrl: kept.authorizationUrl,
      state: kept.state,
      attemptSecret: kept.attemptSecret,
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
    };
  };

  const bodyOf = ({ provider, state, attemptSecret }: BegunAttempt, different: object = {}) => ({
    provider,
    code: 'a-code',
    state,
    attemptSecret,
    ...different,
  });

  return {
    begin,
    bodyOf,

    finish: (attempt: BegunAttempt, different: object = {}) =>
      world.api.anyone().post('/v1/auth/sessions/social').send(bodyOf(attempt, different)),

    signUp: (attempt: BegunAttempt, different: object = {}) =>
      world.api
        .anyone()
        .post('/v1/auth/sign-ups/social')
        .send({
          attemptSecret: attempt.attemptSecret,
          nickname: '숨이',
          birthDate: '1990-04-12',
          language: 'ko',
          timeZone: 'Asia/Seoul',
          consents: [{ type: 'service', version: '1' }],
          ...different,
        }),
  };
};
