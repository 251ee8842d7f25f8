import type { z } from 'zod';

import { documentedErrors, successStatusOf } from './documented.ts';
import type { Contract, Endpoint } from './endpoint.ts';
import type { ErrorFactory } from './errors.ts';
import { type JsonSchema, toJsonSchema } from './json-schema.ts';
import { problemSchema } from './problem.ts';
import { CSRF_HEADER, STAFF_COOKIE } from './staff-cookie.ts';

export interface ContractGroup {
  /** Where the router is mounted: `/v1`, or an empty string. */
  readonly prefix: string;
  readonly endpoints: readonly Endpoint[];
}

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Record<string, JsonSchema>>>;
  readonly components: JsonSchema;
}

const REF = '#/components/schemas/';
const fileSchema = { type: 'string', format: 'binary' };
const uploadSchema = { type: 'object', required: ['file'], properties: { file: fileSchema } };
const header = (description: string, schema: JsonSchema = { type: 'string' }) => ({ description, schema });

const describe = (group: ContractGroup, components: Map<string, JsonSchema>) => {
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => toJsonSchema(schema, io, components, REF);
  const problem = schemaOf(problemSchema, 'output');

  const problemResponse = (factories: readonly ErrorFactory[]) => ({
    description: factories.map(({ code, title }) => `${code}: ${title}`).join('. '),
    content: { 'application/problem+json': { schema: problem } },
  });

  const parametersOf = (place: 'path' | 'query', schema: z.ZodObject | undefined) => {
    if (!schema) return [];
    const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
      properties?: Record<string, JsonSchema>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, { description, ...each }]) => ({
      name,
      in: place,
      required: required.includes(name),
      ...(description ? { description } : {}),
      schema: each,
    }));
  };

  const headerParameters = ({ access, ifMatch, idempotent }: Contract) => [
    ...(access.kind === 'member' && !access.ownAccount
      ? [
          {
            name: 'X-Profile',
            in: 'header',
            required: false,
            ...header('Id of a child of mine, in whose profile I act', { type: 'string', format: 'uuid' }),
          },
        ]
      : []),
    ...(ifMatch
      ? [
          {
            name: 'If-Match',
            in: 'header',
            required: ifMatch === 'required',
            ...header('ETag of the version you read'),
          },
        ]
      : []),
    ...(idempotent
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            ...header('The same key and body again gives the first row', {
              type: 'string',
              pattern: '^[!-~]{1,100}$',
            }),
          },
        ]
      : []),
  ];

  const successOf = (contract: Contract) => {
    const status = successStatusOf(contract);
    const headers = {
      ...(status === 201 && contract.ifMatch === undefined && contract.idempotent
        ? { Location: header('Address of the new row') }
        : {}),
      ...(contract.conditional || contract.idempotent || contract.ifMatch === 'required'
        ? { ETag: header('Version of this representation') }
        : {}),
    };
    return {
      [status]: {
        description: contract.summary,
        ...(Object.keys(headers).length > 0 ? { headers } : {}),
        ...(contract.response
          ? {
              content: {
                'application/json': { schema: schemaOf(contract.response, 'output') },
                ...Object.fromEntries((contract.alternatives ?? []).map((type) => [type, {}])),
              },
            }
          : {}),
        ...(contract.file ? { content: { [contract.file]: { schema: fileSchema } } } : {}),
      },
      ...(contract.conditional ? { 304: { description: 'You already have this representation' } } : {}),
    };
  };

  const securityOf = ({ access, method }: Contract) => {
    if (access.kind === 'anyone') return [];
    if (access.kind === 'member') return [{ memberToken: [] }];
    return [{ staffSession: [], ...(method === 'get' ? {} : { staffCsrf: [] }) }];
  };

  const operationOf = ({ contract }: Endpoint): JsonSchema => {
    const parameters = [
      ...parametersOf('path', contract.params),
      ...parametersOf('query', contract.query),
      ...headerParameters(contract),
    ];
    const errors = Map.groupBy(documentedErrors(contract), ({ status }) => status);
    const optionalBody = contract.body?.safeParse(undefined).success ?? false;

    return {
      operationId: contract.operationId,
      summary: contract.summary,
      tags: [contract.tag],
      security: securityOf(contract),
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(contract.body
        ? {
            requestBody: {
              required: !optionalBody,
              content: { 'application/json': { schema: schemaOf(contract.body, 'input') } },
            },
          }
        : {}),
      ...(contract.upload
        ? { requestBody: { required: true, content: { 'multipart/form-data': { schema: uploadSchema } } } }
        : {}),
      responses: {
        ...successOf(contract),
        ...Object.fromEntries([...errors].map(([status, factories]) => [status, problemResponse(factories)])),
        default: {
          description: 'Any other failure, among them 405, 413, 415, 429 and 503',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
    };
  };

  return group.endpoints.map((each) => ({
    path: `${group.prefix}${each.contract.path}`,
    method: each.contract.method,
    tag: each.contract.tag,
    operation: operationOf(each),
  }));
};

const memberSchemes = { memberToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } };
const staffSchemes = {
  staffSession: { type: 'apiKey', in: 'cookie', name: STAFF_COOKIE },
  staffCsrf: { type: 'apiKey', in: 'header', name: CSRF_HEADER },
};

/** The API document (OpenAPI 3.1) of the contracts, without examples: tests add those. */
export const buildOpenApi = (
  info: OpenApiDocument['info'],
  groups: readonly ContractGroup[],
): OpenApiDocument => {
  const components = new Map<string, JsonSchema>();
  const operations = groups.flatMap((group) => describe(group, components));
  const isForStaff = groups.some(({ endpoints }) =>
    endpoints.some(({ contract }) => contract.access.kind === 'staff'),
  );

  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const { path, method, operation } of operations) (paths[path] ??= {})[method] = operation;

  return {
    openapi: '3.1.0',
    info,
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: isForStaff ? staffSchemes : memberSchemes,
      schemas: Object.fromEntries([...components].sort(([a], [b]) => a.localeCompare(b))),
    },
  };
};
