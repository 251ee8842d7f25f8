import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { CommunityRule } from '../api/api.ts';
import { formatInstantDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { Badge } from '../lists/badge.tsx';
import { DenseTable } from '../lists/dense-table.tsx';
import styles from './moderation.module.css';
import { ReasonBadge } from './reason-badge.tsx';

interface RuleTableProps {
  rules: CommunityRule[];
  onEdit: (rule: CommunityRule) => void;
}

export const RuleTable = ({ rules, onEdit }: RuleTableProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();

  return (
    <DenseTable
      heads={[
        t('rules.phrase'),
        t('moderation.reason'),
        t('rules.language'),
        t('rules.effect'),
        t('moderation.state'),
        t('rules.changed'),
        t('rules.action'),
      ]}
    >
      {rules.map((rule) => (
        <Table.Tr key={rule.id} className={rule.active ? '' : styles.off}>
          <Table.Td className={styles.phrase}>{rule.phrase}</Table.Td>
          <Table.Td>
            <ReasonBadge reason={rule.kind} />
          </Table.Td>
          <Table.Td>{t(`member.languages.${rule.language}`)}</Table.Td>
          <Table.Td>{t(rule.hides ? 'rules.hides' : 'rules.reportsOnly')}</Table.Td>
          <Table.Td>
            <Badge tone={rule.active ? 'good' : 'plain'}>
              {t(rule.active ? 'rules.active' : 'rules.off')}
            </Badge>
          </Table.Td>
          <Table.Td>{formatInstantDay(language, rule.updatedAt)}</Table.Td>
          <Table.Td ta="end">
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('rules.editOne', { phrase: rule.phrase })}
              onClick={() => onEdit(rule)}
            >
              {t('lists.edit')}
            </Button>
          </Table.Td>
        </Table.Tr>
      ))}
    </DenseTable>
  );
};
