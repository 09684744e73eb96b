import type { Meter } from '@linli/shared/billing/meter-schema'
import { heldNames, readingSentence, usageText } from '@linli/shared/billing/meter-words'
import { nextReading } from '@linli/shared/billing/next-reading'
import { parseScaled } from '@linli/shared/money'
import { readingWords as words } from './reading-words'

export type Typed = { text: string; over: boolean }
/** What a typed reading comes to, before it is sent; `problem` is what the server would say too. */
export type Judged = { value?: number; usage?: string; note?: string; problem?: string; mayRollOver?: boolean }

/** Judged by the rule that the server decides by. */
export function judge(meter: Meter, { text, over }: Typed, readOn: string): Judged {
  if (text.trim() === '') return {}
  const value = parseScaled(text, 1_000)
  if (value === undefined || value < 0) return { problem: words.badNumber }
  const next = nextReading(meter, { value, readOn, rolledOver: over })
  if (!next.ok) {
    const mayRollOver = over || (next.reason === 'goes_back' && meter.digits !== undefined)
    return { value, problem: readingSentence(next.reason, meter), mayRollOver }
  }
  const { usage, held } = next.reading
  if (usage === undefined) return { value, note: words.firstReading }
  return { value, usage: usageText(usage), mayRollOver: over, ...(held && { note: words.willHold(heldNames[held]) }) }
}

/** A column that was copied from a sheet: one text a line. */
export const pasted = (text: string): string[] =>
  text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map(line => line.split('\t')[0]?.trim() ?? '')
