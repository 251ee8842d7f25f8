import { createCursor, pageOf, pageQuery } from '@soomcare/http';
import { z } from 'zod';

import { memberStatuses } from '../../members/member.entity.ts';
import { language } from '../../members/member.schemas.ts';
import { emailAddress, personalText } from '../../text.schemas.ts';

/** Days that MySQL keeps. */
const day = z.iso.date().refine((date) => date >= '1900-01-01' && date <= '2999-12-31');

export const listMembersQuery = z
  .strictObject({
    status: z.enum(memberStatuses).optional(),
    joinedFrom: day.optional().meta({ description: 'The day they joined, in Seoul, from' }),
    joinedTo: day.optional().meta({ description: 'The day they joined, in Seoul, to and with' }),
    ...pageQuery,
  })
  .refine(({ joinedFrom, joinedTo }) => !joinedFrom || !joinedTo || joinedFrom <= joinedTo, {
    path: ['joinedTo'],
    message: 'joinedTo lies before joinedFrom',
  });
export type ListMembersQuery = z.output<typeof listMembersQuery>;

export const memberCursor = createCursor(z.strictObject({ createdAt: z.iso.datetime(), id: z.uuid() }));

/** In a body, since an address must not stand in a URL, where every proxy logs it (ASVS 5.0, 14.2.1). */
export const searchMembersBody = z.strictObject({ email: emailAddress });

export const memberParams = z.object({ id: z.uuid().toLowerCase() });

const row = {
  id: z.uuid(),
  status: z.enum(memberStatuses),
  name: z.string().nullable().meta({ description: 'Masked', example: '홍*동' }),
  nickname: z.string().meta({ description: 'Masked', example: '숨*지' }),
  email: z.string().nullable().meta({
    description: 'Masked; null for a member who logs in by a provider only',
    example: 'ab***@example.com',
  }),
  joinedAt: z.iso.datetime(),
};

export const memberRowView = z
  .object(row)
  .meta({ id: 'MemberRow', description: 'Masked; nothing about health' });
export const memberRowsView = pageOf(memberRowView);
export const foundMembersView = z.object({ items: z.array(memberRowView) }).meta({ id: 'FoundMembers' });

export const openRecordBody = z.strictObject({
  reason: personalText({
    min: 10,
    max: 500,
    description: 'Why; the member will read it. Not their name, which it outlives.',
    example: '회원 문의: 지난주 최대호기유량 기록이 보이지 않음',
  }),
  minutes: z.int().min(1).max(60).meta({ example: 30 }),
});
export type OpenRecord = z.output<typeof openRecordBody>;

export const recordAccessView = z
  .object({
    id: z.uuid(),
    memberId: z.uuid(),
    reason: z.string(),
    grantedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'RecordAccess' });
export type RecordAccess = z.output<typeof recordAccessView>;

export const maskedMemberView = z
  .object({
    ...row,
    phone: z.string().nullable().meta({ description: 'Masked', example: '010-****-1234' }),
    birthYear: z.int(),
    language,
    timeZone: z.string(),
    recordAccess: recordAccessView
      .nullable()
      .meta({ description: 'My own access to the records, while it lasts' }),
  })
  .meta({ id: 'MaskedMember', description: 'Nothing about health' });
