import type { repairsApi } from '@linli/shared/repairs/api'
import { totalOf, type QuoteLine, waitingQuote } from '@linli/shared/repairs/quote'
import { RepairDetail } from '@linli/shared/repairs/views'
import { quoteWords, refusalWords, responsibilityNames } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import { loadChargeItem } from '../billing/charge-repair'
import type { Context } from '../context'
import { staffActor } from '../identity/staff'
import { confirmRepair } from './confirm'
import { moveRepair, refused } from './move-repair'
import { answeredQuotes } from './my-repair'
import { calledSet } from './called'
import { loadSettings } from './settings'
import { loadRepair, type OfRepair, stepsOf } from './store'
import { detailView } from './views'

/** Throws record.not_found. */
export async function getRepair(ctx: Context, of: OfRepair): Promise<RepairDetail> {
  const [repair, steps] = await Promise.all([loadRepair(ctx, of), stepsOf(ctx, of)])
  return detailView(ctx, repair, steps)
}

/** The same as any transition, by staff alone and as they read it. Throws access.forbidden. */
export async function moveAsStaff(...[ctx, ...move]: Parameters<typeof moveRepair>): Promise<RepairDetail> {
  staffActor(ctx)
  return RepairDetail.parse(await moveRepair(ctx, ...move))
}

export const accept = (ctx: Context, of: OfRepair) => moveAsStaff(ctx, of, 'accept')

export const decline = (ctx: Context, { reason, ...of }: InputOf<typeof repairsApi.decline>) =>
  moveAsStaff(ctx, of, 'decline', () => ({ text: reason, set: { reason } }))

export const reopenByOffice = (ctx: Context, { reason, ...of }: InputOf<typeof repairsApi.reopenByOffice>) =>
  moveAsStaff(ctx, of, 'reopen', () => ({ text: reason, set: { reason } }))

export const confirmByPhone = async (
  ctx: Context,
  { note, ...of }: InputOf<typeof repairsApi.confirmByPhone>,
): Promise<RepairDetail> => {
  staffActor(ctx)
  return RepairDetail.parse(
    await confirmRepair(ctx, of, 'confirm', repair => ({ text: note, set: calledSet(ctx, repair, 'satisfied', note) })),
  )
}

export const note = (ctx: Context, { text, internal, ...of }: InputOf<typeof repairsApi.note>) =>
  moveAsStaff(ctx, of, internal ? 'note_inside' : 'add_note', () => ({ text, internal }))

export const setResponsibility = (
  ctx: Context,
  { responsibility, reason, ...of }: InputOf<typeof repairsApi.setResponsibility>,
) =>
  moveAsStaff(ctx, of, 'set_responsibility', () => ({
    set: { responsibility },
    text: `${responsibilityNames[responsibility]}${reason ? `：${reason}` : ''}`,
  }))

/** A quote that still waits is taken back: nothing is charged for it. Throws repairs.refused where a newer one stands. */
export const withdrawQuote = (ctx: Context, { quoteId, reason, ...of }: InputOf<typeof repairsApi.withdrawQuote>) =>
  moveAsStaff(ctx, of, 'refuse_quote', repair => ({
    set: { quotes: answeredQuotes(ctx, repair, quoteId, undefined) },
    text: reason,
  }))

/** A quote; after one that was agreed to it is 增项, which needs an answer of its own. One that still waits is replaced. */
export const quote = (ctx: Context, { lines, ...of }: OfRepair & { lines: QuoteLine[] }) =>
  moveAsStaff(ctx, of, 'quote', async ({ quotes }) => {
    const { feeItemId } = await loadSettings(ctx, of.communityId)
    if (!feeItemId || !(await loadChargeItem(ctx, of.communityId, feeItemId))) throw refused(refusalWords.noFeeItem)
    const extra = quotes.some(({ state }) => state === 'agreed')
    const totalFen = totalOf(lines)
    const waiting = waitingQuote(quotes)?.quoteId
    const others = quotes.map(each => (each.quoteId === waiting ? { ...each, state: 'replaced' as const } : each))
    const fresh = { quoteId: ctx.newId(), lines, totalFen, extra, state: 'waiting' as const, at: ctx.now() }
    return { set: { quotes: [...others, fresh] }, text: quoteWords(lines, extra) }
  })
