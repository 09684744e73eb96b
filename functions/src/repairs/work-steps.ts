import { withCosts } from '@linli/shared/repairs/costs'
import type { workApi } from '@linli/shared/repairs/work-api'
import { dutyOf } from '@linli/shared/repairs/duty'
import { RepairDetail } from '@linli/shared/repairs/views'
import { pauseNames } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import type { Context } from '../context'
import { staffActor } from '../identity/staff'
import { giveTo } from './assign'
import { confirmRepair } from './confirm'
import { answeredQuotes } from './my-repair'
import { moveAsStaff } from './office-steps'
import { withSignature } from './pictures'
import { loadSettings } from './settings'
import type { OfRepair } from './store'
import { findWorker, myWorker } from './workers'

type In<K extends keyof typeof workApi> = InputOf<(typeof workApi)[K]>

/** 抢单: of two at once one has it, the other reads who. Throws repairs.refused. */
export async function grab(ctx: Context, of: In<'grab'>): Promise<RepairDetail> {
  const worker = await findWorker(ctx, of.communityId, staffActor(ctx).personId)
  const card = worker?.active ? { ...worker, onShift: dutyOf(worker, ctx.now()).on } : undefined
  return moveAsStaff(ctx, of, 'grab', async () => ({ set: giveTo(ctx, of, await myWorker(ctx, of.communityId)) }), {
    worker: card,
  })
}

export const acknowledge = (ctx: Context, of: In<'acknowledge'>) => moveAsStaff(ctx, of, 'acknowledge')

export const depart = (ctx: Context, { at, ...of }: In<'depart'>) => moveAsStaff(ctx, of, 'depart', undefined, { at })

export const start = (ctx: Context, { at, ...of }: In<'start'>) => moveAsStaff(ctx, of, 'start', undefined, { at })

export const resume = (ctx: Context, { at, ...of }: OfRepair & { at?: string | undefined }) =>
  moveAsStaff(ctx, of, 'resume', undefined, { at })

export const handBack = (ctx: Context, { reason, ...of }: In<'handBack'>) =>
  moveAsStaff(ctx, of, 'hand_back', ({ handedBackBy = [] }) => ({
    text: reason,
    set: { reason, handedBackBy: [...new Set([...handedBackBy, staffActor(ctx).personId])].slice(-20) },
  }))

export const pause = (ctx: Context, { at, reason, note, until, ...of }: In<'pause'>) =>
  moveAsStaff(
    ctx,
    of,
    'pause',
    () => ({
      set: { paused: { reason, ...(note && { note }), ...(until && { until }) } },
      text: [pauseNames[reason], note].filter(Boolean).join('：'),
    }),
    { at },
  )

export const recordWork = (ctx: Context, { materials, minutes, ...of }: In<'recordWork'>) =>
  moveAsStaff(ctx, of, 'record_work', async () => ({
    set: { work: { materials: withCosts(materials, (await loadSettings(ctx, of.communityId)).catalogue), minutes } },
    text: `材料 ${materials.length} 项，工时 ${minutes} 分钟`,
    internal: true,
  }))

export const finish = (ctx: Context, { at, note, ...of }: In<'finish'>) =>
  moveAsStaff(ctx, of, 'finish', () => ({ text: note }), { at })

/** Signed at the door by who has no WeChat: the picture of the signature stands for the answer. */
export const signQuote = (ctx: Context, { quoteId, signedBy, signatureId, ...of }: In<'signQuote'>) =>
  moveAsStaff(
    ctx,
    of,
    'sign_quote',
    async repair => {
      const { set, further } = await withSignature(ctx, repair, signatureId)
      const quotes = answeredQuotes(ctx, repair, quoteId, { role: 'signed', name: signedBy })
      return { set: { ...set, quotes }, text: signedText(signedBy), further }
    },
    { signed: true },
  )

export const signOff = async (ctx: Context, { signedBy, signatureId, ...of }: In<'signOff'>): Promise<RepairDetail> =>
  RepairDetail.parse(
    await confirmRepair(ctx, of, 'sign_off', async repair => {
      const { set, further } = await withSignature(ctx, repair, signatureId)
      return { set: { ...set, signedBy }, text: signedText(signedBy), further }
    }),
  )

const signedText = (name: string) => `${name} 签字`
