import { type FieldError, httpErrors } from '@soomcare/http';

import { syncErrors } from './sync.errors.ts';
import type { Mutation } from './sync.schemas.ts';
import type { SyncedKind } from './synced-kind.ts';

const refusedFields = (errors: readonly FieldError[]) => httpErrors.INVALID_REQUEST({ errors });

const pointerTo = (path: readonly PropertyKey[]) => ['/fields', ...path.map(String)].join('/');

/**
 * What a mutation says of its row, checked by the schemas of the kind's own routes.
 * @throws INVALID_REQUEST, SYNC_OPERATION_UNKNOWN
 */
export const contentOf = (
  { body, patch }: SyncedKind,
  { op, id, fields = {}, baseVersion }: Mutation,
): unknown => {
  if (op === 'remove' || op === 'restore') return undefined;
  const schema = op === 'create' ? body : patch;
  if (!schema) throw syncErrors.SYNC_OPERATION_UNKNOWN();
  if (op === 'update' && baseVersion === undefined)
    throw refusedFields([{ pointer: '/baseVersion', message: 'an edit names the version it was made on' }]);

  const parsed = schema.safeParse(op === 'create' ? { ...fields, id } : fields);
  if (parsed.success) return parsed.data;

  throw refusedFields(
    parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ pointer: pointerTo(path), message })),
  );
};
