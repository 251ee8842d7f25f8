import { createPlainPages } from '@soomcare/http';

import type { ReportLanguage } from '../report.entity.ts';
import { accent, faint, ink, line, paper, zoneInk } from '../view/palette.ts';

const STYLE = [
  `body{font:1rem/1.6 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:${ink};background:#fff}`,
  `h1,h2{color:${accent}}h2{font-size:1.1rem;margin:2rem 0 .5rem}`,
  `.faint,dt,th{color:${faint};font-size:.85rem;font-weight:400}.alert{color:${zoneInk.red};font-weight:700}`,
  `dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:.75rem;background:${paper};padding:1rem;margin:1rem 0}`,
  'dd{margin:0;font-weight:700}dd+dd{font-weight:400;font-size:.85rem}',
  'table{border-collapse:collapse;width:100%;font-size:.9rem}th{text-align:left}',
  `td,th{border-bottom:1px solid ${line};padding:.25rem .5rem .25rem 0;vertical-align:top;overflow-wrap:anywhere}`,
  ...Object.entries(zoneInk).map(([zone, color]) => `.${zone}{color:${color};font-weight:700}`),
  'figure{margin:1.5rem 0}figure>svg{width:100%;height:auto}.mark{margin:0 .25rem 0 .75rem}',
  'label{display:block;margin:1rem 0}input{display:block;font:inherit;padding:.5rem;width:12rem}',
  `button{font:inherit;padding:.6rem 1.5rem;border:0;border-radius:.5rem;color:#fff;background:${accent}}`,
  '@media print{form{display:none}}',
].join('\n');

const pages = createPlainPages(STYLE, 'self');
export const PAGE_HEADERS = pages.headers;

/** @param content HTML, escaped already */
export const pageOf = (language: ReportLanguage, title: string, content: string): string =>
  pages.render({ language, title, main: content });
