const words = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** A due day is a date without an hour: the same one for everybody, wherever they are. */
export const dayText = (day: Date) => words.format(day);

/** As a date field takes it: "2027-01-31", or nothing. */
export const dayValue = (day: Date | null) => day?.toISOString().slice(0, 10) ?? "";
