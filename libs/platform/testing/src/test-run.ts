import 'vitest';

/** What the global set-up hands to the test files: the template's tables, so that each file can make its own copy. */
export interface TestRun {
  /** The server, without a database. */
  mysqlUrl: string;
  /** Begins the name of every database that has this run's tables. */
  databasePrefix: string;
  /** The migrated database from which rows that migrations wrote are copied. */
  template: string;
  /** One CREATE TABLE a table. */
  tables: string[];
  /** One CREATE TRIGGER a trigger. */
  triggers: string[];
  /** Tables in which migrations left rows (reference data, the migrations themselves), with those rows' checksum. */
  seeds: Record<string, string>;
  /** A hash of the template's columns, indexes, constraints and triggers. */
  shape: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Null when the run has no MySQL, i.e. only unit tests can pass. */
    testRun: TestRun | null;
  }
}
