import { type CellReading, formulaProblem, plainText } from './cell-text'

const WHOLE = 10_000

/**
 * The shares of `people` joint owners (按份共有, 民法典 298) in 1/10,000 of the room: `50%`, `1/2`, `0.5`, several with a 、
 * between them. 共同共有 and a blank cell say no share. More or fewer shares than names, and none above the whole or of
 * nothing, are refused.
 */
export function readShares(raw: string, people: number): CellReading<number[]> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = plainText(raw).replace(/\s/g, '').replace(/％/g, '%')
  if (/^(?:-|\/|无|共同共有|单独所有)?$/.test(text)) return {}
  const parts = text.split(text.includes('%') ? /[、,;，；/]/ : /[、,;，；]/)
  const shares = parts.map(shareOf)
  const isFit = parts.length === people && shares.every(share => share >= 1 && share <= WHOLE)
  return isFit ? { value: shares } : { error: 'share_form' }
}

function shareOf(text: string): number {
  const percent = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text)
  if (percent) return Math.round(Number(percent[1]) * 100)
  const fraction = /^(\d{1,4})\/(\d{1,4})$/.exec(text)
  if (fraction) return Math.round((Number(fraction[1]) / Number(fraction[2])) * WHOLE)
  return /^(?:0\.\d+|1(?:\.0+)?)$/.test(text) ? Math.round(Number(text) * WHOLE) : 0
}
