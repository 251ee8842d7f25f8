import type { Difference, ImportPlan } from './import-plan.ts';

const shown = (value: Difference['known']) => (value === null || value === '' ? 'nothing' : String(value));

/** What an import did, or would do, in lines for the person at the terminal. */
export const importReport = (plan: ImportPlan, { dryRun }: { dryRun: boolean }): string[] => {
  const { listName, added, changed, unchanged, leftOut, conflicts, rejected } = plan;
  const totals = [
    `${added.length} added`,
    `${changed.length} changed`,
    `${unchanged} unchanged`,
    `${leftOut} not in the catalogue`,
    `${conflicts.length} conflicts`,
    `${rejected.length} lines rejected`,
  ];

  return [
    ...added.map(({ nameKo, strength }) => `added: ${[nameKo, strength].filter(Boolean).join(', ')}`),
    ...changed.map(({ known, differences }) => {
      const fields = differences.map((each) => `${each.field} ${shown(each.known)} → ${shown(each.told)}`);
      return `changed: ${known.nameKo}: ${fields.join(', ')}`;
    }),
    ...conflicts.map(
      ({ line, nameKo, field, known, told }) =>
        `conflict: line ${line}: ${nameKo}: ${field} stays ${shown(known)}, the list has ${shown(told)}`,
    ),
    ...rejected.map(({ line, reason }) => `rejected: line ${line}: ${reason}`),
    `${listName}: ${totals.join(', ')}${dryRun ? ' (dry run: nothing was written)' : ''}`,
  ];
};
