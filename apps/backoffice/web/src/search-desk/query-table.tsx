import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { SearchQuery } from '../api/api.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { DenseTable } from '../lists/dense-table.tsx';
import styles from './search-desk.module.css';

interface QueryTableProps {
  queries: SearchQuery[];
  /** Begins a group of synonyms by which this text will find something. */
  onExplain: (text: string) => void;
}

const LONGEST_BAR_PX = 160;

export const QueryTable = ({ queries, onExplain }: QueryTableProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const most = Math.max(...queries.map(({ searches }) => searches));

  return (
    <DenseTable
      heads={[
        t('searchDesk.text'),
        t('searchDesk.searches'),
        t('searchDesk.misses'),
        t('searchDesk.members'),
        t('searchDesk.last'),
        t('searchDesk.action'),
      ]}
    >
      {queries.map(({ text, searches, misses, members, lastSearchedOn }) => (
        <Table.Tr key={text}>
          <Table.Td className={styles.term}>{text}</Table.Td>
          <Table.Td>
            <span className={styles.hits}>
              {searches}
              <svg width={LONGEST_BAR_PX} height={8} aria-hidden="true">
                <rect width={(searches / most) * LONGEST_BAR_PX} height={8} rx={4} className={styles.bar} />
              </svg>
            </span>
          </Table.Td>
          <Table.Td className={misses > 0 ? styles.misses : ''}>{misses}</Table.Td>
          <Table.Td>{members}</Table.Td>
          <Table.Td>{formatShortDay(language, lastSearchedOn)}</Table.Td>
          <Table.Td ta="end">
            {misses > 0 && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t('searchDesk.explainOne', { text })}
                onClick={() => onExplain(text)}
              >
                {t('searchDesk.explain')}
              </Button>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </DenseTable>
  );
};
