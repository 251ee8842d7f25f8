import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Session } from '../api/api.ts';
import { useLogOut } from '../session/session.ts';
import { BrandMark } from '../ui/brand-mark.tsx';
import { LogOutIcon } from '../ui/icons.tsx';
import styles from './desk-shell.module.css';
import { Preferences } from './preferences.tsx';
import { type Room, roomsFor } from './rooms.ts';

interface DeskShellProps {
  session: Session;
  children: ReactNode;
}

export const DeskShell = ({ session, children }: DeskShellProps) => {
  const { t } = useTranslation();
  const mine = roomsFor(session.staff.permissions);

  return (
    <>
      <a className={styles.skip} href="#content">
        {t('nav.skip')}
      </a>
      <header className={styles.header}>
        <Group gap="xl" wrap="nowrap">
          <Link to="/" className={styles.brand}>
            <BrandMark />
            <span>
              {t('brand.name')} <span className={styles.desk}>{t('brand.desk')}</span>
            </span>
          </Link>
          {mine.length > 0 && <MainMenu mine={mine} />}
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

const MainMenu = ({ mine }: { mine: Room[] }) => {
  const { t } = useTranslation();

  return (
    <nav className={styles.menu} aria-label={t('nav.main')}>
      {mine.map(({ to, name, Icon }) => (
        <Link key={to} to={to} className={styles.item}>
          <Icon />
          {t(`nav.${name}`)}
        </Link>
      ))}
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
