import { csvOf } from './csv.ts';
import { type MemberTable } from './member-table.repository.ts';
import { readmeOf } from './readme.ts';
import { type ZippedFile } from './zip.ts';

/** Further files that a context makes of what it keeps of a member. */
export type MemberDocuments = (memberId: string) => AsyncIterable<ZippedFile>;

/** Of pictures and the like, the newest first: the file waits in MySQL for a week. */
const MAX_STREAMED_BYTES = 256 * 1024 * 1024;

/**
 * The files of an export: each table as JSON and as CSV, one table in memory at a time, the documents, and a README.
 *
 * @param onTable is awaited after each table
 */
export async function* exportFilesOf(
  memberId: string,
  { tables, documents }: { tables: readonly MemberTable[]; documents: readonly MemberDocuments[] },
  onTable: (done: number) => Promise<void>,
): AsyncGenerator<ZippedFile> {
  const counts: { name: string; rows: number }[] = [];
  for (const [index, { name, columns, rows: read }] of tables.entries()) {
    const rows = await read(memberId);
    counts.push({ name, rows: rows.length });
    yield { path: `json/${name}.json`, content: JSON.stringify(rows, null, 2) };
    yield { path: `csv/${name}.csv`, content: csvOf(columns, rows) };
    await onTable(index + 1);
  }

  let room = MAX_STREAMED_BYTES;
  let withoutRoom = 0;
  for (const filesOf of documents) {
    for await (const file of filesOf(memberId)) {
      const bytes = 'open' in file ? file.bytes : 0;
      if (bytes > room) {
        withoutRoom += 1;
        continue;
      }
      room -= bytes;
      yield file;
    }
  }
  yield { path: 'README.txt', content: readmeOf(counts, withoutRoom) };
}
