import { useTranslation } from 'react-i18next';

import type { AbuseReport } from '../api/api.ts';
import { Badge } from '../lists/badge.tsx';
import { FlagIcon } from '../ui/icons.tsx';

export const ReasonBadge = ({ reason }: { reason: AbuseReport['reason'] }) => {
  const { t } = useTranslation();
  const isRedFlag = reason === 'red-flag';

  return (
    <Badge tone={isRedFlag ? 'bad' : 'plain'}>
      {isRedFlag && <FlagIcon size={14} />}
      {t(`moderation.reasons.${reason}`)}
    </Badge>
  );
};
