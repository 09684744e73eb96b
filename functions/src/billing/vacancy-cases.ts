import type { Vacant } from '@linli/shared/billing/registers'
import type { RoomVacancies, VacancyCase } from '@linli/shared/billing/vacancy-schema'
import { AppError } from '@linli/shared/errors'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { messageItems } from '../messages/message-item'
import { isWaiting, vacanciesWrite } from './vacancy-store'

type Decision = Omit<Vacant, 'payablePct'> & { payablePct?: number | undefined; feeItemNames: string[] }
type Decided = { approved: boolean; caseId?: string | undefined; decision: Decision }
type Room = { communityId: string; roomId: string; code: string }

/**
 * What the office decided, kept with the room, and told to the owner who waits for it; where nobody does it is a case of
 * its own. Throws record.changed where the one meant waits no more.
 */
export async function decidedWrites(
  ctx: Context,
  { communityId, roomId, code }: Room,
  before: RoomVacancies | undefined,
  { approved, caseId, decision }: Decided,
): Promise<Write[]> {
  const waiting = before?.cases.find(isWaiting)
  if (caseId !== undefined && waiting?.caseId !== caseId) throw new AppError('record.changed')
  const state = approved ? 'approved' : 'refused'
  const { from, to, payablePct, inspectedOn, reason, feeItemNames } = decision
  const decided: VacancyCase['decided'] = {
    at: ctx.now(),
    feeItemNames,
    from,
    ...(to && { to }),
    ...(approved && { payablePct }),
    inspectedOn,
    reason,
  }
  const answered: VacancyCase = { ...(waiting ?? { caseId: ctx.newId(), at: ctx.now() }), state, decided }
  const others = (before?.cases ?? []).filter(each => each !== waiting)
  const { companyId } = await loadCommunity(ctx, communityId)
  const told = messageItems(ctx, {
    communityId,
    companyId,
    personIds: waiting?.asked?.personId ? [waiting.asked.personId] : [],
    key: `vacancy#${answered.caseId}`,
    facts: {
      kind: 'vacancy_decided',
      roomCode: code,
      roomId,
      communityId,
      approved,
      from,
      ...(to && { to }),
      ...(approved && payablePct !== undefined && { payablePct }),
      reason,
    },
  })
  return [vacanciesWrite(ctx, { communityId, roomId, roomCode: code }, before, [...others, answered]), ...told]
}
