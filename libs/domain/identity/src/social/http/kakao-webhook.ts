import { addressKey, type Limit, type RateLimiter } from '@soomcare/http';
import express, { type Request, type RequestHandler, Router } from 'express';

import type { UnlinkService } from '../unlink.service.ts';

const BODY_LIMIT_BYTES = 4 * 1024;
/** Kakao calls from a handful of addresses; guessing the key from elsewhere is cut short. */
const WEBHOOKS_PER_ADDRESS: Limit = { name: 'webhooks-address', points: 1_000, seconds: 60 };

const userIdOf = (fields: unknown): string => {
  if (typeof fields !== 'object' || fields === null || !('user_id' in fields)) return '';
  return typeof fields.user_id === 'string' ? fields.user_id : '';
};

interface KakaoWebhookDeps {
  readonly unlinks: UnlinkService;
  readonly rateLimiter: RateLimiter;
}

/**
 * Kakao's unlink webhook, as developers.kakao.com (Kakao Login, Webhook) describes it: GET with a query or POST with
 * a form, `Authorization: KakaoAK <admin key>`, and `app_id`, `user_id`, `referrer_type`; 200 within three seconds.
 * No contract of ours: its shape is Kakao's to extend, so unknown fields are let be, and the app's document, which
 * is for people who write clients, does not name it.
 */
export const kakaoWebhook = ({ unlinks, rateLimiter }: KakaoWebhookDeps): Router => {
  const admit: RequestHandler = async (request, _response, next) => {
    await rateLimiter.consume(WEBHOOKS_PER_ADDRESS, addressKey(request.ip ?? ''));
    unlinks.checkKey(request.get('Authorization'));
    next();
  };
  const accept =
    (fieldsOf: (request: Request) => unknown): RequestHandler =>
    async (request, response) => {
      await unlinks.accept(userIdOf(fieldsOf(request)));
      response.status(200).end();
    };

  const router = Router({ caseSensitive: true, strict: true });
  router.get(
    '/webhooks/kakao/unlink',
    admit,
    accept((request) => request.query),
  );
  router.post(
    '/webhooks/kakao/unlink',
    admit,
    express.urlencoded({ extended: false, limit: BODY_LIMIT_BYTES, parameterLimit: 20 }),
    accept((request) => request.body as unknown),
  );
  return router;
};
