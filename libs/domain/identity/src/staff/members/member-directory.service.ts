import type { FieldOpener, MemberCiphers } from '@soomcare/database';
import { cutPage, pageSize } from '@soomcare/http';

import { maskEmail, maskName, maskPhone } from '../masking.ts';
import type { AuditService } from '../audit/audit.service.ts';
import { staffErrors } from '../staff.errors.ts';
import type { Look } from './look.ts';
import { type ListMembersQuery, memberCursor } from './member-directory.schemas.ts';
import type { DirectoryRow, MemberDirectoryRepository } from './member-directory.repository.ts';
import type { RecordAccessService } from './record-access.service.ts';

const SEOUL = 'Asia/Seoul';

/** The instant at which a day of Seoul begins, some days later. */
const seoulMidnight = (date: string, daysLater = 0): Date =>
  new Date(Temporal.PlainDate.from(date).add({ days: daysLater }).toZonedDateTime(SEOUL).epochMilliseconds);

interface MemberDirectoryDeps {
  readonly members: MemberDirectoryRepository;
  readonly emailIndex: (email: string) => Buffer;
  readonly memberCiphers: MemberCiphers;
  readonly access: Pick<RecordAccessService, 'find'>;
  readonly audit: AuditService;
}

const placeOf = (rowId: string, column: string) => ({ table: 'members', column, rowId });

export const createMemberDirectoryService = (deps: MemberDirectoryDeps) => {
  const { members, emailIndex, memberCiphers, access, audit } = deps;

  const mask = (opener: FieldOpener, row: DirectoryRow) => {
    const { id, status, sealedName, nickname, sealedEmail, createdAt } = row;
    return {
      id,
      status,
      name: sealedName === null ? null : maskName(opener.open(sealedName, placeOf(id, 'sealed_name'))),
      nickname: maskName(nickname),
      email: sealedEmail === null ? null : maskEmail(opener.open(sealedEmail, placeOf(id, 'sealed_email'))),
      joinedAt: createdAt,
    };
  };

  /** The keys of a page by one statement. */
  const maskAll = async (rows: readonly DirectoryRow[]) => {
    const openerOf = await memberCiphers.openers(rows.map(({ id }) => id));
    return rows.map((row) => mask(openerOf(row.id), row));
  };

  /** One entry for each member shown, committed before the answer leaves; a list of nobody is about nobody. */
  const note = async ({ actor, address }: Look, task: string, subjectIds: readonly string[]) => {
    if (subjectIds.length > 0) await audit.record({ staff: actor, address, task, subjectIds });
  };

  return {
    async list(look: Look, query: ListMembersQuery) {
      const limit = pageSize(query);
      const rows = await members.list({
        status: query.status,
        joinedFrom: query.joinedFrom === undefined ? undefined : seoulMidnight(query.joinedFrom),
        joinedBefore: query.joinedTo === undefined ? undefined : seoulMidnight(query.joinedTo, 1),
        after: query.cursor === undefined ? undefined : memberCursor.decode(query.cursor),
        limit: limit + 1,
      });
      const { items, nextCursor } = cutPage(rows, limit, ({ createdAt, id }) =>
        memberCursor.encode({ createdAt, id }),
      );

      await note(
        look,
        'staffListMembers',
        items.map(({ id }) => id),
      );
      return { items: await maskAll(items), nextCursor };
    },

    async search(look: Look, email: string) {
      const rows = await members.findByEmailIndex(emailIndex(email));

      await note(
        look,
        'staffSearchMembers',
        rows.map(({ id }) => id),
      );
      return { items: await maskAll(rows) };
    },

    /** @throws MEMBER_NOT_FOUND */
    async get(look: Look, id: string) {
      const member = await members.find(id);
      if (!member) throw staffErrors.MEMBER_NOT_FOUND();

      await note(look, 'staffGetMember', [id]);
      const { sealedPhone } = member;
      const opener = await memberCiphers.opener(id);
      return {
        ...mask(opener, member),
        phone: sealedPhone === null ? null : maskPhone(opener.open(sealedPhone, placeOf(id, 'sealed_phone'))),
        birthYear: Number(member.birthDate.slice(0, 4)),
        language: member.language,
        timeZone: member.timeZone,
        recordAccess: await access.find(look.actor.id, id),
      };
    },
  };
};

export type MemberDirectoryService = ReturnType<typeof createMemberDirectoryService>;
