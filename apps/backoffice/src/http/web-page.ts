import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';

const NONCE_BYTES = 16;

/** The build writes this where the page's own style elements take their nonce from (vite: `html.cspNonce`). */
const NONCE_PLACE = '__CSP_NONCE__';

/** Addresses that are the API's: what is not there is a 404 problem, not the page. */
const API_PATHS = /^\/(v1|health|docs|openapi\.json)(\/|$)/;

/** A year: a file under /assets has its content's hash in its name. */
const ASSETS_MAX_AGE_MS = 365 * 24 * 60 * 60 * 1000;

/** Scripts only from our files; styles from our files and from elements that carry this answer's nonce. */
const policy = (nonce: string) =>
  helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", `'nonce-${nonce}'`],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  });

/** The built page of a folder: its files, and `index.html` for every address that the page itself knows. */
export const webPage = (folder: string): Router => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');

  const sendPage: RequestHandler = (request, response, next) => {
    if (API_PATHS.test(request.path) || !request.accepts('html')) return next();

    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    policy(nonce)(request, response, (error) => {
      if (error) return next(error);
      response.type('html').send(html.replaceAll(NONCE_PLACE, nonce));
    });
  };

  const pages = Router();
  const options = { index: false, fallthrough: true, dotfiles: 'ignore' } as const;
  pages.use(
    '/assets',
    express.static(join(folder, 'assets'), { ...options, immutable: true, maxAge: ASSETS_MAX_AGE_MS }),
    // A file of an older build is gone, not the page under its name.
    (_request, _response, next) => next('router'),
  );
  pages.use(express.static(folder, options));
  pages.get('/{*path}', sendPage);
  return pages;
};
