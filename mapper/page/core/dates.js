// Days, and the weeks, months and years that they lie in.

export const DAY = 86400000; // ms
export const addDays = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

function addMonths(date, months) {
  const day = new Date(date);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}

export const UNITS = [
  { name: "day", most: 62, start: (date) => date, next: (date) => addDays(date, 1) },
  { name: "week", most: 430, start: (date) => addDays(date, -((new Date(date).getUTCDay() + 6) % 7)), next: (date) => addDays(date, 7) },
  { name: "month", most: 5500, start: (date) => `${date.slice(0, 7)}-01`, next: (date) => addMonths(date, 1) },
  { name: "year", most: Infinity, start: (date) => `${date.slice(0, 4)}-01-01`, next: (date) => addMonths(date, 12) },
];
