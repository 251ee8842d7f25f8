import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

import { useSession } from '../session/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { LockIcon } from '../ui/icons.tsx';
import styles from './member-page.module.css';
import { OpenRecordsDialog } from './open-records-dialog.tsx';

interface ClosedRecordsProps {
  memberId: string;
  mayOpen: boolean;
  hasEnded: boolean;
}

export const ClosedRecords = ({ memberId, mayOpen, hasEnded }: ClosedRecordsProps) => {
  const { t } = useTranslation();
  const role = t(`roles.${useSession().staff.role}`);
  const [isOpen, dialog] = useDisclosure(false);

  return (
    <section className={styles.closed} aria-live="polite">
      <EmptyState
        icon={<LockIcon size={28} />}
        title={t(hasEnded ? 'access.ended' : 'access.closed')}
        text={mayOpen ? t('access.closedText') : t('access.notAllowed', { role })}
      >
        {mayOpen && (
          <Button size="md" onClick={dialog.open}>
            {t('access.open')}
          </Button>
        )}
      </EmptyState>
      {mayOpen && <OpenRecordsDialog memberId={memberId} opened={isOpen} onClose={dialog.close} />}
    </section>
  );
};
