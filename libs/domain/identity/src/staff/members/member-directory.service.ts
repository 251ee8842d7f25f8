import { type FieldCipher } from '@soomcare/database';
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
  readonly cipher: FieldCipher;
  readonly access: Pick<RecordAccessService, 'find'>;
  readonly audit: AuditService;
}

export const createMemberDirectoryService = (deps: MemberDirectoryDeps) => {
  const { members, emailIndex, cipher, access, audit } = deps;
  const open = (id: string, column: string, sealed: Buffer) =>
    cipher.open(sealed, { table: 'members', column, rowId: id });

  const mask = ({ id, status, sealedName, nickname, sealedEmail, createdAt }: DirectoryRow) => ({
    id,
    status,
    name: sealedName === null ? null : maskName(open(id, 'sealed_name', sealedName)),
    nickname: maskName(nickname),
    email: sealedEmail === null ? null : maskEmail(open(id, 'sealed_email', sealedEmail)),
    joinedAt: createdAt,
  });

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
      return { items: items.map(mask), nextCursor };
    },

    async search(look: Look, email: string) {
      const rows = await members.findByEmailIndex(emailIndex(email));

      await note(
        look,
        'staffSearchMembers',
        rows.map(({ id }) => id),
      );
      return { items: rows.map(mask) };
    },

    /** @throws MEMBER_NOT_FOUND */
    async get(look: Look, id: string) {
      const member = await members.find(id);
      if (!member) throw staffErrors.MEMBER_NOT_FOUND();

      await note(look, 'staffGetMember', [id]);
      return {
        ...mask(member),
        phone: member.sealedPhone === null ? null : maskPhone(open(id, 'sealed_phone', member.sealedPhone)),
        birthYear: Number(member.birthDate.slice(0, 4)),
        language: member.language,
        timeZone: member.timeZone,
        recordAccess: await access.find(look.actor.id, id),
      };
    },
  };
};

export type MemberDirectoryService = ReturnType<typeof createMemberDirectoryService>;
