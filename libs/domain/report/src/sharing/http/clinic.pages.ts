import { addressKey, FileReply, httpErrors, ProblemError, type RateLimiter } from '@soomcare/http';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';

import { PAGE_HEADERS } from '../../html/page.ts';
import { inForm } from '../../report-forms.ts';
import type { ReportLanguage } from '../../report.entity.ts';
import { clinicForm } from '../share-code.schemas.ts';
import { type ShareCodeService, TRIES_OF_ADDRESS } from '../share-code.service.ts';
import { knockPage, openedPage } from './clinic-page.ts';

export const CLINIC_PATH = '/clinic';

const languageOf = (request: Request): ReportLanguage =>
  request.acceptsLanguages('ko', 'en') === 'en' ? 'en' : 'ko';

const sendPage = (response: Response, page: string) => response.set(PAGE_HEADERS).end(page);

/** What went wrong stands above the form, in the words of the API's own error. */
const refuse = (request: Request, response: Response, { definition, details, status }: ProblemError) => {
  const [, english, korean] = definition;
  const language = languageOf(request);
  response.status(status).set(details.headers ?? {});
  sendPage(response, knockPage(language, language === 'en' ? english : korean));
};

/**
 * Where a clinic opens a patient's report in its browser. What it types travels in the body, so that it stands in no
 * address, no history and no log. No contract: the answers are pages for a person.
 */
export const clinicPages = ({
  shares,
  rateLimiter,
}: {
  shares: ShareCodeService;
  rateLimiter: RateLimiter;
}): Router => {
  const nameRoute: RequestHandler = (_request, response, next) => {
    response.locals['route'] = CLINIC_PATH;
    next();
  };
  const show: RequestHandler = (request, response) => {
    sendPage(response, knockPage(languageOf(request)));
  };

  const openFor = async (request: Request, response: Response) => {
    const address = request.ip ?? '';
    await rateLimiter.consume(TRIES_OF_ADDRESS, addressKey(address));
    const typed = clinicForm.safeParse(request.body);
    if (!typed.success) throw httpErrors.INVALID_REQUEST();

    const { form, ...proof } = typed.data;
    const report = await shares.open({ ...proof, address });
    const file = form === 'pdf' ? await inForm(report, 'application/pdf') : null;
    if (!(file instanceof FileReply)) return sendPage(response, openedPage(report, proof));

    response.set('Content-Type', file.mediaType);
    return response.set('Content-Disposition', `attachment; filename="${file.fileName}"`).end(file.content);
  };
  const open: RequestHandler = async (request, response) => {
    try {
      await openFor(request, response);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      refuse(request, response, error);
    }
  };

  const router = Router({ caseSensitive: true, strict: true });
  router.get(CLINIC_PATH, nameRoute, show);
  router.post(CLINIC_PATH, nameRoute, express.urlencoded({ extended: false, limit: '1kb' }), open);
  return router;
};
