export { addDays, daysInRange, daysOf, isTimeZone, localDayOf } from './local-day.ts';
export { seoulDayOf } from './seoul-day.ts';
