import fastJsonStringify from 'fast-json-stringify';
import type { z } from 'zod';

import { type JsonSchema, mapSchema, toInlineSchema } from './json-schema.ts';

/** `anyOf: [X, null]`, as zod writes it, in the short form that the serialiser compiles without a validator. */
const shortenNullable = (node: JsonSchema): JsonSchema => {
  const options = node['anyOf'];
  if (!Array.isArray(options) || options.length !== 2) return node;

  const [first, second] = options as [JsonSchema, JsonSchema];
  if (second['type'] !== 'null') return node;
  return { ...first, nullable: true };
};

/**
 * A serialiser compiled from the response schema. It is the allow-list as well:
 * a key that the contract does not name never leaves the process, a missing one is an error (500).
 */
export const compileSerialiser = (schema: z.ZodType): ((value: unknown) => string) =>
  fastJsonStringify(mapSchema(toInlineSchema(schema, 'output'), shortenNullable) as fastJsonStringify.Schema);
