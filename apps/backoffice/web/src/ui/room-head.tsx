import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { useTitle } from './use-title.ts';

interface RoomHeadProps {
  title: string;
  intro: string;
  /** What can be done here, at the far end. */
  children?: ReactNode;
}

export const RoomHead = ({ title, intro, children }: RoomHeadProps) => {
  useTitle(title);

  return (
    <Group justify="space-between" align="flex-end" mb="md" gap="md">
      <div>
        <Title order={1}>{title}</Title>
        <Text c="dimmed">{intro}</Text>
      </div>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
};
