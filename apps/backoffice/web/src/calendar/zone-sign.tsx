import { useTranslation } from 'react-i18next';

import type { Severity, Zone } from './month-facts.ts';
import styles from './month.module.css';

/** A shape of its own for each zone, so that it reads without colour: a tick, a triangle, a square with a bar. */
const shapes: Readonly<Record<Zone, string>> = {
  green: 'M2.5 6.4 5 8.9l4.6-5.6',
  yellow: 'M6 1.8 11 10.4H1Z M6 5v2.4M6 8.9v.05',
  red: 'M1.6 1.6h8.8v8.8H1.6Z M6 3.6v3.2M6 8.4v.05',
};

export const ZoneShape = ({ zone }: { zone: Zone }) => (
  <svg
    className={styles[zone]}
    width={13}
    height={13}
    viewBox="0 0 12 12"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={shapes[zone]} />
  </svg>
);

export const ZoneSign = ({ zone }: { zone: Zone }) => {
  const { t } = useTranslation();

  return (
    <span className={`${styles.zone} ${styles[zone]}`}>
      <ZoneShape zone={zone} />
      <span className={styles.zoneText}>{t(`calendar.zones.${zone}`)}</span>
    </span>
  );
};

/** Severity as filled dots out of three; the word stands beside it where there is room. */
export const SeverityDots = ({ severity }: { severity: Severity }) => (
  <svg width={25} height={8} viewBox="0 0 25 8" aria-hidden="true" className={styles.dots}>
    {([1, 2, 3] as const).map((step) => (
      <circle
        key={step}
        cx={4 + (step - 1) * 8.5}
        cy={4}
        r={3}
        fill={step <= severity ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={1.2}
      />
    ))}
  </svg>
);
