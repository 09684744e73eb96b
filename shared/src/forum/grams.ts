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
 * What is looked for: every term has to stand in the text; `grams` are the one or two pairs to look up. They come from
 * inside a term: most words have two characters, and a pair across the border of two is far rarer than either of them.
 * Nothing when no term has two characters.
 */
export function queryOf(typed: string): Query | undefined {
  const terms = runs(typed).sort((a, b) => b.length - a.length)
  const [longest = [], next = []] = terms.map(pairs)
  const others = next.length > 0 ? [next[1] ?? next[0]] : [longest.at(-2), longest.at(-1)]
  const grams = [...new Set([longest[1] ?? longest[0], ...others])].filter(gram => gram !== undefined).slice(0, 2)
  return grams.length === 0 ? undefined : { terms, grams }
}

export const isAnswer = ({ terms }: Query, text: string): boolean => {
  const within = folded(text)
  return terms.every(term => within.includes(term))
}
