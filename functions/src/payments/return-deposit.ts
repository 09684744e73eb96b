import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { Deposit, type DepositReturn } from '@linli/shared/payments/held-schema'
import type { JournalLine } from '@linli/shared/payments/schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { tillItems } from '../finance/till-items'
import { idempotencyItems } from '../idempotency'
import { cashierOf } from './desk-order'
import { posted } from './publication-items'
import { depositKey, postingItem } from './store'

type Asked = InputOf<typeof heldMoneyApi.returnDeposit>
const proofs: Record<Asked['proof'], string> = { receipt: '凭收据', loss: '凭遗失声明' }

/**
 * Gives a deposit back, once, against its receipt or a declaration that it is lost. What is kept of it, with a reason, is
 * the office's income. Throws payments.not_refundable when it is not held any more, request.invalid without a reason.
 */
export async function returnDeposit(ctx: Context, asked: Asked): Promise<Deposit> {
  const { communityId, depositId, proof, deductedFen = 0, reason, channel, number } = asked
  const desk = cashierOf(ctx)
  if (deductedFen > 0 && !reason)
    throw new AppError('request.invalid', { fields: [{ path: 'reason', message: '扣除押金要写明原因' }] })
  return deciding(async () => {
    const deposit = await ctx.db.get(depositKey(communityId, depositId), Deposit)
    if (!deposit) throw new AppError('record.not_found')
    if (deposit.state !== 'held') throw new AppError('payments.not_refundable')
    const refundFen = deposit.amountFen - deductedFen
    if (refundFen < 0) throw new AppError('payments.refund_too_much')
    const returned: DepositReturn = {
      at: ctx.now(),
      refundFen,
      deductedFen,
      proof,
      channel,
      cashierName: desk.cashierName,
      ...(reason && { reason }),
      ...(number && { number }),
    }
    const lines: JournalLine[] = [
      { account: 'deposit', amountFen: deposit.amountFen, objectId: deposit.object.id },
      { account: 'channel_cash', amountFen: -refundFen, channel },
      { account: 'revenue', amountFen: -deductedFen, objectId: deposit.object.id },
    ]
    const till = await tillItems(ctx, {
      ...desk,
      communityId,
      sourceId: depositId,
      ...(deposit.orderId && { orderId: deposit.orderId }),
      move: 'depositBack',
      channel,
      amountFen: 0 - refundFen,
      valueDate: ctx.today(),
      rooms: [deposit.object.code],
      number,
    })
    const posting = postingItem(ctx, communityId, {
      kind: 'deposit_return',
      sourceId: depositId,
      valueDate: ctx.today(),
      ...(till.tillDate && { tillDate: till.tillDate }),
      lines: lines.filter(({ amountFen }) => amountFen !== 0),
    })
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.return_deposit',
      objectType: 'deposit',
      objectId: depositId,
      summary: `退押金「${deposit.name}」${refundFen} 分，${proofs[proof]}${reason ? `，扣 ${deductedFen} 分：${reason}` : ''}`,
    })
    const done: Deposit = { ...deposit, state: 'returned', returned }
    const update = { key: depositKey(communityId, depositId), set: { state: 'returned', returned } }
    await ctx.db.transact(
      [
        { update, if: { state: 'held' } },
        ...posted(ctx, communityId, posting),
        ...till.writes,
        audit,
        ...idempotencyItems(ctx, done),
      ],
      audit.put,
    )
    return done
  })
}
