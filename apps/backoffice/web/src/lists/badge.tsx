import type { ReactNode } from 'react';

import styles from './lists.module.css';

export type Tone = 'plain' | 'accent' | 'good' | 'waiting' | 'bad';

interface BadgeProps {
  tone?: Tone;
  children: ReactNode;
}

/** A word that is found with one glance; the colour only helps. */
export const Badge = ({ tone = 'plain', children }: BadgeProps) => (
  <span className={styles.badge} data-tone={tone}>
    {children}
  </span>
);
