import type { Meter } from '@linli/shared/billing/meter-schema'
import { heldNames, readingSentence, usageText } from '@linli/shared/billing/meter-words'
import { nextReading } from '@linli/shared/billing/next-reading'
import { parseScaled } from '@linli/shared/money'
import { beijingDate, type Instant } from '@linli/shared/time'
import { roundWords as words } from './words'

/** What a typed reading comes to. `problem`: it is not taken; `asks`: it is, once somebody has looked again. */
export type Judged = { value?: number; said?: string; problem?: string; asks?: string; mayRollOver: boolean }

/** Judged by the rule that the server decides by, also where there is no network. */
export function judge(meter: Meter, text: string, rolledOver: boolean, at: Instant): Judged {
  const value = parseScaled(text, 1_000)
  if (value === undefined || value < 0) return { problem: words.badNumber, mayRollOver: rolledOver }
  const next = nextReading(meter, { value, readOn: beijingDate(at), rolledOver })
  if (!next.ok) {
    const mayRollOver = rolledOver || (next.reason === 'goes_back' && meter.digits !== undefined)
    return { value, problem: readingSentence(next.reason, meter), mayRollOver }
  }
  const { usage, held } = next.reading
  const said = usage === undefined ? words.baseline : words.usage(usageText(usage))
  return { value, said, mayRollOver: rolledOver, ...(held && { asks: heldNames[held] }) }
}
