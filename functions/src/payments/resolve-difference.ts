import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import {
  Difference,
  differenceKindNames,
  resolutionNames,
  resolutionsOf,
} from '@linli/shared/payments/reconciliation-schema'
import type { Channel } from '@linli/shared/payments/schema'
import * as z from 'zod'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { actorId, type Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { settleMissing } from './look-closer'
import { posted } from './publication-items'
import { dayKey, differenceKey, merchantsOf } from './reconciliation-store'
import { evidenceKey, getOrder, postingItem, suspendedKey, transactionKey } from './store'
import { otherTradeWrite, suspendedWrite } from './suspend'

type Asked = InputOf<typeof reconciliationApi.resolveDifference>

/**
 * Says what came of a difference, with a reason, and posts what that needs in the same transaction: `suspended` takes what
 * the channel has and our books lack into 待查收款; `settled` asks the channel once more, and is refused while nothing is
 * settled. Throws payments.already_resolved, payments.not_this_way.
 */
export const resolveDifference = (ctx: Context, asked: Asked): Promise<Difference> =>
  deciding(async () => {
    const { communityId, differenceId, how, reason } = asked
    const key = differenceKey(asked, differenceId)
    const known = await ctx.db.get(key, Difference)
    if (!known) throw new AppError('record.not_found')
    if (known.resolved) throw new AppError('payments.already_resolved')
    if (!resolutionsOf[known.kind].includes(how)) throw new AppError('payments.not_this_way')
    const channel = merchantsOf(await loadCommunity(ctx, communityId)).find(
      each => each.ref === known.merchantRef,
    )?.channel
    if (!channel) throw new AppError('payments.no_merchant')
    if (how === 'settled') await settleNow(ctx, communityId, channel, known)
    const by = ctx.actor.kind === 'staff' ? ctx.actor.name : actorId(ctx.actor)
    const resolved = { at: ctx.now(), by, how, reason }
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.resolve_difference',
      objectType: 'reconciliation',
      objectId: `${known.merchantRef}-${known.date}`,
      summary: `${differenceKindNames[known.kind]}，${resolutionNames[how]}：${reason}`,
    })
    await ctx.db.transact(
      [
        { update: { key, set: { resolved }, remove: ['gs1pk', 'gs1sk'] }, if: { resolved: undefined, differenceId } },
        { update: { key: dayKey({ communityId, ...known }), add: { open: -1 } } },
        ...(how === 'suspended' ? await heldWrites(ctx, communityId, channel, known) : []),
        audit,
      ],
      audit.put,
    )
    return { ...known, resolved }
  })

async function settleNow(ctx: Context, communityId: string, channel: Channel, known: Difference): Promise<void> {
  await settleMissing(ctx, known)
  const marker = await ctx.db.get(transactionKey(communityId, channel, known.transactionId ?? ''), z.unknown())
  if (!marker)
    throw new AppError('payments.not_this_way', { message: '已向渠道查询，这笔仍不能入账，请换一种处理方式' })
}

/**
 * What the channel's bill has above our books, into suspense: with the evidence that leads to it, so that a notice or
 * query that explains it later takes it out again. Throws payments.not_this_way where nothing is above, or it is held.
 */
async function heldWrites(ctx: Context, communityId: string, channel: Channel, known: Difference): Promise<Write[]> {
  const { transactionId, orderId, channelFen = 0, date } = known
  if (transactionId === undefined) throw new AppError('payments.not_this_way')
  const Marker = z.object({ amountFen: z.number().int() })
  const [order, marker, evidence] = await Promise.all([
    getOrder(ctx, orderId),
    ctx.db.get(transactionKey(communityId, channel, transactionId), Marker),
    ctx.db.get(evidenceKey(communityId, channel, transactionId), z.unknown()),
  ])
  const suspenseFen = channelFen - (marker?.amountFen ?? 0)
  if (evidence !== undefined) throw new AppError('payments.not_this_way', { message: '这笔款已经在待查收款里了' })
  if (suspenseFen <= 0) throw new AppError('payments.not_this_way')
  const at = ctx.now()
  const said = JSON.stringify({ source: 'bill', difference: known })
  const evidenceItem = {
    ...evidenceKey(communityId, channel, transactionId),
    orderId,
    reasons: ['bill'],
    evidence: ctx.deps.secrets.seal(said, `evidence:${transactionId}`),
    suspenseFen,
    at,
    valueDate: date,
    merchantRef: known.merchantRef,
    gs1pk: suspendedKey(communityId),
    gs1sk: at,
  }
  const posting = postingItem(ctx, communityId, {
    kind: 'suspense',
    sourceId: transactionId,
    ...(order && { orderId }),
    valueDate: date,
    lines: [
      { account: 'channel_cash', amountFen: suspenseFen, channel },
      { account: 'suspense', amountFen: -suspenseFen, channel },
    ],
  })
  const onOrder = !order || marker ? [] : [order.state === 'paid' ? otherTradeWrite(order) : suspendedWrite(order)]
  return [{ put: evidenceItem, ifAbsent: true }, ...onOrder, ...posted(ctx, communityId, posting)]
}
