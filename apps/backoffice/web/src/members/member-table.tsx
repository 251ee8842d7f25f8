import { Skeleton, Table, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { MemberRow } from '../api/api.ts';
import { formatInstant, formatInstantDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import lists from '../lists/lists.module.css';
import styles from './member-list-page.module.css';
import { StatusText } from './status-text.tsx';

export const MemberTable = ({ members }: { members: MemberRow[] }) => {
  const { t } = useTranslation();

  return (
    <Table highlightOnHover className={lists.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('members.nickname')}</Table.Th>
          <Table.Th className={styles.wide}>{t('members.name')}</Table.Th>
          <Table.Th>{t('members.email')}</Table.Th>
          <Table.Th>{t('members.status')}</Table.Th>
          <Table.Th ta="end">{t('members.joined')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <Row key={member.id} member={member} />
        ))}
      </Table.Tbody>
    </Table>
  );
};

const Row = ({ member }: { member: MemberRow }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();

  return (
    <Table.Tr className={lists.row}>
      <Table.Td>
        <Link
          to="/members/$memberId"
          params={{ memberId: member.id }}
          className={lists.name}
          aria-label={t('members.open', { nickname: member.nickname })}
        >
          {member.nickname}
        </Link>
      </Table.Td>
      <Table.Td className={styles.wide}>
        {member.name ?? (
          <Text span c="dimmed" size="sm">
            {t('members.noName')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{member.email}</Table.Td>
      <Table.Td>
        <StatusText status={member.status} />
      </Table.Td>
      <Table.Td ta="end">
        <time dateTime={member.joinedAt} title={formatInstant(language, member.joinedAt)}>
          {formatInstantDay(language, member.joinedAt)}
        </time>
      </Table.Td>
    </Table.Tr>
  );
};

export const MemberTableSkeleton = ({ rows = 8 }: { rows?: number }) => {
  const { t } = useTranslation();

  return (
    <div role="status">
      <VisuallyHidden>{t('members.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={18} m="lg" width="auto" radius="sm" />
      ))}
    </div>
  );
};
