import { Badge, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { MaskedMember } from '../api/api.ts';
import { formatInstantDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { StatusText } from '../members/status-text.tsx';
import { LockIcon } from '../ui/icons.tsx';
import styles from './member-page.module.css';

/** Who this is, as far as the work needs it: the server has masked it before it came here. */
export const MemberHead = ({ member }: { member: MaskedMember }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();

  return (
    <section className={styles.head}>
      <Group gap="md" wrap="nowrap">
        <span className={styles.avatar} aria-hidden="true">
          {member.nickname.slice(0, 1)}
        </span>
        <div>
          <Group gap="sm">
            <Title order={1}>{member.nickname}</Title>
            <StatusText status={member.status} />
          </Group>
          <Group gap={6} mt={4}>
            <Text c="dimmed">{member.name ?? t('members.noName')}</Text>
            <Badge variant="light" leftSection={<LockIcon size={11} />} tt="none" className={styles.masked}>
              {t('member.masked')}
            </Badge>
          </Group>
        </div>
      </Group>
      <dl className={styles.facts}>
        <Fact name={t('members.email')}>{member.email}</Fact>
        <Fact name={t('member.phone')}>{member.phone ?? t('member.none')}</Fact>
        <Fact name={t('member.birthYear')}>{t('member.born', { year: member.birthYear })}</Fact>
        <Fact name={t('member.language')}>{t(`member.languages.${member.language}`)}</Fact>
        <Fact name={t('member.timeZone')}>{member.timeZone}</Fact>
        <Fact name={t('member.joined')}>{formatInstantDay(language, member.joinedAt)}</Fact>
      </dl>
    </section>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
