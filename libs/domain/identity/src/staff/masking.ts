/**
 * One way of masking everywhere (안전성 확보조치 기준, Art. 12): enough stays to recognise a person one already
 * knows, not enough to find one.
 */

/** 홍길동 → 홍*동, 김철 → 김*, 남궁민수 → 남**수. */
export const maskName = (name: string): string => {
  const characters = [...name];
  const [first = '', ...rest] = characters;
  if (rest.length === 0) return '*';
  if (rest.length === 1) return `${first}*`;

  return `${first}${'*'.repeat(rest.length - 1)}${rest.at(-1) ?? ''}`;
};

/** abcd@example.com → ab***@example.com; of a short one a single letter, so that it is never whole. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  const local = [...email.slice(0, at)];
  const shown = local.slice(0, local.length > 2 ? 2 : 1).join('');

  return `${shown}***${email.slice(at)}`;
};

/** +821012341234 or 01012341234 → 010-****-1234; of others the last four digits. */
export const maskPhone = (phone: string): string => {
  const local = phone.replace(/^\+82/, '0');
  const last = phone.slice(-4);

  return /^01\d{8,9}$/.test(local) ? `${local.slice(0, 3)}-****-${last}` : `****-${last}`;
};
