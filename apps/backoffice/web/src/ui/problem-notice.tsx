import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { ApiProblem } from '../api/problem.ts';
import { AlertIcon } from './icons.tsx';

interface ProblemNoticeProps {
  error: Error;
  onRetry?: () => void;
}

const ownTexts = [
  'NETWORK',
  'STAFF_LOG_IN_FAILED',
  'STAFF_CODE_REFUSED',
  'TOO_MANY_REQUESTS',
  'VERSION_MISMATCH',
] as const;

/** The sentence for a person, and the request id that lets an operator find it in the logs. */
export const ProblemNotice = ({ error, onRetry }: ProblemNoticeProps) => {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  const known = ownTexts.find((code) => code === problem?.code);
  const sentence = known
    ? t(`problems.${known}`, { seconds: problem?.retryAfterSeconds ?? 60 })
    : error.message;

  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<AlertIcon />}
      maw={560}
      styles={{ message: { color: 'var(--ink)' } }}
      title={onRetry ? t('problems.title') : undefined}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{sentence}</Text>
        {problem?.requestId && (
          <Text size="xs" c="dimmed">
            {t('problems.requestId')} <Code>{problem.requestId}</Code>
          </Text>
        )}
        {onRetry && (
          <Group>
            <Button size="xs" variant="default" onClick={onRetry}>
              {t('problems.retry')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
};
