import { useTranslation } from 'react-i18next';

import { EmptyState } from '../ui/empty-state.tsx';
import { DoorIcon } from '../ui/icons.tsx';
import { useSession } from './session.ts';

export const NoRoomPage = () => {
  const { t } = useTranslation();
  const { role } = useSession().staff;

  return (
    <EmptyState
      icon={<DoorIcon size={28} />}
      title={t('noRoom.title')}
      text={t('noRoom.text', { role: t(`roles.${role}`) })}
      level={1}
    />
  );
};
