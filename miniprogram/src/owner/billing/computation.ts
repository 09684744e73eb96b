import { meterLineWords } from '@linli/shared/billing/meter-line-words'
import { lateDays } from '@linli/shared/billing/disputes'
import type { Bill, BillView } from '@linli/shared/billing/schema'
import { quantityWords, roundingNames, timeWords } from '@linli/shared/billing/words'
import { formatScaled } from '@linli/shared/money'
import type { billingWords } from './words'

type Line = Bill['lines'][number]
type Say = (typeof billingWords)['standard']

/** One line of 怎么算的: the price × quantity, then what else made the amount, as the bill keeps it. */
export type ComputationLine = { what: string; notes: string[]; amountFen: number; from: string; to: string }

export const computationOf = (bill: Pick<Bill, 'lines'>, say: Say): ComputationLine[] =>
  bill.lines.map(line => {
    const metered = meterLineWords(line)
    const notes = [...(metered?.notes ?? [timeWords(line)]), splitWords(line, say), roundingWords(line, say)]
    return {
      what: metered?.what ?? quantityWords(line),
      notes: notes.filter(note => note !== ''),
      amountFen: line.amountFen,
      from: line.from,
      to: line.to,
    }
  })

/** 「算出 102.925 元，四舍五入到分」; nothing where the exact value needs no rounding, or was shared out afterwards. */
function roundingWords(line: Line, say: Say): string {
  const [over = '0', under = '1'] = line.exactFen.split('/')
  const exact = { over: BigInt(over), under: BigInt(under) }
  const rounded = exact.over === BigInt(line.amountFen) * exact.under
  return rounded || line.split ? '' : say.rounded(yuanWords(exact), roundingNames[line.rounding.unit])
}

/** Five decimals of a yuan at most, cut and marked where there are more. */
function yuanWords({ over, under }: { over: bigint; under: bigint }): string {
  const negative = over < BigInt(0)
  const scaled = (negative ? -over : over) * BigInt(1000)
  const whole = (scaled / under).toString().padStart(6, '0')
  const decimals = whole.slice(-5).replace(/0+$/, '').padEnd(2, '0')
  return `${negative ? '-' : ''}${whole.slice(0, -5)}.${decimals}${scaled % under === BigInt(0) ? '' : '…'}`
}

/** 「换了收费对象，按天分：您这份 14/28 天」 */
function splitWords(line: Line, say: Say): string {
  const mine = line.split?.times[line.split.index]
  if (!mine) return ''
  const parts = mine.parts.map(({ days, of }) => `${days}/${of} 天`)
  return say.split([...(mine.whole > 0 ? [`${mine.whole} 个月`] : []), ...parts].join(' + '))
}

/** 「合同约定每天 0.05%，计 12 天」, and the days that are free; undefined while no late fee is due. */
export function lateFeeWords(
  bill: Pick<BillView, 'lateFee' | 'lateFeeFen' | 'overdueDays' | 'dueDate' | 'dispute' | 'disputes'>,
  say: Say,
): string[] | undefined {
  if (!bill.lateFee || bill.lateFeeFen <= 0) return undefined
  const { dailyRatePpm, graceDays } = bill.lateFee
  const rate = `${formatScaled(dailyRatePpm, 10_000)}%`
  const free = graceDays > 0 ? [say.lateGrace(graceDays)] : []
  const { charged, disputed } = lateDays(bill)
  return [say.lateLine(rate, charged), ...free, ...(disputed > 0 ? [say.lateDisputed(disputed)] : [])]
}
