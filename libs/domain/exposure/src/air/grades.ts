/** 좋음, 보통, 나쁨, 매우나쁨, from the best to the worst. */
export const grades = ['good', 'moderate', 'bad', 'very-bad'] as const;
export type Grade = (typeof grades)[number];

export const pollutants = ['pm10', 'pm25', 'o3'] as const;
export type Pollutant = (typeof pollutants)[number];

/**
 * The highest value of the first three grades, as AirKorea's index has them: particles in µg/m³ as a mean of 24 hours,
 * ozone in ppm as a mean of one hour.
 */
const LIMITS: Readonly<Record<Pollutant, readonly number[]>> = {
  pm10: [30, 80, 150],
  pm25: [15, 35, 75],
  o3: [0.03, 0.09, 0.15],
};

/** Values are compared as they are published: particles as whole µg/m³, ozone with four decimals. */
const published = (pollutant: Pollutant, value: number): number =>
  pollutant === 'o3' ? Math.round(value * 10_000) / 10_000 : Math.round(value);

export const gradeOf = (pollutant: Pollutant, value: number): Grade => {
  const above = LIMITS[pollutant].filter((limit) => published(pollutant, value) > limit).length;
  return grades[above] ?? 'very-bad';
};

/** @returns null of nothing */
export const worstGrade = (all: readonly Grade[]): Grade | null =>
  grades.findLast((grade) => all.includes(grade)) ?? null;
