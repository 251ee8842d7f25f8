import type { Zone } from '../document/report-document.schemas.ts';

/** Of the page. Pale areas and dark marks, so that a black-and-white print keeps the difference. */
export const ink = '#1c2733';
export const faint = '#64748b';
export const line = '#cbd5e1';
export const paper = '#f4f7fa';
export const accent = '#1f4e79';
export const amber = '#f0b429';

export const zoneInk: Readonly<Record<Zone, string>> = {
  green: '#2e7d32',
  yellow: '#b26a00',
  red: '#c62828',
};
export const zonePaper: Readonly<Record<Zone, string>> = {
  green: '#e5f3e8',
  yellow: '#fdf2d0',
  red: '#fadfdd',
};
