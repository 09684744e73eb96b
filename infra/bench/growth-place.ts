import { runKey } from '@linli/functions/billing/run-store'
import { fileKey } from '@linli/functions/files/store'
import { accountKey, invitationKey, openRequests, requestKey } from '@linli/functions/identity/store'
import { problemItems, progressKey } from '@linli/functions/imports/store'
import { derivedId, sha256 } from '@linli/functions/secrets'
import { newSession } from '@linli/functions/session'
import { makeFeeItem } from '@linli/functions/test/make-billing'
import type { Place } from '@linli/functions/test/make'
import type { ImportProblem } from '@linli/shared/imports/schema'
import { load } from './bulk'
import type { Known } from './growth-cases'
import { billOf, importIdOf, runIdOf } from './growth-estate'
import { orderIdOf } from './growth-orders'
import { signedInOwner } from './homes'
import { roomOf } from './rooms'

/** An estate to ask: what its records are called, and who asks. */
export type GrowthPlace = { known: Known; officeCookie: string; ownerToken: string }

const day = 86_400_000
const at = '2026-11-05T02:00:00.000Z'
const roomsPerProblem = 20
const openRequestsKept = 20

/** Adds what the product makes one at a time: sign-ins, a run, an import's problems, a file, an invitation … */
export async function makeGrowthPlace(place: Place, rooms: number, shards: number): Promise<GrowthPlace> {
  const { communityId, deps } = place
  const { feeItemId } = await makeFeeItem(place)
  const owner = signedInOwner(deps.nowMs(), { ...place, name: place.community.name }, 0)
  const office = officeOf(place)
  const fileId = derivedId('file', communityId)
  const importId = importIdOf(communityId, 0)
  const code = `${communityId}${'a'.repeat(32)}`
  await load(deps.dynamo, deps.env.LINLI_TABLE, [
    ...owner.items,
    ...office.items,
    accountItem(owner.accountId),
    { pk: `C#${communityId}#`, sk: 'billing', shards },
    runItem(place, rooms),
    reconciliationItem(communityId),
    {
      ...fileKey(communityId, fileId),
      fileId,
      communityId,
      kind: 'logo',
      contentType: 'image/png',
      size: 1,
      state: 'ready',
    },
    { ...progressKey(communityId, importId), done: 50, total: 50 },
    ...problemItems(place.ctx, communityId, importId, problemsOf(rooms / roomsPerProblem)),
    invitationItem(place, code),
    ...Array.from({ length: openRequestsKept }, (_, i) => requestItem(place, i)),
  ])
  const { roomId, occupancies } = roomOf(communityId, 0)
  const orderId = orderIdOf(communityId, 0)
  return {
    officeCookie: `linli_session=${office.token}`,
    ownerToken: owner.token,
    known: {
      communityId,
      roomId,
      personId: occupancies[0]?.personId ?? '',
      billId: billOf(communityId, '', 0).billId,
      orderId,
      feeItemId,
      importId,
      runId: runIdOf(communityId),
      fileId,
      code,
      month: '2026-11',
      year: '2026',
      objectType: 'order',
      objectId: orderId,
      actorId: 'linli',
      merchantRef: 'linli',
      date: '2026-11-05',
    },
  }
}

function officeOf({ deps, communityId, companyId, community }: Place) {
  const personId = derivedId('staff', communityId)
  const { token, item } = newSession(deps.nowMs(), personId, 'P', 1)
  const roles = [{ communityId, communityName: community.name, companyId, role: 'manager' }]
  const person = { personId, companyId, username: 'manager', name: '王经理' }
  const grants = { pk: item.pk, sk: 'grants', name: person.name, username: person.username, roles, version: 1 }
  return { token, items: [item, grants, { pk: item.pk, sk: 'staff', ...person }] }
}

const accountItem = (accountId: string) => ({
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
function runItem({ communityId, community }: Place, rooms: number) {
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

const reconciliationItem = (communityId: string) => ({
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
  differences: [],
  finishedAt: at,
})

const problemsOf = (count: number): ImportProblem[] =>
  Array.from({ length: count }, (_, i) => ({
    row: i + 2,
    column: '建筑面积',
    value: '很大',
    code: 'area_not_number',
    severity: 'error',
    reason: '建筑面积要写成数字，例如 89.50',
  }))

function invitationItem({ deps, communityId, community }: Place, code: string) {
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

function requestItem({ communityId, community }: Place, i: number) {
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
