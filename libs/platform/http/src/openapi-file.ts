import { existsSync, readFileSync } from 'node:fs';

import type { OpenApiDocument } from './openapi.ts';

/** The document that the tests wrote beside an app; null where they have not run yet. */
export const readOpenApi = (file: string): OpenApiDocument | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument) : null;
