import { jobKey } from '@linli/functions/billing/bulk-store'
import { runKey } from '@linli/functions/billing/run-store'
import { accountKey, invitationKey, openRequests, requestKey } from '@linli/functions/identity/store'
import { linkIdOf, payLinkItem } from '@linli/functions/payments/pay-link-store'
import { derivedId, sha256 } from '@linli/functions/secrets'
import type { Place } from '@linli/functions/test/make'
import type { ReadProblem } from '@linli/shared/imports/reading'
import { billOf, runIdOf } from './growth-estate'
import { roomOf } from './rooms'

const day = 86_400_000
const at = '2026-11-05T02:00:00.000Z'

export const accountItem = (accountId: string) => ({
  ...accountKey(accountId),
  accountId,
  openidSealed: 'none',
  fontSize: 'standard',
  consents: [],
  requests: [],
  createdAt: at,
  version: 1,
})

/** The run that the drafts of `estateItems` belong to. */
export function runItem({ communityId, community }: Place, rooms: number) {
  const feeItemId = derivedId('fee', communityId)
  const terms = { timing: 'prepaid', dueDays: 27, lateFee: null, version: 1 }
  const collectingEntityId = community.entities[0]?.entityId
  return {
    ...runKey(communityId, runIdOf(communityId)),
    runId: runIdOf(communityId),
    communityId,
    from: '2026-11-01',
    to: '2026-11-30',
    feeItemIds: [feeItemId],
    state: 'ready',
    progress: { done: rooms, total: rooms },
    count: rooms,
    amountFen: rooms * 20_585,
    previousFen: 0,
    flags: { failed: 0, zero: 0, jump: 0, new: rooms },
    byItem: [],
    createdAt: at,
    createdBy: '王经理',
    generation: 1,
    leaseUntil: 0,
    items: [{ feeItemId, name: '物业费', nature: 'own_revenue', collectingEntityId, ...terms }],
  }
}

/** A bulk job that waits for confirmation; it has the run's id. */
export function bulkJobItem({ communityId }: Place, rooms: number) {
  const jobId = runIdOf(communityId)
  const task = { kind: 'reissue', month: '2026-11', reason: '面积更正' }
  const sums = { count: rooms, problems: 0, before: rooms * 20_585, after: rooms * 20_585, done: 0, refused: 0 }
  const kept = { createdAt: at, createdBy: '王经理', generation: 1, leaseUntil: 0, attempts: 0 }
  return { ...jobKey(communityId, jobId), jobId, communityId, task, state: 'ready', ...sums, ...kept }
}

export const reconciliationItem = (communityId: string) => ({
  pk: `C#${communityId}#reconciliation`,
  sk: 'linli#2026-11-05',
  merchantRef: 'linli',
  date: '2026-11-05',
  channelCount: 100,
  channelFen: 2_058_500,
  localCount: 100,
  localFen: 2_058_500,
  foreignCount: 0,
  foreignFen: 0,
  state: 'done',
  finishedAt: at,
})

export const problemsOf = (count: number): ReadProblem[] =>
  Array.from({ length: count }, (_, i) => ({
    sheet: '房屋',
    row: i + 2,
    column: '建筑面积',
    value: '很大',
    code: 'area_not_number',
    severity: 'error',
    reason: '建筑面积要写成数字，例如 89.50',
  }))

export function invitationItem({ deps, communityId, community }: Place, code: string) {
  const room = roomOf(communityId, 0)
  return {
    ...invitationKey(communityId, sha256(code)),
    communityId,
    communityName: community.name,
    roomId: room.roomId,
    roomCode: room.code,
    role: 'family',
    inviterOccupancyId: room.occupancies[0]?.occupancyId,
    invitedBy: '李**',
    expiresAt: new Date(deps.nowMs() + 7 * day).toISOString(),
  }
}

/** A card for somebody else to pay the first bill of the estate. */
export function payLinkRecord({ deps, communityId }: Place, accountId: string, code: string) {
  const moment = (days: number) => new Date(deps.nowMs() + days * day).toISOString()
  const { object, billId } = billOf(communityId, '', 0)
  return payLinkItem({
    linkId: linkIdOf(code),
    communityId,
    roomId: object.id,
    accountId,
    sharedBy: '妈妈',
    billIds: [billId],
    createdAt: moment(0),
    expiresAt: moment(7),
  })
}

export function requestItem({ communityId, community }: Place, i: number) {
  const requestId = derivedId('request', communityId, i)
  const room = roomOf(communityId, i)
  return {
    ...requestKey(communityId, requestId),
    requestId,
    communityId,
    communityName: community.name,
    roomId: room.roomId,
    roomCode: room.code,
    role: 'family',
    name: '陈静',
    accountId: derivedId('asking', requestId),
    state: 'pending',
    createdAt: at,
    gs1pk: openRequests(communityId),
    gs1sk: requestId,
  }
}
