/** What a value says, alike for all that say the same: keys in order, sets as lists in order, nothing that is undefined. */
export function plain(value: unknown): unknown {
  if (value instanceof Set) return [...value].map(String).toSorted((a, b) => (a < b ? -1 : 1))
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, plain(each)]))
}
