import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import {
  Difference,
  differenceKindNames,
  resolutionNames,
  waysOfDifference,
} from '@linli/shared/payments/reconciliation-schema'
import type { Channel } from '@linli/shared/payments/schema'
import * as z from 'zod'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { actorId, type Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { AnyItem, type Key } from '../db'
import { askDifference } from './ask-difference'
import { cashierOf } from './desk-order'
import { recordForeignRefund } from './foreign-refund'
import { posted } from './publication-items'
import { loadRefundSettings } from './refund-settings'
import { refundsOfOrder } from './refund-store'
import { reversalItems, reversedFenOf } from './reverse-settlement'
import { dayKey, differenceKey, merchantsOf } from './reconciliation-store'
import { evidenceKey, getOrder, postingItem, suspendedKey, transactionKey } from './store'
import { otherTradeWrite, suspendedWrite } from './suspend'

type Asked = InputOf<typeof reconciliationApi.resolveDifference>

/**
 * Says what came of a difference, with a reason, and posts what that needs in the same transaction. What is taken back above
 * the community's limit for refunds waits for another person's word. Throws payments.already_resolved,
 * payments.not_this_way (with what the channel said), payments.own_refund, payments.channel_down.
 */
export const resolveDifference = (ctx: Context, asked: Asked): Promise<Difference> =>
  deciding(async () => {
    const { communityId, differenceId, how, reason } = asked
    const key = differenceKey(asked, differenceId)
    const known = await ctx.db.get(key, Difference)
    if (!known) throw new AppError('record.not_found')
    if (known.resolved) throw new AppError('payments.already_resolved')
    if (!waysOfDifference(known).includes(how)) throw new AppError('payments.not_this_way')
    const channel = merchantsOf(await loadCommunity(ctx, communityId)).find(
      each => each.ref === known.merchantRef,
    )?.channel
    if (!channel) throw new AppError('payments.no_merchant')
    if (how === 'settled') await askDifference(ctx, communityId, channel, known)
    if (how === 'reversed' && (await needsAnother(ctx, communityId, known))) {
      // What cannot be done is refused to whoever asks, not to whoever agrees.
      await reversalItems(ctx, communityId, channel, { known, reason })
      return propose(ctx, asked, known)
    }
    const resolved = { at: ctx.now(), by: nameOf(ctx), how, reason }
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.resolve_difference',
      objectType: 'reconciliation',
      objectId: `${known.merchantRef}-${known.date}`,
      summary: `${differenceKindNames[known.kind]}，${resolutionNames[how]}：${reason}${approving(known)}`,
    })
    const writes: Write[] = [
      { update: { key, set: { resolved }, remove: ['gs1pk', 'gs1sk'] }, if: { resolved: undefined, differenceId } },
      // The version too: a look that is under way must not find again what was just taken back.
      { update: { key: dayKey({ communityId, ...known }), add: { open: -1, version: 1 } } },
      audit,
    ]
    if (how === 'registered') await registerRefund(ctx, communityId, { known, reason }, writes, audit.put)
    else await ctx.db.transact([...(await moved(ctx, channel, asked, known)), ...writes], audit.put)
    return { ...known, resolved }
  })

const nameOf = ({ actor }: Context): string => (actor.kind === 'staff' ? actor.name : actorId(actor))
const approving = ({ proposed }: Difference): string => (proposed ? `（${proposed.by} 申请）` : '')

/** What a resolution posts. */
async function moved(ctx: Context, channel: Channel, { communityId, how, reason }: Asked, known: Difference) {
  if (how === 'suspended') return heldWrites(ctx, communityId, channel, known)
  return how === 'reversed' ? reversalItems(ctx, communityId, channel, { known, reason }) : []
}

/** Above the limit somebody asks and somebody else does it. Throws payments.own_refund for whoever asked. */
async function needsAnother(ctx: Context, communityId: string, known: Difference): Promise<boolean> {
  const { limitFen } = await loadRefundSettings(ctx, communityId)
  if (reversedFenOf(known) <= limitFen) return false
  if (known.proposed?.personId === cashierOf(ctx).cashierId) throw new AppError('payments.own_refund')
  return known.proposed === undefined
}

async function propose(ctx: Context, asked: Asked, known: Difference): Promise<Difference> {
  const { communityId, differenceId, reason } = asked
  const { cashierId: personId, cashierName: by } = cashierOf(ctx)
  const proposed = { at: ctx.now(), by, personId, reason }
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.resolve_difference',
    objectType: 'reconciliation',
    objectId: `${known.merchantRef}-${known.date}`,
    summary: `${differenceKindNames[known.kind]}，申请${resolutionNames.reversed}：${reason}`,
  })
  const key = differenceKey(asked, differenceId)
  const asRead = { resolved: undefined, proposed: undefined, differenceId }
  await ctx.db.transact([{ update: { key, set: { proposed } }, if: asRead }, audit], audit.put)
  return { ...known, proposed }
}

/** A refund of the channel's console becomes one of ours; one that somebody has registered meanwhile is only said to be. */
async function registerRefund(
  ctx: Context,
  communityId: string,
  { known, reason }: { known: Difference; reason: string },
  writes: Write[],
  marker: Key,
): Promise<void> {
  const { orderId, refundNo = '' } = known
  const own = (await refundsOfOrder(ctx, orderId)).some(({ outRefundNo }) => outRefundNo === refundNo)
  if (own) return ctx.db.transact(writes, marker)
  await recordForeignRefund(ctx, { communityId, orderId, outRefundNo: refundNo, reason }, writes)
}

/**
 * What the channel's bill has above our books, into suspense: with the evidence that leads to it, so that a notice or
 * query that explains it later takes it out again. Throws payments.not_this_way where nothing is above, or it is held.
 */
async function heldWrites(ctx: Context, communityId: string, channel: Channel, known: Difference): Promise<Write[]> {
  const { orderId, channelFen = 0, date } = known
  if (known.transactionId === undefined) throw new AppError('payments.not_this_way')
  // Told twice by the bill: the first is in the books under its own number.
  const transactionId = known.kind === 'DUPLICATE' ? `${known.transactionId}-2` : known.transactionId
  const Marker = z.object({ amountFen: z.number().int() })
  const [order, marker, evidence] = await Promise.all([
    getOrder(ctx, orderId),
    ctx.db.get(transactionKey(communityId, channel, transactionId), Marker),
    ctx.db.get(evidenceKey(communityId, channel, transactionId), AnyItem),
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
