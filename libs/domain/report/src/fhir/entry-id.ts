import { hash } from 'node:crypto';

const VERSION_AND_VARIANT = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/;

/** The same entry of the same report has the same UUID (version 8, RFC 9562) whenever the bundle is made. */
export const entryId = (reportId: string, index: number): string =>
  hash('sha256', `${reportId} ${index}`).replace(VERSION_AND_VARIANT, '$1-$2-8$3-8$4-$5').slice(0, 36);
