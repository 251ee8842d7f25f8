import { randomBytes } from 'node:crypto';

import {
  bytes,
  createFieldCipher,
  createMemberCiphers,
  type DatabaseOptions,
  flag,
  instant,
  localDate,
  type MemberCiphers,
  newUuid,
  nullable,
  primary,
  sealed,
  table,
  text,
  uuid,
} from '@soomcare/database';
import { anActor, createFakeClock, useTestDatabase } from '@soomcare/testing';
import { beforeAll } from 'vitest';

import { exportTables } from '../export.entity.ts';
import { createExports, type Exports } from '../exports.module.ts';

/** Something of each kind that a member's row may hold. */
class Letter {
  memberId!: string;
  id!: string;
  title!: string;
  isRead!: boolean;
  writtenOn!: string;
  sentAt!: Date | null;
  sealedText!: Buffer;
  sealedKey!: Buffer | null;
  hash!: Buffer;
  draft!: string | null;
}

const letterTable = table<Letter>()({
  target: Letter,
  tableName: 'letters',
  columns: {
    memberId: primary(uuid()),
    id: primary(uuid()),
    title: text(50),
    isRead: flag(),
    writtenOn: localDate(),
    sentAt: nullable(instant()),
    sealedText: sealed(400_000),
    sealedKey: nullable(sealed(100)),
    hash: bytes(16),
    draft: nullable(text(50)),
  },
});

const START = '2026-03-10T03:00:00.000Z';

/** Exports on a real MySQL, of one table whose rows tests write. */
export const useTestExports = () => {
  const database = useTestDatabase({ entities: [...exportTables, letterTable] });
  const clock = createFakeClock(START);
  const cipher = createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] });
  let memberCiphers: MemberCiphers;
  let exports: Exports;

  const build = (tables: DatabaseOptions['entities']) =>
    createExports({
      database: database(),
      cipher,
      memberCiphers,
      tables,
      now: clock.now,
      newId: newUuid,
      decisions: {
        letters: {
          without: ['draft'],
          sealed: { sealedText: (opened) => `opened: ${opened}`, sealedKey: 'secret' },
        },
        exports: { leftOut: 'copy' },
      },
    });

  beforeAll(async () => {
    await database().run(`
      CREATE TABLE letters (
        member_id BINARY(16) NOT NULL, id BINARY(16) NOT NULL, title VARCHAR(50) NOT NULL, is_read TINYINT NOT NULL,
        written_on DATE NOT NULL, sent_at DATETIME(3) NULL, sealed_text MEDIUMBLOB NOT NULL,
        sealed_key VARBINARY(100) NULL, hash BINARY(16) NOT NULL, draft VARCHAR(50) NULL,
        PRIMARY KEY (member_id, id)
      )`);
    memberCiphers = createMemberCiphers({ database: database(), ring: cipher, now: clock.now });
    exports = build([...exportTables, letterTable]);
  });

  const countRows = async (name: 'exports' | 'export_chunks'): Promise<number> => {
    const [row] = await database().rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${name}`);
    return row?.total ?? 0;
  };

  return {
    database,
    clock,
    cipher,
    countRows,
    get memberCiphers() {
      return memberCiphers;
    },
    get exports() {
      return exports;
    },
    /** As in an app that has forgotten the table. */
    exportsWithoutLetters: () => build(exportTables),
    aMember: () => anActor({ authenticatedAt: clock.now() }),

    async write(memberId: string, different: { title?: string; text?: string } = {}): Promise<string> {
      const id = newUuid();
      const place = { table: 'letters', column: 'sealed_text', rowId: id };
      const sealer = await memberCiphers.sealer(memberId);
      await database().manager.insert(letterTable, {
        ...{ memberId, id, title: different.title ?? '제목', isRead: true, writtenOn: '2026-03-01' },
        sentAt: new Date(START),
        sealedText: sealer.seal(different.text ?? '밤새 기침', place),
        sealedKey: randomBytes(40),
        hash: randomBytes(16),
        draft: 'a draft that nobody needs',
      });
      return id;
    },

    /** As if every worker had died that was making one. */
    endLeases: () => database().run('UPDATE exports SET lease_until = NOW(3) WHERE lease_until IS NOT NULL'),
  };
};
