import { Button, Group, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Synonym } from '../api/api.ts';
import { formatInstantDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { DenseTable } from '../lists/dense-table.tsx';
import styles from './search-desk.module.css';

interface SynonymTableProps {
  synonyms: Synonym[];
  onEdit: (synonym: Synonym) => void;
  onRemove: (synonym: Synonym) => void;
}

export const SynonymTable = ({ synonyms, onEdit, onRemove }: SynonymTableProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();

  return (
    <DenseTable
      heads={[
        t('searchDesk.term'),
        t('searchDesk.same'),
        t('searchDesk.foundBy'),
        t('searchDesk.finds'),
        t('searchDesk.changed'),
        t('searchDesk.action'),
      ]}
    >
      {synonyms.map((synonym) => (
        <Table.Tr key={synonym.id}>
          <Table.Td className={styles.term}>{synonym.term}</Table.Td>
          <Words words={synonym.same} />
          <Words words={synonym.foundBy} />
          <Words words={synonym.finds} />
          <Table.Td className={styles.day}>{formatInstantDay(language, synonym.updatedAt)}</Table.Td>
          <Table.Td>
            <Group gap={4} justify="flex-end" wrap="nowrap">
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t('searchDesk.editOne', { term: synonym.term })}
                onClick={() => onEdit(synonym)}
              >
                {t('lists.edit')}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t('searchDesk.removeOne', { term: synonym.term })}
                onClick={() => onRemove(synonym)}
              >
                {t('lists.remove')}
              </Button>
            </Group>
          </Table.Td>
        </Table.Tr>
      ))}
    </DenseTable>
  );
};

const Words = ({ words }: { words: string[] }) => (
  <Table.Td>{words.length > 0 ? words.join(', ') : <span aria-hidden="true">–</span>}</Table.Td>
);
