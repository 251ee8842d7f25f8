import { randomBytes } from 'node:crypto';
import { type Database } from './database.ts';
import { createFieldCipher, type FieldCipher, FieldCipherError } from './field-cipher.ts';
import { type Transaction } from './transaction.ts';
import { binaryToUuid, listedIds, uuidToBinary } from './uuid.ts';

export type FieldOpener = Pick<FieldCipher, 'open'>;

/** Seals and opens for one member, with a key of their own: without it no copy of a row can be read. */
export interface MemberCiphers {
  /** Opens nothing where the member has no key. Outside of a transaction a key that was just read is at hand. */
  opener(memberId: string, within?: Transaction): Promise<FieldOpener>;
  /** The same for all members of a page, by one statement at most. */
  openers(memberIds: readonly string[]): Promise<(memberId: string) => FieldOpener>;
  /** A member's first use makes their key. Always reads it anew, so that nothing is sealed with a key that is gone. */
  sealer(memberId: string, within?: Transaction): Promise<FieldCipher>;
  /** An eraser: from its commit on nothing of this member opens, but for a minute where the key is still at hand. */
  destroy(memberId: string, tx: Transaction): Promise<void>;
}

/** Stands in the envelope; the ids of the ring begin at 1, so that neither is taken for the other. */
const MEMBER_KEY_ID = 0;
const KEY_BYTES = 32;

const KEPT_MS = 60_000;
const KEPT_KEYS = 1_000;

const KEYS_SQL = `
  SELECT k.member_id AS memberId, k.sealed_key AS sealedKey
  FROM ${listedIds}
  STRAIGHT_JOIN member_keys k ON k.member_id = UUID_TO_BIN(j.id)`;

const withoutKey: FieldOpener = {
  open() {
    throw new FieldCipherError('the member has no key');
  },
};

const placeOf = (memberId: string) => ({ table: 'member_keys', column: 'sealed_key', rowId: memberId });

const cipherOf = (key: Buffer): FieldCipher => createFieldCipher({ keys: [{ id: MEMBER_KEY_ID, key }] });

/** A key that the caller has to insert; beside `createMemberCiphers` only for rows that are made in bulk. */
export const newMemberKey = (ring: FieldCipher, memberId: string) => {
  const key = randomBytes(KEY_BYTES);
  return { sealedKey: ring.seal(key.toString('base64'), placeOf(memberId)), cipher: cipherOf(key) };
};

/** Keys of members, each sealed with the ring and bound to its member; what they seal is bound to its place. */
export const createMemberCiphers = ({
  database,
  ring,
  now,
}: {
  database: Database;
  ring: FieldCipher;
  now: () => Date;
}): MemberCiphers => {
  /** The oldest first. */
  const kept = new Map<string, { opener: FieldOpener; until: number }>();

  const keep = (memberId: string, opener: FieldOpener): void => {
    const at = now().getTime();
    kept.delete(memberId);
    for (const [id, { until }] of kept) {
      if (until > at && kept.size < KEPT_KEYS) break;
      kept.delete(id);
    }
    kept.set(memberId, { opener, until: at + KEPT_MS });
  };

  const findKept = (memberId: string): FieldOpener | undefined => {
    const found = kept.get(memberId);
    return found && found.until > now().getTime() ? found.opener : undefined;
  };

  const unwrap = (memberId: string, sealedKey: Buffer): FieldCipher =>
    cipherOf(Buffer.from(ring.open(sealedKey, placeOf(memberId)), 'base64'));

  const read = async (memberIds: readonly string[], within?: Transaction) => {
    const params = [JSON.stringify(memberIds)];
    const rows = await database.rows<{ memberId: Buffer; sealedKey: Buffer }>(KEYS_SQL, params, within);
    return rows.map((row) => ({ memberId: binaryToUuid(row.memberId), sealedKey: row.sealedKey }));
  };

  const find = async (memberId: string, within?: Transaction): Promise<FieldCipher | null> => {
    const [row] = await read([memberId], within);
    return row ? unwrap(memberId, row.sealedKey) : null;
  };

  /** Another first use may be faster: then its key is the one. */
  const make = async (memberId: string, within?: Transaction): Promise<FieldCipher> => {
    const { sealedKey } = newMemberKey(ring, memberId);
    const sql = 'INSERT IGNORE INTO member_keys (member_id, sealed_key) VALUES (?, ?)';
    await database.run(sql, [uuidToBinary(memberId), sealedKey], within);

    const made = await find(memberId, within);
    if (!made) throw new FieldCipherError('the member has withdrawn');
    return made;
  };

  return {
    async opener(memberId, within) {
      if (within) return (await find(memberId, within)) ?? withoutKey;

      const atHand = findKept(memberId);
      if (atHand) return atHand;

      const cipher = await find(memberId);
      if (cipher) keep(memberId, cipher);
      return cipher ?? withoutKey;
    },

    async openers(memberIds) {
      const found = new Map<string, FieldOpener>();
      const missing: string[] = [];
      for (const memberId of new Set(memberIds)) {
        const atHand = findKept(memberId);
        if (atHand) found.set(memberId, atHand);
        else missing.push(memberId);
      }
      for (const { memberId, sealedKey } of missing.length === 0 ? [] : await read(missing)) {
        const cipher = unwrap(memberId, sealedKey);
        keep(memberId, cipher);
        found.set(memberId, cipher);
      }

      return (memberId) => found.get(memberId) ?? withoutKey;
    },

    sealer: async (memberId, within) => (await find(memberId, within)) ?? make(memberId, within),

    async destroy(memberId, tx) {
      await database.run('DELETE FROM member_keys WHERE member_id = ?', [uuidToBinary(memberId)], tx);
      kept.delete(memberId);
    },
  };
};
