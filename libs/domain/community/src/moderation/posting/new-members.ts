/** Spam accounts write much, at once and with links; these are our own numbers. */
const NEW_FOR_HOURS = 24;
const FIRST_WRITES = 3;
export const WRITES_PER_HOUR = 5;

const HOUR_MS = 60 * 60 * 1000;
const TIME_OF_ID = 12;

/** A member's id is a UUIDv7, made with the account: its first 48 bits are the milliseconds of that moment. */
export const joinedAtOf = (memberId: string): Date =>
  new Date(Number.parseInt(memberId.replaceAll('-', '').slice(0, TIME_OF_ID), 16));

/** @param written how much they have written, this time too */
export const isNewMember = (memberId: string, written: number, at: Date): boolean =>
  written <= FIRST_WRITES || at.getTime() - joinedAtOf(memberId).getTime() < NEW_FOR_HOURS * HOUR_MS;

const LINK = /https?:|www\.|[a-z0-9-]{2,63}\.(?:com|net|org|co|kr|io|me|shop|link|site|xyz)\b/i;

export const hasLink = (text: string): boolean => LINK.test(text);
