export { addDays, daysInRange, daysOf, isTimeZone, localDayOf } from './local-day.ts';
