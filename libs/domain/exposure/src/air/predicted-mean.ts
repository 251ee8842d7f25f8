/** From which concentration on (µg/m³) a rise of the last hours weighs less. */
const LESSENED_FROM = { pm10: 70, pm25: 30 } as const;

const HOURS = 12;
const LATEST_HOURS = 4;
/** As elsewhere in air quality: three quarters of the hours have to be there. */
const NEEDED = 0.75;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * AirKorea's predicted mean of 24 hours, by which it grades particles at this moment: the last twelve hours, and the
 * last four in the place of the twelve to come.
 *
 * @param hourly µg/m³ of the last twelve hours, newest first; null where an hour is missing
 * @returns null with too few hours
 */
export const predictedMean = (
  pollutant: keyof typeof LESSENED_FROM,
  hourly: readonly (number | null)[],
): number | null => {
  const known = (hours: number) => hourly.slice(0, hours).filter((value) => value !== null);
  const [twelve, four] = [known(HOURS), known(LATEST_HOURS)];
  if (twelve.length < HOURS * NEEDED || four.length < LATEST_HOURS * NEEDED) return null;

  const meanOfTwelve = mean(twelve);
  const lessened = four.map((value) => {
    const rise = value / meanOfTwelve;
    return value >= LESSENED_FROM[pollutant] && rise >= 0.9 && rise <= 1.7 ? value * 0.75 : value;
  });
  return (meanOfTwelve + mean(lessened)) / 2;
};
