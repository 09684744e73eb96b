const OFFSET_MS = 8 * 3_600_000

/** RFC 3339 with the +08:00 that every WeChat Pay v3 time carries, to the second. */
export function beijingTime(at: Date | number): string {
  return `${shifted(at).toISOString().slice(0, 19)}+08:00`
}

/** `YYYY-MM-DD` in Beijing. */
export function beijingDate(at: Date | number): string {
  return shifted(at).toISOString().slice(0, 10)
}

/** `YYYY-MM-DD HH:mm:ss` in Beijing, the trade bill's form. */
export function billTime(at: Date | number): string {
  return shifted(at).toISOString().slice(0, 19).replace('T', ' ')
}

/** The instant, in milliseconds, of an hour of a Beijing date. NaN when the date is malformed. */
export function beijingHour(date: string, hour: number): number {
  return Date.parse(`${date}T00:00:00Z`) - OFFSET_MS + hour * 3_600_000
}

function shifted(at: Date | number): Date {
  return new Date((typeof at === 'number' ? at : at.getTime()) + OFFSET_MS)
}
