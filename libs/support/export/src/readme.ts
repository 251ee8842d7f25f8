import { isLeftOut, leftOutReasons, tableDecisions } from './table-decisions.ts';

const leftOutTables = (reason: string) =>
  Object.entries(tableDecisions)
    .filter(([, decision]) => isLeftOut(decision) && decision.leftOut === reason)
    .map(([name]) => name)
    .join(', ');

const leftOutLines = (language: 'ko' | 'en') =>
  Object.entries(leftOutReasons).map(([reason, words]) => `- ${words[language]}: ${leftOutTables(reason)}`);

const picturesLeftOut = {
  ko: (count: number) =>
    `- 사진 ${count}장: 파일이 너무 커져서 뺐습니다. 목록은 files에 있고, 사진은 앱에서 받을 수 있습니다`,
  en: (count: number) =>
    `- ${count} pictures: the file would be too large. files lists them, and the app shows them`,
};

/**
 * What the files are, in both languages. CRLF, so that every editor shows the lines.
 * @param withoutRoom how many pictures did not fit
 */
export const readmeOf = (counts: readonly { name: string; rows: number }[], withoutRoom: number): string =>
  [
    '숨케어 내보내기',
    '',
    '숨케어가 회원님에 대해 보관하는 모든 자료입니다. 표마다 파일이 두 개 있고 내용은 같습니다.',
    '- json/: 다른 프로그램에서 읽기 위한 JSON',
    '- csv/: 엑셀에서 바로 열리는 CSV',
    '- fhir/: 만들어 둔 보고서가 있으면, 병원 시스템이 읽는 FHIR R4 문서',
    '- pictures/: 올린 사진이 있으면, 확인을 마친 사진',
    '시각은 UTC이며, recordedOn 같은 날짜는 기록한 곳의 날짜입니다.',
    '건강 정보가 들어 있으니 안전한 곳에 보관해 주세요.',
    '',
    '들어 있지 않은 것:',
    ...(withoutRoom > 0 ? [picturesLeftOut.ko(withoutRoom)] : []),
    ...leftOutLines('ko'),
    '',
    '----',
    '',
    'Soomcare export',
    '',
    'Everything that Soomcare keeps about you. Each table comes as two files that say the same.',
    '- json/: JSON, to be read by other programs',
    '- csv/: CSV, which opens in a spreadsheet',
    '- fhir/: your reports, if there are some, as FHIR R4 documents that clinics read',
    '- pictures/: the pictures that you uploaded, if there are some, as they were kept after their check',
    'Times are in UTC; days such as recordedOn are those of the place where you recorded.',
    'These files hold health data: keep them in a safe place.',
    '',
    'Not in it:',
    ...(withoutRoom > 0 ? [picturesLeftOut.en(withoutRoom)] : []),
    ...leftOutLines('en'),
    '',
    '----',
    '',
    ...counts.map(({ name, rows }) => `${name}: ${rows}`),
    '',
  ].join('\r\n');
