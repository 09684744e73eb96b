import { decidePass } from '@linli/shared/visitors/rules'
import type { Looked } from '@linli/shared/visitors/gate-api'
import type { Context } from '../context'
import { hostLeft, passActors } from './actors'
import { isBanned } from './bans'
import { passView, plateOf, type StoredPass } from './store'
import { makeTicket } from './ticket'

/** Whether a pass lets somebody in at this gate now, or why not, in a sentence. */
export async function mayEnter(ctx: Context, pass: StoredPass, gateId: string) {
  const [banned, ended] = await Promise.all([
    isBanned(ctx, pass.communityId, { ...pass, plate: plateOf(ctx, pass) }),
    hostLeft(ctx, pass),
  ])
  return decidePass('enter', passActors(ctx, pass), pass, { now: ctx.now(), gateId, banned, ended })
}

/** A QR that has let somebody in lets in nobody else; `step` 0 is no QR. */
export const isReplayed = ({ state, lastStep }: StoredPass, step: number): boolean =>
  state === 'active' && step > 0 && lastStep !== undefined && step <= lastStep

/** What the guard sees of it; `step` is the QR's, 0 for a code or a walk-in. */
export async function look(ctx: Context, pass: StoredPass, gateId: string, step: number): Promise<Looked> {
  const decision = await mayEnter(ctx, pass, gateId)
  const shown = passView(ctx, pass)
  if (!decision.ok) return { may: false, why: decision.why, pass: shown }
  return {
    may: true,
    pass: shown,
    ticket: makeTicket(ctx, { communityId: pass.communityId, gateId, passId: pass.passId, step }),
  }
}
