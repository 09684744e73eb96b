import type { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintEvent, MyComplaint } from '@linli/shared/complaints/schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { moveComplaint } from './move-complaint'
import { loadComplaint, type OfComplaint, stepsOf, type StoredComplaint } from './store'
import { actorsOf, myView } from './views'

/** What the caller wrote. Throws record.not_found for anybody else's, also in the same home. */
async function loadOwn(ctx: Context, of: OfComplaint): Promise<StoredComplaint> {
  const complaint = await loadComplaint(ctx, of)
  if (!actorsOf(ctx, complaint).includes('writer')) throw new AppError('record.not_found')
  return complaint
}

export async function getMine(ctx: Context, of: OfComplaint): Promise<MyComplaint> {
  const [complaint, steps] = await Promise.all([loadOwn(ctx, of), stepsOf(ctx, of)])
  return myView(ctx, complaint, steps)
}

async function moveOwn(
  ctx: Context,
  of: OfComplaint,
  event: ComplaintEvent,
  make: Parameters<typeof moveComplaint>[3] = () => ({}),
): Promise<MyComplaint> {
  const { communityId, complaintId } = await loadOwn(ctx, of)
  const { complaint, steps } = await moveComplaint(ctx, { communityId, complaintId }, event, make)
  return myView(ctx, complaint, steps)
}

export const addMyNote = (ctx: Context, { text, ...of }: InputOf<typeof complaintsApi.addMyNote>) =>
  moveOwn(ctx, of, 'add_note', () => ({ text }))

export const rate = (ctx: Context, { stars, comment, ...of }: InputOf<typeof complaintsApi.rate>) =>
  moveOwn(ctx, of, 'rate', () => ({
    set: { rating: { stars, ...(comment && { comment }), at: ctx.now() } },
    text: `${stars} 星${comment ? `：${comment}` : ''}`,
  }))

export const reopen = (ctx: Context, { reason, ...of }: InputOf<typeof complaintsApi.reopen>) =>
  moveOwn(ctx, of, 'reopen', ({ reopened }) => ({ text: reason, set: { reopened: reopened + 1 } }))

export const withdraw = (ctx: Context, of: InputOf<typeof complaintsApi.withdraw>) => moveOwn(ctx, of, 'withdraw')
