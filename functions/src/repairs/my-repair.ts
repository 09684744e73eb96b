import type { myRepairsApi } from '@linli/shared/repairs/my-api'
import { MyRepair } from '@linli/shared/repairs/views'
import type { RepairEvent } from '@linli/shared/repairs/events'
import { refusalWords } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { actorsOf } from './actors'
import { type Change, moveRepair, refused } from './move-repair'
import { loadRepair, type OfRepair, stepsOf, type StoredRepair } from './store'
import { myView } from './views'

export type OfHome = OfRepair & { roomId: string }

/** An order that the caller's household reported. Throws record.not_found, also for the order of whoever lived there before. */
export async function loadMine(ctx: Context, of: OfHome): Promise<StoredRepair> {
  const repair = await loadRepair(ctx, of)
  const actors = actorsOf(ctx, repair)
  if (repair.roomId !== of.roomId || !(actors.includes('reporter') || actors.includes('household')))
    throw new AppError('record.not_found')
  return repair
}

export async function getMine(ctx: Context, of: OfHome): Promise<MyRepair> {
  const [repair, steps] = await Promise.all([loadMine(ctx, of), stepsOf(ctx, of)])
  return myView(ctx, repair, steps)
}

/** One transition by the household, of an order of its own. */
export async function moveMine(
  ctx: Context,
  of: OfHome,
  event: RepairEvent,
  make: (repair: StoredRepair) => Change | Promise<Change> = () => ({}),
): Promise<MyRepair> {
  const mine = await loadMine(ctx, of)
  const answer = await moveRepair(ctx, mine, event, make)
  return MyRepair.parse(answer)
}

export const cancelMine = (ctx: Context, { reason, ...of }: InputOf<typeof myRepairsApi.cancelMine>) =>
  moveMine(ctx, of, 'cancel', () => ({ text: reason, ...(reason && { set: { reason } }) }))

export const urge = (ctx: Context, of: InputOf<typeof myRepairsApi.urge>) => moveMine(ctx, of, 'urge')

export const addMyNote = (ctx: Context, { text, ...of }: InputOf<typeof myRepairsApi.addMyNote>) =>
  moveMine(ctx, of, 'add_note', () => ({ text }))

export const rate = (ctx: Context, { stars, comment, ...of }: InputOf<typeof myRepairsApi.rate>) =>
  moveMine(ctx, of, 'rate', () => ({
    set: { rating: { stars, ...(comment && { comment }), at: ctx.now() } },
    text: `${stars} 星${comment ? `：${comment}` : ''}`,
  }))

export const reopenMine = (ctx: Context, { reason, ...of }: InputOf<typeof myRepairsApi.reopen>) =>
  moveMine(ctx, of, 'reopen', () => ({ text: reason, set: { reason } }))

/** The quote that was read, and no newer one: agreeing to it is what the bill rests on. Throws repairs.refused. */
export const answerQuote = (
  ctx: Context,
  { quoteId, agree, reason, ...of }: InputOf<typeof myRepairsApi.answerQuote>,
) =>
  moveMine(ctx, of, agree ? 'agree_quote' : 'refuse_quote', repair => ({
    set: { quotes: answeredQuotes(ctx, repair, quoteId, agree ? commissionedBy(ctx, of) : undefined) },
    text: reason,
  }))

/** The quotes after an answer: `agreedBy` only where it was agreed to. */
export function answeredQuotes(
  ctx: Context,
  { quotes }: StoredRepair,
  quoteId: string,
  agreedBy: StoredRepair['quotes'][number]['agreedBy'],
): StoredRepair['quotes'] {
  if (!quotes.some(quote => quote.quoteId === quoteId && quote.state === 'waiting'))
    throw refused(refusalWords.newerQuote)
  const answer = { state: agreedBy ? ('agreed' as const) : ('refused' as const), answeredAt: ctx.now() }
  return quotes.map(quote =>
    quote.quoteId === quoteId ? { ...quote, ...answer, ...(agreedBy && { agreedBy }) } : quote,
  )
}

/** Who commissions work in a home: an owner, or the tenant, who then owes for it. */
function commissionedBy(ctx: Context, { communityId, roomId }: OfHome) {
  const homes = ctx.actor.kind === 'account' ? ctx.actor.homes : []
  const home = homes.find(
    each =>
      each.communityId === communityId && each.roomId === roomId && (each.role === 'owner' || each.role === 'tenant'),
  )
  if (!home || home.role === 'family') throw new AppError('access.forbidden')
  return { role: home.role, personId: home.personId, name: home.personName }
}
