import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import styles from './back-link.module.css';
import { LeftIcon } from './icons.tsx';

interface BackLinkProps {
  to: '/members' | '/moderation' | '/articles';
  children: string;
}

export const BackLink = ({ to, children }: BackLinkProps) => (
  <Anchor component={Link} to={to} size="sm" className={styles.back}>
    <LeftIcon size={14} />
    {children}
  </Anchor>
);
