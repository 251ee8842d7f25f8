import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Room } from '../shell/rooms.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { LockIcon } from '../ui/icons.tsx';
import { useTitle } from '../ui/use-title.ts';
import { useSession } from './session.ts';

/** For somebody who came to another role's room by its address. */
export const RefusedPage = ({ to }: { to: Room }) => {
  const { t } = useTranslation();
  const { role } = useSession().staff;
  useTitle(t('refused.title'));

  return (
    <EmptyState
      icon={<LockIcon size={28} />}
      title={t('refused.title')}
      text={t('refused.text', { role: t(`roles.${role}`) })}
      level={1}
    >
      <Button component={Link} to={to.to} variant="light">
        {t('refused.toFirst')}
      </Button>
    </EmptyState>
  );
};
