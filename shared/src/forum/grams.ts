/** What text is compared as: full-width forms as narrow ones, capitals as small ones. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The runs of letters and digits in a text: what stands between them is not searched for. */
const runs = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Two neighbouring characters each: Chinese has no spaces, and most of what is looked for is two to four characters long. */
const pairs = (run: string): string[] => {
  const characters = [...run]
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`)
}

/** Each pair of a text once: what a post is found by. */
export const gramsOf = (text: string): string[] => [...new Set(runs(text).flatMap(pairs))]

export type Query = { terms: string[]; grams: string[] }

/**
 * What is looked for: every term has to stand in the text; `grams` are the one or two pairs to look up, as far apart as
 * can be, because they then meet by chance least. Nothing when no term has two characters.
 */
export function queryOf(typed: string): Query | undefined {
  const terms = runs(typed).sort((a, b) => b.length - a.length)
  const grams = [...new Set(terms.flatMap(pairs))]
  const first = grams[0]
  if (first === undefined) return undefined
  const last = pairs(terms[0] ?? '').at(-1)
  const second = last === first ? grams[1] : last
  return { terms, grams: second === undefined ? [first] : [first, second] }
}

export const isAnswer = ({ terms }: Query, text: string): boolean => {
  const within = folded(text)
  return terms.every(term => within.includes(term))
}
