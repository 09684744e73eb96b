const DAY_MS = 86_400_000
const DAYS_1904 = 1462

/** The 15 digits that a spreadsheet keeps; longer numbers in exponent form, so that a rounded one cannot pass for a typed one. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  return Math.abs(value) < 1e15 ? String(Number(value.toPrecision(15))) : value.toExponential().toUpperCase()
}

/** A day of the 1900 or 1904 calendar as `YYYY-MM-DD`; what is no day stays a number. */
export function dateText(serial: number, is1904: boolean): string {
  const days = Math.floor(serial) + (is1904 ? DAYS_1904 : 0)
  if (days < 61 || days > 2_958_465) return numberText(serial)
  return new Date(Date.UTC(1899, 11, 30) + days * DAY_MS).toISOString().slice(0, 10)
}

/** A number format with a year or a day in it, quoted words and colours aside. */
export function isDateFormat(code: string): boolean {
  return /[yd]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, ''))
}
