import type { Figures } from '@linli/shared/repairs/figures'
import { spanWords } from '@linli/shared/repairs/time-left'
import { percent } from '../kit/format'
import { Card } from '../kit/page'
import { kitWords } from '../kit/words'
import '../insight/overview.css'
import { figureWords } from './figure-words'

const words = figureWords.sums
export const span = (minutes: number | undefined) => (minutes === undefined ? kitWords.none : spanWords(minutes))
export const rate = (bp: number | undefined) => (bp === undefined ? kitWords.none : percent(bp))
export const starsOf = (stars10: number | undefined) =>
  stars10 === undefined ? kitWords.none : figureWords.star((stars10 / 10).toFixed(1))

/** The whole of a period in four figures, each with what it counts. */
export function FigureSums({ whole }: { whole: Figures }) {
  if (whole.all === 0) return null
  const lines: [name: string, means: string, value: string, line: string][] = [
    [
      words.respond,
      words.respondMeans,
      span(whole.respondP50),
      words.ninety(span(whole.respondP90), rate(whole.respondedInTimeBp)),
    ],
    [
      words.finish,
      words.finishMeans,
      span(whole.finishP50),
      words.ninety(span(whole.finishP90), rate(whole.finishedInTimeBp)),
    ],
    [words.fixed, words.fixedMeans, rate(whole.fixedAtOnceBp), words.back(rate(whole.reopenedBp))],
    [
      words.stars,
      words.starsMeans,
      starsOf(whole.stars10),
      whole.revisited > 0 ? words.satisfied(rate(whole.satisfiedBp), whole.revisited) : words.rated(whole.rated),
    ],
  ]
  return (
    <div className="sums">
      {lines.map(([name, means, value, line]) => (
        <Card key={name}>
          <p>
            <strong>{name}</strong>
          </p>
          <p className="hint small">{means}</p>
          <p className="sum-value figure">{value}</p>
          <p className="hint small">{line}</p>
        </Card>
      ))}
    </div>
  )
}
