import { csvOf } from './csv.ts';
import { type MemberTable } from './member-table.repository.ts';
import { readmeOf } from './readme.ts';
import { type ZippedFile } from './zip.ts';

/**
 * The files of an export: each table as JSON and as CSV, one table in memory at a time, and a README.
 *
 * @param onTable is awaited after each table
 */
export async function* exportFilesOf(
  memberId: string,
  tables: readonly MemberTable[],
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
  yield { path: 'README.txt', content: readmeOf(counts) };
}
