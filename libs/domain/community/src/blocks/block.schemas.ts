import { pageOf, pageQuery } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

export const blockParams = z.object({ memberId: z.uuid().toLowerCase() });
export const blockQuery = z.strictObject(pageQuery);
export type ListBlocks = z.output<typeof blockQuery>;

const blockedMemberView = z
  .object({ memberId: z.uuid(), nickname: z.string(), since: storedInstant })
  .meta({ id: 'BlockedMember', description: 'Somebody whom the member blocked or muted' });
export type BlockedMemberView = z.input<typeof blockedMemberView>;

export const blockedMemberPage = pageOf(blockedMemberView).meta({ id: 'BlockedMemberPage' });
