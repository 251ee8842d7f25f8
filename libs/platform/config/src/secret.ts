import { inspect } from 'node:util';

/** What a secret looks like in a log, an inspection or a template string. */
export const SECRET_TEXT = '[secret]';

const hide = (target: object, name: string | symbol, value: unknown): void => {
  Object.defineProperty(target, name, { value, enumerable: false });
};

/** The same bytes for node:crypto, but every way of printing the buffer gives `[secret]`. */
export const concealBuffer = (bytes: Buffer): Buffer => {
  hide(bytes, 'toString', () => SECRET_TEXT);
  hide(bytes, 'toJSON', () => SECRET_TEXT);
  hide(bytes, inspect.custom, () => SECRET_TEXT);

  return bytes;
};

/**
 * An object whose named fields read as usual and are copied by a spread (so that
 * `createDatabase({ ...config.database })` works), but print as `[secret]` when the object is
 * serialised or inspected. A field that is absent stays absent.
 */
export const concealing = <T extends object>(fields: T, secretNames: readonly (keyof T)[]): T => {
  const printable = (): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]): [string, unknown] => {
        const secret = secretNames.some((secretName) => secretName === name);

        return [name, secret ? SECRET_TEXT : value];
      }),
    );
  hide(fields, 'toJSON', printable);
  hide(fields, inspect.custom, printable);

  return fields;
};
