/**
 * A decimal as bills write it (`12.30`, `-0.12351`), as an integer of that many places; undefined for anything else and
 * for what is finer. Character by character, because a bill has a million of them.
 */
export function scaledDecimal(text: string, places: number): number | undefined {
  const isNegative = text.charCodeAt(0) === minus
  const from = isNegative ? 1 : 0
  let value = 0
  let digits = 0
  let after = -1
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === point) {
      if (after >= 0 || digits === 0) return undefined
      after = 0
      continue
    }
    if (code < zero || code > zero + 9) return undefined
    if (after >= places) {
      if (code !== zero) return undefined
      continue
    }
    value = value * 10 + code - zero
    digits += 1
    if (after >= 0) after += 1
  }
  if (digits === 0) return undefined
  for (let i = Math.max(after, 0); i < places; i++) value *= 10
  if (!Number.isSafeInteger(value)) return undefined
  return isNegative ? 0 - value : value
}

const minus = 0x2d
const point = 0x2e
const zero = 0x30
