import { Box, Paper, Skeleton, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './lists.module.css';

interface QueryCardProps<Data> {
  query: UseQueryResult<Data>;
  loading: string;
  children: (data: Data) => ReactNode;
}

const SKELETON_ROWS = 8;

/** On its way, failed, or there: the three states of whatever is read. */
export const QueryCard = <Data,>({ query, loading, children }: QueryCardProps<Data>) => (
  <Paper withBorder radius="lg" className={styles.card} aria-busy={query.isFetching}>
    {query.isPending && (
      <div role="status">
        <VisuallyHidden>{loading}</VisuallyHidden>
        {Array.from({ length: SKELETON_ROWS }, (_, row) => (
          <Skeleton key={row} height={18} m="lg" width="auto" radius="sm" />
        ))}
      </div>
    )}
    {query.error && (
      <Box p="lg">
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      </Box>
    )}
    {query.data !== undefined && !query.error && (
      <div className={`${styles.content} ${query.isPlaceholderData ? styles.dimmed : ''}`}>
        {children(query.data)}
      </div>
    )}
  </Paper>
);
