/** Every day of a month from the rows of five tables, as the product's calendar shows it. */
export const calendarDays = (from, to, { symptoms, peakFlows, spirometries, intakes, events }) => {
  const today = new Date().toISOString().slice(0, 10);
  const days = {};
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    days[date] = {
      date,
      symptoms: null,
      peakFlow: null,
      spirometry: null,
      intakes: null,
      events: [],
      missing: [],
    };
  }

  for (const { day, worst, nightWaking, none } of symptoms) {
    days[day].symptoms = { worstSeverity: worst, nightWaking: nightWaking > 0, none: none > 0 };
  }
  for (const { day, min, max, count, zone } of peakFlows) days[day].peakFlow = { min, max, count, zone };
  for (const { day, count, bestFev1 } of spirometries)
    days[day].spirometry = { count, bestFev1Litres: bestFev1 / 100 };
  for (const { day, ...taken } of intakes) days[day].intakes = taken;
  for (const event of events) {
    for (const date of Object.keys(days)) {
      if (event.startedOn <= date && date <= (event.endedOn ?? event.startedOn))
        days[date].events.push(event);
    }
  }
  for (const day of Object.values(days)) {
    if (day.date < today && !day.symptoms) day.missing.push('symptoms');
    if (day.date < today && !day.peakFlow) day.missing.push('peak-flow');
  }
  return Object.values(days);
};
