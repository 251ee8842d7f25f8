import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { EmptyState } from './empty-state.tsx';
import { DoorIcon } from './icons.tsx';

export const NotFoundPage = () => {
  const { t } = useTranslation();

  return (
    <EmptyState
      icon={<DoorIcon size={28} />}
      title={t('problems.notFoundTitle')}
      text={t('problems.notFoundText')}
      level={1}
    >
      <Button component={Link} to="/" variant="light">
        {t('problems.toDesk')}
      </Button>
    </EmptyState>
  );
};
