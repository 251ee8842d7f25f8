import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Breath: a quiet blue-green, dark enough at 7 for white text on it (7.0 : 1). */
const breath: MantineColorsTuple = [
  '#ecf7f7',
  '#d7ecec',
  '#afd9da',
  '#83c4c7',
  '#5fb1b6',
  '#3f9ba2',
  '#2b838b',
  '#17616b',
  '#124e57',
  '#0c3b42',
];

/** The machine's own Korean face: nothing is fetched. */
const fontFamily =
  "'Pretendard Variable', Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', NanumGothic, system-ui, sans-serif";

/** Mantine's greys of the dark scheme, with a drop of the same blue-green in them. */
const dark: MantineColorsTuple = [
  '#e4eeee',
  '#c3d1d2',
  '#9db1b2',
  '#6f8486',
  '#3a484a',
  '#2a383b',
  '#1e2b2e',
  '#172224',
  '#111b1d',
  '#0b1314',
];

export const theme = createTheme({
  colors: { breath, dark },
  primaryColor: 'breath',
  primaryShade: { light: 7, dark: 7 },
  fontFamily,
  headings: { fontFamily, fontWeight: '700', sizes: { h1: { fontSize: '1.625rem', lineHeight: '1.3' } } },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
});
