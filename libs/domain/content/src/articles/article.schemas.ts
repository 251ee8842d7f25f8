import { freeText, localDay } from '@soomcare/member-rows';
import { z } from 'zod';

import { languages, maxLength } from './article.entity.ts';

const MAX_SOURCES = 30;
const MAX_TAGS = 10;
const MAX_TAG = 30;
const MAX_URL = 500;

export const articleSlug = z
  .string()
  .max(maxLength.slug)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .meta({ example: 'how-to-measure-peak-flow' });

export const articleLanguage = z.enum(languages);

export const articleSource = z
  .strictObject({
    title: freeText(200),
    url: z.url({ protocol: /^https$/ }).max(MAX_URL),
    accessedOn: localDay.meta({ description: 'When it was last read' }),
  })
  .meta({ id: 'ArticleSource' });
export type ArticleSource = z.output<typeof articleSource>;

export const articleSources = z.array(articleSource).min(1).max(MAX_SOURCES);

export const articleTags = z
  .array(freeText(MAX_TAG))
  .max(MAX_TAGS)
  .refine((tags) => new Set(tags).size === tags.length, 'each tag once');

export const medicalReview = z
  .strictObject({ name: freeText(maxLength.name), reviewedOn: localDay })
  .meta({ id: 'MedicalReview', description: 'Who of the profession has read this very text, and when' });
