import type { InputOf, OutputOf } from '@linli/shared/contract'
import type { gateApi } from '@linli/shared/visitors/gate-api'
import { Entry } from '@linli/shared/visitors/schema'
import { passKindNames, passRefusals } from '@linli/shared/visitors/words'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { messageItems } from '../messages/message-item'
import { openBarrier } from './barrier'
import { earlierEntry, entryAudit, entryIdOf, newEntry } from './entry'
import { expectedWrites } from './expected'
import { loadGate } from './gates'
import { toldOf } from './household'
import { isReplayed, mayEnter } from './look'
import { refused } from './move-pass'
import { clockOwner, entryWrites, loadPass, passWrite, type StoredEntry, type StoredPass } from './store'
import { readTicket } from './ticket'

/**
 * 放行: one more entry of a pass that was just looked at, on the pass as it is now: however many guards and gates try, never
 * more than its allowance. Throws visitors.refused, record.not_found.
 */
export async function admit(
  ctx: Context,
  input: InputOf<typeof gateApi.admit>,
): Promise<OutputOf<typeof gateApi.admit>> {
  const { communityId, gateId, sendId } = input
  const gate = await loadGate(ctx, communityId, gateId)
  const ticket = readTicket(ctx, input, input.ticket)
  if (!ticket) throw refused(passRefusals.ticketOver)
  const entryId = entryIdOf(ctx, communityId, sendId)
  const { entry, left } = await deciding(async () => {
    const pass = await loadPass(ctx, ticket)
    const earlier = await earlierEntry(ctx, communityId, entryId, pass.passId)
    if (earlier) return { entry: earlier, left: pass.allowance - pass.used }
    if (ticket.isOver) throw refused(passRefusals.ticketOver)
    if (isReplayed(pass, ticket.step)) throw refused(passRefusals.replayed)
    const decision = await mayEnter(ctx, pass, gateId)
    if (!decision.ok) throw refused(decision.why)
    const next = entered(ctx, pass, decision.to, ticket.step)
    const made = newEntry(ctx, { entryId, gate, pass, outcome: 'in', kind: pass.kind, keepDays: pass.keepDays })
    const audit = entryAudit(ctx, made, `放行 ${pass.roomCode} ${passKindNames[pass.kind]}`)
    const expected = next.state === 'active' ? [] : await expectedWrites(ctx, next)
    await reaching(ctx, clockOwner).db.transact(
      [passWrite(next, pass), ...expected, ...entryWrites(made), ...(await enteredNews(ctx, pass, made)), audit],
      audit.put,
    )
    return { entry: Entry.parse(made), left: next.allowance - next.used }
  })
  return { entry, left, barrier: await openBarrier(ctx, gate, entryId) }
}

/** One entry more; `step` is that of the QR, which opens nothing again. */
export const entered = (ctx: Context, pass: StoredPass, state: StoredPass['state'], step: number): StoredPass => ({
  ...pass,
  state,
  used: pass.used + 1,
  ...(step > 0 && { lastStep: Math.max(step, pass.lastStep ?? 0) }),
  ...(state === 'used_up' && { endedAt: ctx.now() }),
  version: pass.version + 1,
})

export const enteredNews = async (ctx: Context, pass: StoredPass, entry: StoredEntry): Promise<Write[]> =>
  messageItems(ctx, {
    communityId: pass.communityId,
    key: `visitor#${entry.entryId}`,
    accountIds: await toldOf(ctx, pass),
    facts: {
      kind: 'visitor_news',
      communityId: pass.communityId,
      roomId: pass.roomId,
      roomCode: pass.roomCode,
      passId: pass.passId,
      name: pass.name,
      gateName: entry.gateName,
      what: 'entered',
    },
  })
