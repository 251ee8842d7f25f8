import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Session } from '../api/api.ts';
import { useLogOut } from '../session/session.ts';
import { BrandMark } from '../ui/brand-mark.tsx';
import { LogOutIcon, PeopleIcon } from '../ui/icons.tsx';
import styles from './desk-shell.module.css';
import { Preferences } from './preferences.tsx';

interface DeskShellProps {
  session: Session;
  children: ReactNode;
}

export const DeskShell = ({ session, children }: DeskShellProps) => {
  const { t } = useTranslation();

  return (
    <>
      <a className={styles.skip} href="#content">
        {t('nav.skip')}
      </a>
      <header className={styles.header}>
        <Group gap="xl" wrap="nowrap">
          <Link to="/members" className={styles.brand}>
            <BrandMark />
            <span>
              {t('brand.name')} <span className={styles.desk}>{t('brand.desk')}</span>
            </span>
          </Link>
          {session.staff.permissions.includes('members:read') && <MainMenu />}
        </Group>
        <Group gap="sm" wrap="nowrap">
          <Preferences />
          <Account staff={session.staff} />
        </Group>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
    </>
  );
};

const MainMenu = () => {
  const { t } = useTranslation();

  return (
    <nav aria-label={t('nav.main')}>
      <Anchor component={Link} to="/members" className={styles.item} underline="never">
        <PeopleIcon />
        {t('nav.members')}
      </Anchor>
    </nav>
  );
};

const Account = ({ staff }: { staff: Session['staff'] }) => {
  const { t } = useTranslation();
  const logOut = useLogOut();

  return (
    <Group gap="sm" wrap="nowrap" className={styles.account}>
      <Text size="sm" fw={600}>
        {staff.name}
      </Text>
      <span className={styles.role}>{t(`roles.${staff.role}`)}</span>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<LogOutIcon size={15} />}
        loading={logOut.isPending}
        onClick={() => logOut.mutate()}
      >
        {t('preferences.logOut')}
      </Button>
    </Group>
  );
};
