import { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';

import type { OpenApiDocument } from './openapi.ts';

/** `/openapi.json` and, for people, `/docs` (Swagger UI; its inline styles need a looser policy than the API's). */
export const docsRouter = (document: OpenApiDocument): Router => {
  const router = Router();
  const sendDocument: RequestHandler = (_request, response) => {
    response.json(document);
  };
  router.get('/openapi.json', sendDocument);

  const policy = helmet.contentSecurityPolicy({
    directives: {
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      upgradeInsecureRequests: null,
    },
  });
  router.use(
    '/docs',
    policy,
    swaggerUi.serve,
    swaggerUi.setup(document, { customSiteTitle: document.info.title }),
  );
  return router;
};
