import { addressKey, type Limit, type RateLimiter } from '@soomcare/http';
import { type Request, type RequestHandler, type Response, Router } from 'express';

import { ACCEPT_PATH, STOP_PATH } from '../caregiver-mail-texts.ts';
import type { CaregiverLinks } from '../caregiver-links.service.ts';
import { type CaregiverPage, PAGE_HEADERS, renderCaregiverPage } from './caregiver-page.ts';

/** Loose, as one address may stand for many people; a token of 256 bits is not guessed anyway. */
const PAGES_PER_ADDRESS: Limit = { name: 'caregiver-pages', points: 60, seconds: 60 };

const send = (request: Request, response: Response, status: number, page: CaregiverPage) => {
  const language = request.acceptsLanguages('ko', 'en') === 'en' ? 'en' : 'ko';
  response.status(status).set(PAGE_HEADERS).end(renderCaregiverPage(page, language));
};

const tokenOf = ({ query }: Request): string => (typeof query['token'] === 'string' ? query['token'] : '');

/**
 * Where the links of a caregiver's mails lead. Mail scanners open links, so opening one only shows a button; pressing
 * it does what it says. The token is the proof: there is no log-in. No contract: the answers are pages for a person.
 */
export const caregiverPages = ({
  links,
  rateLimiter,
}: {
  links: CaregiverLinks;
  rateLimiter: RateLimiter;
}): Router => {
  const admit: RequestHandler = async (request, response, next) => {
    response.locals['route'] = request.path;
    await rateLimiter.consume(PAGES_PER_ADDRESS, addressKey(request.ip ?? ''));
    next();
  };
  const show =
    (page: CaregiverPage): RequestHandler =>
    (request, response) =>
      send(request, response, 200, page);
  const press =
    (act: (token: string) => Promise<boolean>, done: CaregiverPage): RequestHandler =>
    async (request, response) => {
      const isDone = await act(tokenOf(request));
      send(request, response, isDone ? 200 : 410, isDone ? done : 'void');
    };

  const router = Router({ caseSensitive: true, strict: true });
  router.get(ACCEPT_PATH, admit, show('accept'));
  router.post(ACCEPT_PATH, admit, press(links.accept, 'accepted'));
  router.get(STOP_PATH, admit, show('stop'));
  router.post(STOP_PATH, admit, press(links.stop, 'stopped'));
  return router;
};
