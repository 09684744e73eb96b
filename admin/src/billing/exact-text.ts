/**
 * The unrounded value of a line in yuan, from its fraction of fen, as a person can check it: a whole number, a short decimal,
 * or the fraction with its first decimals. '41171/2' → '205.855', '100/3' → '100/300 ≈ 0.333333'.
 */
export function exactText(fraction: string): string {
  const [over = '0', under = '1'] = fraction.split('/')
  const [n, d] = [BigInt(over), BigInt(under) * 100n]
  const sign = n < 0n ? '-' : ''
  const size = n < 0n ? -n : n
  const decimals = String(((size % d) * 1_000_000n) / d).padStart(6, '0')
  const value = `${sign}${size / d}.${decimals}`.replace(/\.?0+$/, '')
  const isWhole = ((size % d) * 1_000_000n) % d === 0n
  return isWhole ? value : `${n}/${d} ≈ ${sign}${size / d}.${decimals}`
}
