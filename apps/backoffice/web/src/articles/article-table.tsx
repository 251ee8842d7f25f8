import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { ArticleHead } from '../api/api.ts';
import { formatInstant, formatInstantDay, formatPlainDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { Badge } from '../lists/badge.tsx';
import { DenseTable } from '../lists/dense-table.tsx';
import lists from '../lists/lists.module.css';
import styles from './articles.module.css';
import { isReviewDue } from './article-standing.ts';
import { StandingBadge } from './standing-badge.tsx';

export const ArticleTable = ({ articles }: { articles: ArticleHead[] }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();

  return (
    <DenseTable
      heads={[
        t('articles.titleOf'),
        t('articles.language'),
        t('articles.category'),
        t('articles.state'),
        t('articles.reviewDue'),
        t('articles.changed'),
      ]}
    >
      {articles.map((article) => (
        <Table.Tr key={article.id} className={lists.row}>
          <Table.Td>
            <Link to="/articles/$articleId" params={{ articleId: article.id }} className={lists.name}>
              {article.title}
            </Link>
            <div className={styles.slug}>{article.slug}</div>
          </Table.Td>
          <Table.Td>{t(`member.languages.${article.language}`)}</Table.Td>
          <Table.Td>{t(`articles.categories.${article.category}`)}</Table.Td>
          <Table.Td>
            <StandingBadge article={article} />
          </Table.Td>
          <Table.Td>
            <span className={styles.due}>
              {formatPlainDay(language, article.reviewDueOn)}
              {isReviewDue(article.reviewDueOn) && <Badge tone="waiting">{t('articles.dueSoon')}</Badge>}
            </span>
          </Table.Td>
          <Table.Td ta="end">
            <time dateTime={article.updatedAt} title={formatInstant(language, article.updatedAt)}>
              {formatInstantDay(language, article.updatedAt)}
            </time>
          </Table.Td>
        </Table.Tr>
      ))}
    </DenseTable>
  );
};
