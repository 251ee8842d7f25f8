import { type FieldError, httpErrors } from '@soomcare/http';

import type { Mutation } from './sync.schemas.ts';
import type { SyncedKind } from './synced-kind.ts';

const refusedFields = (errors: readonly FieldError[]) => httpErrors.INVALID_REQUEST({ errors });

const pointerTo = (path: readonly PropertyKey[]) => ['/fields', ...path.map(String)].join('/');

/**
 * What a mutation says of its row, checked by the schemas of the kind's own routes.
 * @throws INVALID_REQUEST
 */
export const contentOf = (
  { body, patch }: SyncedKind,
  { op, id, fields = {}, baseVersion }: Mutation,
): unknown => {
  if (op === 'remove' || op === 'restore') return undefined;
  if (op === 'update' && baseVersion === undefined)
    throw refusedFields([{ pointer: '/baseVersion', message: 'an edit names the version it was made on' }]);

  const parsed = op === 'create' ? body.safeParse({ ...fields, id }) : patch.safeParse(fields);
  if (parsed.success) return parsed.data;

  throw refusedFields(
    parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ pointer: pointerTo(path), message })),
  );
};
