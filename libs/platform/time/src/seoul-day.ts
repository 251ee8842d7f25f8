import { localDayOf } from './local-day.ts';

/** YYYY-MM-DD in Korea, where its law counts ages, its air is measured and our articles expire, wherever the phone is. */
export const seoulDayOf = (at: Date): string => localDayOf(at, 'Asia/Seoul');
