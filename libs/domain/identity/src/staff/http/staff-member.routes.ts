import { type Endpoint, endpoint, type Limit, staff } from '@soomcare/http';

import {
  foundMembersView,
  listMembersQuery,
  maskedMemberView,
  memberParams,
  memberRowsView,
  openRecordBody,
  recordAccessView,
  searchMembersBody,
} from '../members/member-directory.schemas.ts';
import type { MemberDirectoryService } from '../members/member-directory.service.ts';
import type { RecordAccessService } from '../members/record-access.service.ts';
import { staffErrors } from '../staff.errors.ts';

/** Far above what a person reads, far below what copying the whole list takes (안전성 확보조치 기준, Art. 5). */
const LISTS: Limit = { name: 'staff-member-lists', points: 600, seconds: 60 * 60 };

const tag = 'Members';

/** Members as staff see them: masked, nothing about health, an audit entry for each one shown. */
export const staffMemberRoutes = ({
  members,
  access,
}: {
  members: MemberDirectoryService;
  access: RecordAccessService;
}): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/members',
      operationId: 'staffListMembers',
      summary: 'List members, newest first, masked',
      tag,
      access: staff({ permission: 'members:read' }),
      limit: LISTS,
      query: listMembersQuery,
      response: memberRowsView,
    },
    ({ actor, query, call }) => members.list({ actor, address: call.address }, query),
  ),
  endpoint(
    {
      method: 'post',
      path: '/members/search',
      operationId: 'staffSearchMembers',
      summary: 'Find the member with exactly this e-mail address, masked',
      tag,
      access: staff({ permission: 'members:read' }),
      limit: LISTS,
      body: searchMembersBody,
      response: foundMembersView,
    },
    ({ actor, body, call }) => members.search({ actor, address: call.address }, body.email),
  ),
  endpoint(
    {
      method: 'get',
      path: '/members/{id}',
      operationId: 'staffGetMember',
      summary: 'One member, masked',
      tag,
      access: staff({ permission: 'members:read' }),
      limit: LISTS,
      params: memberParams,
      response: maskedMemberView,
      errors: [staffErrors.MEMBER_NOT_FOUND],
    },
    ({ actor, params, call }) => members.get({ actor, address: call.address }, params.id),
  ),
  endpoint(
    {
      method: 'post',
      path: '/members/{id}/record-access',
      operationId: 'staffOpenRecordAccess',
      summary: 'Open a member’s records for a while, with a reason that the member will read',
      tag,
      access: staff({ permission: 'records:read' }),
      params: memberParams,
      body: openRecordBody,
      status: 201,
      response: recordAccessView,
      errors: [staffErrors.MEMBER_NOT_FOUND],
    },
    ({ actor, params, body, call }) => access.open({ actor, address: call.address }, params.id, body),
  ),
];
