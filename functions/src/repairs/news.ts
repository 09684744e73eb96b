import { livesThere } from '../access'
import { isLive, loadRooms } from '../communities/rooms'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { messageItems } from '../messages/message-item'
import type { StaffFacts } from '../messages/staff-facts'
import type { Move } from '@linli/shared/repairs/rules'
import type { RepairEvent } from '@linli/shared/repairs/events'
import { placeWords } from '@linli/shared/repairs/news'
import { outboxItem } from '../outbox'
import type { StoredRepair } from './store'

/**
 * What a transition tells, in its own transaction: the household, who follows, and whoever it is given to, or had it when it
 * is opened again. Everything else staff see at the head of their lists: late, urged.
 */
export async function newsItems(
  ctx: Context,
  repair: StoredRepair,
  before: StoredRepair,
  event: RepairEvent,
  tells: Move['tells'] = [],
): Promise<Write[]> {
  const { communityId, repairId, version } = repair
  const key = `repair#${repairId}#${version}`
  const accountIds = tells.includes('household') ? await toldAccounts(ctx, repair) : []
  const followers = tells.includes('followers') && repair.followers > 0
  return [
    ...messageItems(ctx, {
      communityId,
      key,
      accountIds,
      facts: factsOf(repair, event),
    }),
    ...(tells.includes('assignee') ? givenItems(ctx, repair, before, { event, key }) : []),
    ...(followers ? [outboxItem(ctx, 'jobs', { type: 'repairs.tell_followers', communityId, repairId, event })] : []),
  ]
}

/** To whoever has it in their hands from now on, by WeChat; who did it themselves knows it. */
function givenItems(
  ctx: Context,
  repair: StoredRepair,
  before: StoredRepair,
  { event, key }: { event: RepairEvent; key: string },
): Write[] {
  if (event !== 'assign' && event !== 'transfer' && event !== 'reopen') return []
  const personId = (event === 'reopen' ? before : repair).assignee?.personId
  if (personId === undefined || (ctx.actor.kind === 'staff' && ctx.actor.personId === personId)) return []
  const { communityId, repairId, kind: repairKind, place, finishBy } = repair
  const facts: StaffFacts = { kind: 'order_given', event, repairId, place: placeWords(place), repairKind, finishBy }
  return [outboxItem(ctx, 'messages', { type: 'message.tell_staff', communityId, personId, key, at: ctx.now(), facts })]
}

export const factsOf = (repair: StoredRepair, event: RepairEvent) => ({
  kind: 'repair_news' as const,
  roomCode: repair.place.kind === 'room' ? repair.place.code : '',
  place: placeWords(repair.place),
  communityId: repair.communityId,
  ...(repair.roomId && { roomId: repair.roomId }),
  repairId: repair.repairId,
  repairKind: repair.kind,
  event,
  ...(repair.assignee && { assignee: repair.assignee.name }),
  ...(repair.reason && { reason: repair.reason }),
})

/** Who reported it, while they live there; of a report that was phoned in, who lives there and uses the app. Never who does it. */
async function toldAccounts(ctx: Context, { communityId, roomId, reporter }: StoredRepair): Promise<string[]> {
  if (!roomId) return []
  const [room] = await loadRooms(ctx, communityId, [roomId])
  const live = (room?.occupancies ?? []).filter(each => isLive(each, ctx.today()))
  const accounts = [...new Set(live.flatMap(each => each.accounts ?? []))]
  const told = reporter.accountId && accounts.includes(reporter.accountId) ? [reporter.accountId] : accounts
  const self = ctx.actor.kind === 'account' ? ctx.actor : undefined
  const isHere = self?.homes.some(home => home.roomId === roomId && livesThere(home, ctx.today()))
  return told.filter(accountId => !(isHere && accountId === self?.accountId)).slice(0, 20)
}
