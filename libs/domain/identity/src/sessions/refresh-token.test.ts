import { randomBytes } from 'node:crypto';

import { newUuid } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { createRefreshTokens, openSuccessor, refreshTokenPattern, sealSuccessor } from './refresh-token.ts';

const tokens = createRefreshTokens({ key: randomBytes(32) });
const facts = { sessionId: newUuid(), counter: 7 };

describe('a refresh token', () => {
  test('says whose and which one it is, and no two are the same', () => {
    const token = tokens.make(facts);

    expect(token).toMatch(refreshTokenPattern);
    expect(tokens.read(token)).toEqual(facts);
    expect(tokens.make(facts)).not.toBe(token);
  });

  test('with any single byte changed is a forgery', () => {
    const bytes = Buffer.from(tokens.make(facts), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const forged = Buffer.from(bytes);
      forged[at] = (forged[at] ?? 0) ^ 1;
      expect(tokens.read(forged.toString('base64url'))).toBeNull();
    }
  });

  test('of another key, another length or another spelling is a forgery', () => {
    const token = tokens.make(facts);
    const elsewhere = createRefreshTokens({ key: randomBytes(32) });

    expect(elsewhere.read(token)).toBeNull();
    for (const text of [
      '',
      'x',
      token.slice(1),
      `${token}A`,
      `${token}=`,
      ` ${token}`,
      token.replaceAll('_', '/'),
    ]) {
      expect(text === token ? null : tokens.read(text)).toBeNull();
    }
  });
});

describe('a sealed successor', () => {
  test('opens with its parent only', () => {
    const parent = tokens.make(facts);
    const sealed = sealSuccessor('the successor', parent);

    expect(openSuccessor(sealed, parent)).toBe('the successor');
    expect(() => openSuccessor(sealed, tokens.make(facts))).toThrow();
  });

  test('fits its column', () => {
    expect(sealSuccessor(tokens.make(facts), tokens.make(facts)).length).toBeLessThanOrEqual(200);
  });
});
