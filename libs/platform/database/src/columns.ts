import { type EntitySchemaColumnOptions } from 'typeorm';
import { binaryToUuid, uuidToBinary } from './uuid.ts';

declare const value: unique symbol;

/**
 * How one property is stored. `Value` is the property's type: `table()` only accepts a column whose type is exactly
 * the property's, so `nullable()` cannot be forgotten, nor written once too often.
 */
export type Column<Value> = EntitySchemaColumnOptions & { readonly [value]?: (value: Value) => Value };

const UUID_BYTES = 16;

const uuidTransformer = {
  to: (uuid: unknown): unknown => (typeof uuid === 'string' ? uuidToBinary(uuid) : uuid),
  from: (binary: unknown): unknown => (Buffer.isBuffer(binary) ? binaryToUuid(binary) : binary),
};

const flagTransformer = {
  to: (on: unknown): unknown => (typeof on === 'boolean' ? Number(on) : on),
  from: (stored: unknown): unknown => (typeof stored === 'number' ? stored !== 0 : stored),
};

/** A UUID: text in the program, BINARY(16) in the table. */
export const uuid = (): Column<string> => ({
  type: 'binary',
  length: UUID_BYTES,
  transformer: uuidTransformer,
});

/** The UUIDv7 primary key, made by the program. */
export const uuidPrimary = (): Column<string> => primary(uuid());

/** Makes a column (a part of) the primary key. */
export const primary = <Value>(column: Column<Value>): Column<Value> => ({ ...column, primary: true });

/** Lets a column be NULL. */
export const nullable = <Value>(column: Column<Value>): Column<Value | null> => {
  const options: EntitySchemaColumnOptions = column;

  return { ...options, nullable: true };
};

/** An instant in UTC with milliseconds: Date in the program, DATETIME(3) in the table. */
export const instant = (): Column<Date> => ({ type: 'datetime', precision: 3 });

/** A calendar day (YYYY-MM-DD) without a time zone: text in the program, DATE in the table. */
export const localDate = (): Column<string> => ({ type: 'date' });

/** Text of at most `length` characters; also closed sets of texts: `text<Meter>(20)` is inferred from the property. */
export const text = <Value extends string = string>(length: number): Column<Value> => ({
  type: 'varchar',
  length,
});

/** Text without a length that we set: MEDIUMTEXT, at most 16 MiB. */
export const longText = (): Column<string> => ({ type: 'mediumtext' });

/** A whole number: INT or, where 2 147 483 647 does not suffice, BIGINT (exact up to 2^53). */
export const integer = <Value extends number = number>(
  options: { unsigned?: boolean; size?: 'tinyint' | 'smallint' | 'int' | 'bigint'; default?: number } = {},
): Column<Value> => ({
  type: options.size ?? 'int',
  unsigned: options.unsigned ?? false,
  ...(options.default === undefined ? {} : { default: options.default }),
});

/**
 * The number of an edit, INT UNSIGNED from 1. Written by the repository (`UPDATE … SET version = version + 1 WHERE
 * id = ? AND version = ?`), not by TypeORM's own version column, which would not refuse a lost update.
 */
export const version = (): Column<number> => integer({ unsigned: true, default: 1 });

/** Yes or no: BOOLEAN in a migration, which is TINYINT(1). */
export const flag = (): Column<boolean> => ({ type: 'tinyint', transformer: flagTransformer });

/** Bytes of a fixed length, e.g. a SHA-256 (32) or a blind index (16). */
export const bytes = (length: number): Column<Buffer> => ({ type: 'binary', length });

/** Bytes of a field cipher, VARBINARY of at most `length`; the envelope takes 31 bytes more than the text in UTF-8. */
export const sealed = (length: number): Column<Buffer> => ({ type: 'varbinary', length });
