const LONGEST = 16
const MOST = 50_000

/**
 * Gives equal short texts as one: most cells of a large sheet say what others say, and each would otherwise be kept on
 * its own. The pool has an end; what comes after it is kept as it is.
 */
export function textPool(): (text: string) => string {
  const pool = new Map<string, string>()
  return text => {
    if (text.length > LONGEST) return text
    const known = pool.get(text)
    if (known !== undefined) return known
    if (pool.size < MOST) pool.set(text, text)
    return text
  }
}
