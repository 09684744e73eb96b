import { billLines } from '@linli/shared/billing/amount'
import type { feeApi } from '@linli/shared/billing/fee-api'
import type { ExpressionPreview, Tariff } from '@linli/shared/billing/fee-schema'
import { quantityWords, refusalWords } from '@linli/shared/billing/words'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { monthEnd, monthStart } from '@linli/shared/time'
import { listRooms } from '../communities/rooms'
import type { Context } from '../context'
import { checkFormula } from './check-formula'

const rooms = 10
/** The item is not saved yet: it has no id of its own. */
const feeItemId = '0'.repeat(26)

/** An expression over this whole month in the first ten rooms, each with its variables. Throws request.invalid. */
export async function previewExpression(
  ctx: Context,
  { communityId, text, price, surchargeFen }: InputOf<typeof feeApi.previewExpression>,
): Promise<OutputOf<typeof feeApi.previewExpression>> {
  const formula = { kind: 'expression', text, per: 'month' } as const
  checkFormula(formula)
  const { items } = await listRooms(ctx, communityId, { limit: rooms })
  const period = { from: monthStart(ctx.today()), to: monthEnd(ctx.today()) }
  const tariff: Tariff = {
    tariffId: feeItemId,
    feeItemId,
    from: period.from,
    price,
    ...(surchargeFen !== undefined && { surchargeFen }),
    ground: { kind: 'contract', text },
  }
  const item = { feeItemId, formula, cycle: { kind: 'month' }, rounding: { mode: 'half_up', unit: 'fen' } } as const
  const answers = items.map(({ code, areas }): ExpressionPreview => {
    const result = billLines({ item, object: { areas }, period, tariffs: [tariff] })
    if (!result.ok) return { roomCode: code, problem: refusalWords(result) }
    const [line] = result.lines
    return { roomCode: code, amountFen: result.totalFen, ...(line && { words: quantityWords(line) }) }
  })
  return { rooms: answers }
}
