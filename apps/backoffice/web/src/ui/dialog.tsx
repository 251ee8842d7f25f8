import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

export const Dialog = ({ title, opened, onClose, children }: DialogProps) => (
  <Modal.Root
    opened={opened}
    onClose={onClose}
    size="lg"
    radius="lg"
    centered
    classNames={{ content: styles.dialog }}
  >
    <Modal.Overlay backgroundOpacity={0.45} />
    <Modal.Content>
      <Modal.Body p="xl">
        <Modal.Title fz="h3" fw={700} mb="md">
          {title}
        </Modal.Title>
        {children}
      </Modal.Body>
    </Modal.Content>
  </Modal.Root>
);
