import { AppError } from '@linli/shared/errors'
import type { PayLink } from '@linli/shared/payments/pay-link-schema'
import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import { loadBills } from '../billing/load-bills'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { accountActor } from '../identity/account'
import { randomToken } from '../secrets'
import { dueOnLink } from './open-pay-link'
import { viewOfLink } from './pay-link-view'
import { getPayLink, isLiveLink, linkIdOf, linksOfAccount, payLinkItem, type StoredPayLink } from './pay-link-store'

type Input = { communityId: string; roomId: string; billIds: string[]; sharedBy: string }

const livesMinutes = 7 * 24 * 60
const mostLive = 20
const words = { tooManyCards: '发出的代缴卡片太多了，请先收回用不到的' }

/**
 * Shares bills that the caller may see and that are due, for whoever gets the card. It opens these bills and nothing else,
 * for 7 days, for as long as the caller may see them. Throws record.not_found, payments.nothing_due, request.too_many.
 */
export async function makePayLink(ctx: Context, input: Input): Promise<PayLink & { code: string }> {
  const { accountId } = accountActor(ctx)
  const { communityId, roomId, sharedBy } = input
  const code = communityId + randomPart(ctx, accountId)
  const linkId = linkIdOf(code)
  const link: StoredPayLink = {
    linkId,
    communityId,
    roomId,
    accountId,
    sharedBy,
    billIds: [...new Set(input.billIds)],
    createdAt: ctx.now(),
    expiresAt: addMinutes(ctx.now(), livesMinutes),
    ...(ctx.idempotency && { bodyHash: ctx.idempotency.bodyHash }),
  }
  const earlier = await sameRequest(ctx, link)
  if (earlier) return { ...(await viewOfLink(ctx, earlier)), code }
  const asked = link.billIds.map(billId => ({ roomId, billId }))
  const bills = await loadBills(ctx, communityId, asked)
  const due = await dueOnLink(ctx, link, bills)
  if (due === undefined || due.length < bills.length)
    throw new AppError(bills.every(bill => bill !== undefined) && due ? 'payments.nothing_due' : 'record.not_found')
  const mine = await linksOfAccount(ctx, { communityId, roomId, accountId }, mostLive * 3)
  if (mine.filter(each => isLiveLink(each, ctx.now())).length >= mostLive)
    throw new AppError('request.too_many', { message: words.tooManyCards })
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.make_pay_link',
    objectType: 'pay_link',
    objectId: linkId,
    summary: `${due.length} 张账单请人代缴`,
  })
  try {
    await ctx.db.transact([{ put: payLinkItem(link), ifAbsent: true }, audit], audit.put)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    const made = await sameRequest(ctx, link)
    if (!made) throw error
    return { ...(await viewOfLink(ctx, made)), code }
  }
  return { ...(await viewOfLink(ctx, link)), code }
}

/** What the same Idempotency-Key made before. Throws request.reused_key where that was about something else. */
async function sameRequest(ctx: Context, link: StoredPayLink): Promise<StoredPayLink | undefined> {
  const earlier = await getPayLink(ctx, link.communityId, link.linkId)
  if (earlier && earlier.bodyHash !== link.bodyHash) throw new AppError('request.reused_key')
  return earlier
}

/** 192 bits. */
const randomPart = (ctx: Context, accountId: string): string =>
  ctx.idempotency ? ctx.deps.secrets.sign(`pay-link:${accountId}:${ctx.idempotency.key}`) : randomToken().slice(0, 32)
