export { addDays, daysOf, isTimeZone, localDayOf } from './local-day.ts';
