import { toInlineSchema } from './json-schema.ts';
import type { Contract, Endpoint } from './endpoint.ts';

const pathNames = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);

const flawsOf = (contract: Contract): string[] => {
  const flaws: string[] = [];
  // Types already ask for these; the check is for callers that got around them.
  if (!(contract as Partial<Contract>).access) flaws.push('has no access policy');

  if (contract.neverLimited && contract.access.kind === 'anyone')
    flaws.push('is open to anyone without a limit');

  // Routes are found by their first step.
  if (/^\/[^/]*\{/.test(contract.path)) flaws.push('has a path that begins with a parameter');

  const declared = contract.params ? Object.keys(contract.params.shape) : [];
  if (pathNames(contract.path).join() !== declared.join())
    flaws.push('names other path parameters than its path');

  for (const part of ['query', 'body'] as const) {
    const schema = contract[part];
    if (!schema) continue;
    const json = toInlineSchema(schema, 'input');
    if (json['type'] === 'object' && json['additionalProperties'] !== false)
      flaws.push(`has a ${part} that is not strict`);
  }
  return flaws;
};

/**
 * Refuses to start with a contract that would be unsafe or ambiguous.
 * @throws Error that lists every flaw.
 */
export const checkContracts = (endpoints: readonly Endpoint[]) => {
  const flaws = endpoints.flatMap(({ contract }) =>
    flawsOf(contract).map((flaw) => `${contract.operationId} ${flaw}`),
  );

  const seen = new Set<string>();
  for (const { contract } of endpoints) {
    for (const name of [contract.operationId, `${contract.method} ${contract.path}`]) {
      if (seen.has(name)) flaws.push(`${name} is declared twice`);
      seen.add(name);
    }
  }

  if (flaws.length > 0) throw new Error(`Contracts are not fit to mount:\n  ${flaws.join('\n  ')}`);
};
