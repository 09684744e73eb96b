/**
 * The unrounded value of a line, in fen, as a person can check it: a whole number, a short decimal, or the fraction with
 * its first decimals. '41171/2' → '20585.5', '100/3' → '100/3 ≈ 33.3333'.
 */
export function exactText(fraction: string): string {
  const [over = '0', under = '1'] = fraction.split('/')
  const [n, d] = [BigInt(over), BigInt(under)]
  const sign = n < 0n ? '-' : ''
  const size = n < 0n ? -n : n
  const decimals = String(((size % d) * 10_000n) / d).padStart(4, '0')
  const value = `${sign}${size / d}.${decimals}`.replace(/\.?0+$/, '')
  const isWhole = ((size % d) * 10_000n) % d === 0n
  return isWhole ? value : `${fraction} ≈ ${sign}${size / d}.${decimals}`
}
