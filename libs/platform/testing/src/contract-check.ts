import {
  anywhere,
  type Contract,
  type ContractGroup,
  documentedStatuses,
  problemSchema,
  successStatusOf,
  toInlineSchema,
} from '@soomcare/http';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** What a test received, as far as the contract speaks of it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly text: string;
}

const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
const isProblem = ajv.compile(toInlineSchema(problemSchema, 'output'));

/** A problem answer may name no key of its own invention, a success must fit its schema to the letter. */
const explain = (validate: ValidateFunction) =>
  (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ');

interface Known {
  readonly contract: Contract;
  readonly pattern: RegExp;
  readonly validate: ValidateFunction | null;
}

const escape = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);

/** Fixed paths before patterns, so that `/auth/sessions/current` is not read as an id. */
const fixedFirst = (a: Known, b: Known) =>
  Number(a.contract.path.includes('{')) - Number(b.contract.path.includes('{'));

const compile = (groups: readonly ContractGroup[]): Known[] =>
  groups
    .flatMap(({ prefix, endpoints }) =>
      endpoints.map(({ contract }) => ({
        contract,
        pattern: new RegExp(`^${escape(prefix + contract.path).replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        validate: contract.response ? ajv.compile(toInlineSchema(contract.response, 'output')) : null,
      })),
    )
    .sort(fixedFirst);

const checkProblem = ({ status, contentType, headers, body }: Received): string | null => {
  if (!contentType?.startsWith('application/problem+json'))
    return `answers ${status} as ${contentType ?? 'nothing'}`;
  if (!isProblem(body)) return `answers ${status} with a broken problem: ${explain(isProblem)}`;
  if ((body as { status: number }).status !== status) return 'names another status than it has';
  if ((status === 429 || status === 503) && headers['retry-after'] === undefined) {
    return `answers ${status} without Retry-After`;
  }
  return null;
};

const checkSuccess = (
  { contract, validate }: Known,
  { status, contentType, body, text }: Received,
): string | null => {
  if (contract.file && status === 200) {
    return contentType === contract.file ? null : `answers ${status} as ${contentType ?? 'nothing'}`;
  }
  if (status === 304 || !validate) return text === '' ? null : `answers ${status} with content`;
  if (status !== successStatusOf(contract)) return `answers ${status}, which it does not document`;
  if (contentType && contract.alternatives?.some((each) => contentType.startsWith(each))) return null;
  if (!contentType?.startsWith('application/json')) return `answers ${status} as ${contentType ?? 'nothing'}`;
  return validate(body) ? null : `breaks its response schema: ${explain(validate)}`;
};

const check = (known: Known, received: Received): string | null => {
  const { status, body } = received;
  const { code } = (body ?? {}) as { code?: unknown };
  const documented = documentedStatuses(known.contract).includes(status);
  if (!documented && !anywhere.some((each) => each.status === status && each.code === code)) {
    return `answers ${status}, which it does not document`;
  }
  return status >= 400 ? checkProblem(received) : checkSuccess(known, received);
};

/**
 * Holds every answer against the contract it belongs to.
 * @returns a function that throws when an answer breaks its contract, else names the operation
 * (or null where no operation is meant to be: then the answer must be a 404 or 405 problem).
 */
export const createContractCheck = (groups: readonly ContractGroup[]) => {
  const known = compile(groups);

  return (received: Received): string | null => {
    const method = received.method === 'HEAD' ? 'get' : received.method.toLowerCase();
    const match = known.find((each) => each.contract.method === method && each.pattern.test(received.path));
    const flaw = match ? check(match, received) : checkProblem(received);
    if (flaw)
      throw new Error(
        `${match?.contract.operationId ?? received.path} ${flaw}: ${received.text.slice(0, 400)}`,
      );

    return match?.contract.operationId ?? null;
  };
};
