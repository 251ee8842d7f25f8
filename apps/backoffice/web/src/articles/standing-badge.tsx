import { useTranslation } from 'react-i18next';

import type { ArticleHead } from '../api/api.ts';
import { Badge } from '../lists/badge.tsx';
import { standingOf, tones } from './article-standing.ts';

export const StandingBadge = ({ article }: { article: ArticleHead }) => {
  const { t } = useTranslation();
  const standing = standingOf(article);

  return <Badge tone={tones[standing]}>{t(`articles.standings.${standing}`)}</Badge>;
};
