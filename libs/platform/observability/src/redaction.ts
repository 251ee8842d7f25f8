const REDACTED = '[redacted]';
const MAX_DEPTH = 5;

// Field names that never belong in a log line: credentials, what identifies a person, what a person wrote
// or measured. Compared without case, - and _, so `refresh_token` and `refreshToken` are one.
const forbiddenNames = new Set(
  `authorization proxyauthorization cookie cookies setcookie password newpassword currentpassword passwordhash
  token accesstoken refreshtoken idtoken resettoken confirmationtoken secret apikey key pepper email mail to
  recipient phone phonenumber displayname nickname birthdate note notes memo body payload parameters html
  subject text symptoms litresperminute`
    .trim()
    .split(/\s+/),
);

const isForbidden = (name: string): boolean => forbiddenNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''));

// What an object wants to print of itself, e.g. a concealed configuration or a Date.
const printable = (value: object): unknown =>
  'toJSON' in value && typeof value.toJSON === 'function' ? Reflect.apply(value.toJSON, value, []) : value;

const redactValue = (given: unknown, depth: number): unknown => {
  if (typeof given !== 'object' || given === null) return given;
  if (ArrayBuffer.isView(given)) return REDACTED;

  const value = printable(given);
  if (typeof value !== 'object' || value === null) return value;
  // Errors keep their class: the err serializer chooses what of them is printed.
  if (value instanceof Error) return value;
  if (depth >= MAX_DEPTH) return REDACTED;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));

  return redactFields(value, depth + 1);
};

const redactFields = (fields: object, depth: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]): [string, unknown] => [
      name,
      isForbidden(name) && value !== undefined ? REDACTED : redactValue(value, depth),
    ]),
  );

/** A copy of a log object in which every forbidden field, at any depth, reads `[redacted]`. */
export const redact = (fields: object): Record<string, unknown> => {
  const value = printable(fields);

  return typeof value === 'object' && value !== null ? redactFields(value, 0) : {};
};

const emailAddress = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const jsonWebToken = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;
const credentialsInUrl = /(\w+:\/\/)[^\s/@"]+@/g;

/** Takes e-mail addresses, JSON web tokens and URL credentials out of a text that somebody else wrote. */
export const scrub = (text: string): string => {
  const withoutTokens = text.includes('eyJ') ? text.replaceAll(jsonWebToken, REDACTED) : text;
  if (!withoutTokens.includes('@')) return withoutTokens;

  return withoutTokens.replaceAll(credentialsInUrl, `$1${REDACTED}@`).replaceAll(emailAddress, REDACTED);
};
