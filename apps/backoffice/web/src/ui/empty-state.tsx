import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  text: string;
  level?: 1 | 2 | 3;
  children?: ReactNode;
}

/** What is not there, why, and the next step. */
export const EmptyState = ({ icon, title, text, level = 2, children }: EmptyStateProps) => (
  <Stack align="center" gap="sm" py={56} px="lg" ta="center">
    <ThemeIcon size={60} radius="xl" variant="light" aria-hidden>
      {icon}
    </ThemeIcon>
    <Title order={level} size="h3">
      {title}
    </Title>
    <Text c="dimmed" maw={440}>
      {text}
    </Text>
    {children}
  </Stack>
);
