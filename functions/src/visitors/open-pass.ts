import { AppError } from '@linli/shared/errors'
import { startOfStep, stepAt, stepsAhead } from '@linli/shared/visitors/pass-token'
import type { PassFace, SignedStep } from '@linli/shared/visitors/schema'
import { isOpenAt } from '@linli/shared/visitors/window'
import { AnyItem } from '../db'
import { communityAt } from '../communities/community'
import { Community } from '@linli/shared/communities/schema'
import { type Context, reaching } from '../context'
import { sha256 } from '../secrets'
import { hostLeft } from './actors'
import { signToken } from './pass-keys'
import { passKey, StoredPass } from './store'

/**
 * The visitor's page: by its link, without signing in. Only steps at which the pass is open are signed, so that a guard's
 * phone without a network needs to know nothing but the key. Throws visitors.link_over.
 */
export async function openPass(ctx: Context, { link }: { link: string }): Promise<PassFace> {
  const communityId = link.slice(0, 6)
  const passId = link.slice(6, 32)
  const wide = reaching(ctx, `C#${communityId}#`)
  const [found, place] = await wide.db.getMany([passKey({ communityId, passId }), communityAt(communityId)], AnyItem)
  const pass = StoredPass.safeParse(found).data
  if (!pass || !place || pass.linkHash !== sha256(link.slice(32))) throw new AppError('visitors.link_over')
  const { name: communityName, officePhone } = Community.parse(place)
  const state = pass.state === 'active' && (await hostLeft(wide, pass)) ? 'revoked' : pass.state
  const { roomCode, kind, name, about, window, allowance, used, gate, code } = pass
  const shown = state === 'active' || state === 'pending'
  return {
    communityName,
    officePhone,
    roomCode,
    kind,
    state,
    name,
    ...(about && { about }),
    window,
    left: allowance - used,
    ...(gate && { gateName: gate.name }),
    ...(shown && code && { code }),
    now: ctx.now(),
    tokens: state === 'active' ? tokensOf(ctx, pass) : [],
  }
}

/** From the step of now on, those at which it is open. */
function tokensOf(ctx: Context, pass: StoredPass): SignedStep[] {
  const { communityId, passId, gate, allowance, used, roomCode, name, window } = pass
  if (used >= allowance) return []
  const nowMs = ctx.deps.nowMs()
  const first = stepAt(nowMs)
  return Array.from({ length: stepsAhead }, (_, i) => first + i).flatMap(step => {
    if (!isOpenAt(window, new Date(Math.max(startOfStep(step), nowMs)).toISOString())) return []
    const of = {
      communityId,
      passId,
      ...(gate && { gateId: gate.gateId }),
      step,
      left: allowance - used,
      roomCode,
      name,
    }
    const token = signToken(ctx.deps.env, of)
    return token ? [{ step, token }] : []
  })
}
