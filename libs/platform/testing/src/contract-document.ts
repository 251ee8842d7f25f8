import type { JsonSchema, OpenApiDocument } from '@soomcare/http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import type { Capture } from './contract-capture.ts';

interface MediaType {
  readonly schema: JsonSchema;
  readonly example?: unknown;
}
type Content = Record<string, MediaType>;
interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<string, { readonly content?: Content }>;
}

/** Values that look like secrets never stand in a document, though they were only a test's. */
const SECRET_KEYS =
  /^(accessToken|attemptSecret|challenge|csrfToken|refreshToken|token|pushToken|code|password|currentPassword|newPassword)$/;
const isProblemCode = (value: unknown) => typeof value === 'string' && /^[A-Z][A-Z_]+$/.test(value);

const withoutSecrets = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, each: unknown) =>
      SECRET_KEYS.test(key) && typeof each === 'string' && !isProblemCode(each) ? '…' : each,
    ),
  ) as unknown;

const operationsOf = (document: OpenApiDocument): Operation[] =>
  Object.values(document.paths).flatMap((item) => Object.values(item) as unknown as Operation[]);

/** What the document promises and no test received, as `operationId status`. */
export const findUntested = (document: OpenApiDocument, captures: readonly Capture[]): string[] => {
  const seen = new Set(captures.map(({ operationId, status }) => `${operationId} ${status}`));
  return operationsOf(document)
    .flatMap(({ operationId, responses }) =>
      Object.keys(responses)
        .filter((status) => status !== 'default')
        .map((status) => `${operationId} ${status}`),
    )
    .filter((promise) => !seen.has(promise));
};

/**
 * Puts examples into the document: the ones it had before as long as they still fit their schema
 * (so that a run without changes changes nothing), else what the tests saw.
 */
export const addExamples = (
  document: OpenApiDocument,
  captures: readonly Capture[],
  before: OpenApiDocument | null,
): OpenApiDocument => {
  const ajv = formats.default(new Ajv2020({ strict: false }));
  const fits = (schema: JsonSchema, example: unknown) =>
    example !== undefined && ajv.validate({ ...schema, components: document.components }, example);

  const oldOperations = new Map((before ? operationsOf(before) : []).map((each) => [each.operationId, each]));
  const choose = (
    content: Content | undefined,
    old: Content | undefined,
    fresh: unknown,
  ): Content | undefined => {
    if (!content) return undefined;
    return Object.fromEntries(
      Object.entries(content).map(([type, { schema }]) => {
        const example = [old?.[type]?.example, withoutSecrets(fresh ?? null)].find((each) =>
          fits(schema, each),
        );
        return [type, { schema, ...(example === undefined ? {} : { example }) }];
      }),
    );
  };

  const withExamples = (operation: Operation): Operation => {
    const old = oldOperations.get(operation.operationId);
    const mine = captures.filter(({ operationId }) => operationId === operation.operationId);
    const succeeded = mine.find(({ status, requestBody }) => status < 300 && requestBody !== undefined);

    const responses = Object.entries(operation.responses).map(([status, response]) => {
      const capture = mine.find((each) => String(each.status) === status);
      const content = choose(response.content, old?.responses[status]?.content, capture?.responseBody);
      return [status, content ? { ...response, content } : response] as const;
    });
    const requestContent = choose(
      operation.requestBody?.content,
      old?.requestBody?.content,
      succeeded?.requestBody,
    );
    return {
      ...operation,
      ...(operation.requestBody && requestContent
        ? { requestBody: { ...operation.requestBody, content: requestContent } }
        : {}),
      responses: Object.fromEntries(responses),
    };
  };

  const paths = Object.entries(document.paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([method, operation]) => [
        method,
        withExamples(operation as unknown as Operation),
      ]),
    ),
  ]);
  return { ...document, paths: Object.fromEntries(paths) as OpenApiDocument['paths'] };
};
