import { debtIdOf } from '@linli/functions/dunning/debts'
import { exportItem } from '@linli/functions/exports/store'
import { fileKey } from '@linli/functions/files/store'
import { problemItems } from '@linli/functions/imports/problems'
import { progressKey } from '@linli/functions/imports/store'
import { derivedId } from '@linli/functions/secrets'
import { newSession } from '@linli/functions/session'
import { makeFeeItem } from '@linli/functions/test/make-billing'
import type { Place } from '@linli/functions/test/make'
import { load } from './bulk'
import { bankBatches, batchIdOf } from './growth-bank'
import type { Known } from './growth-cases'
import { complaintFigureItems, complaintIdOf } from './growth-complaints'
import { forumItems, postIdOf } from './growth-forum'
import { gateIdOf, linkOfVisitor, passIdOf } from './growth-visitors'
import { liveNotices, noticeIdOf } from './growth-notices'
import { billOf, importIdOf, runIdOf } from './growth-estate'
import { figureItems } from './growth-figures'
import { foundItems } from './growth-found'
import { invoiceIdOf, invoiceItems } from './growth-invoices'
import { orderIdOf } from './growth-orders'
import { letterItems, printIdOf } from './growth-letters'
import {
  accountItem,
  invitationItem,
  payLinkRecord,
  bulkJobItem,
  problemsOf,
  reconciliationItem,
  requestItem,
  runItem,
} from './growth-records'
import { booksItems, cashierOf } from './growth-books'
import { costPool, importObjects, contractIdOf, poolIdOf, ruleItems, stayItem } from './growth-registers'
import { signedInOwner } from './homes'
import { repairFigureItems, repairIdOf, workerItems } from './growth-repairs'
import { placeItems, staffItems } from './growth-staff'
import { roomOf } from './rooms'

/** An estate to ask: what its records are called, and who asks. */
export type GrowthPlace = { known: Known; officeCookie: string; ownerToken: string }

const roomsPerProblem = 20
const openRequestsKept = 20

/** Adds what the product makes one at a time: sign-ins, a run, an import's problems, a file, an invitation … */
export async function makeGrowthPlace(place: Place, rooms: number, shards: number): Promise<GrowthPlace> {
  const { communityId, deps } = place
  const { feeItemId } = await makeFeeItem(place)
  const owner = signedInOwner(deps.nowMs(), place.community, 0)
  const office = officeOf(place)
  const fileId = derivedId('file', communityId)
  const importId = importIdOf(communityId, 0)
  const exportId = derivedId('export', communityId)
  const code = `${communityId}${'a'.repeat(32)}`
  const scene = `${communityId}${'0'.repeat(16)}`
  await load(deps.dynamo, deps.env.LINLI_TABLE, [
    ...owner.items,
    ...office.items,
    accountItem(owner.accountId),
    { pk: `C#${communityId}#`, sk: 'billing', shards },
    runItem(place, rooms),
    bulkJobItem(place, rooms),
    ...figureItems({
      communityId,
      bill: billOf(communityId, place.community.entities[0]?.entityId ?? '', 0),
      runId: runIdOf(communityId),
      cashierId: cashierOf(communityId),
      feeItemId,
    }),
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
    exportItem({
      exportId,
      communityId,
      personId: office.personId,
      kind: 'list',
      state: 'ready',
      title: '房屋',
      fileName: '房屋.xlsx',
      rows: 0,
      createdAt: place.ctx.now(),
      createdBy: '王经理',
      version: 1,
    }),
    { ...progressKey(communityId, importId), done: 50, total: 50 },
    ...problemItems(place.ctx, { communityId, importId, reading: 1 }, problemsOf(rooms / roomsPerProblem)),
    ...ruleItems(communityId),
    ...bankBatches(communityId),
    costPool(communityId, feeItemId),
    stayItem(communityId),
    ...invoiceItems(place, rooms, owner.accountId),
    invitationItem(place, code),
    payLinkRecord(place, owner.accountId, code),
    ...booksItems(communityId),
    ...letterItems(place, scene),
    ...staffItems(place),
    ...placeItems(communityId),
    ...workerItems(communityId, office.personId),
    ...repairFigureItems(communityId, office.personId),
    ...complaintFigureItems(communityId),
    ...foundItems(place, owner.accountId),
    liveNotices(communityId),
    ...forumItems(communityId, owner.accountId),
    ...Array.from({ length: openRequestsKept }, (_, i) => requestItem(place, i)),
  ])
  await importObjects(place, importId)
  const { roomId, occupancies } = roomOf(communityId, 0)
  const orderId = orderIdOf(communityId, 0)
  return {
    officeCookie: `linli_session=${office.token}`,
    ownerToken: owner.token,
    known: {
      communityId,
      roomId,
      personId: occupancies[0]?.personId ?? '',
      cashierId: cashierOf(communityId),
      meterId: derivedId('meter', roomId),
      poolId: poolIdOf(communityId),
      batchId: batchIdOf(communityId),
      contractId: contractIdOf(communityId, 0),
      billId: billOf(communityId, '', 0).billId,
      debtId: debtIdOf(billOf(communityId, '', 0)),
      orderId,
      invoiceId: invoiceIdOf(communityId, 0),
      repairId: repairIdOf(0),
      complaintId: complaintIdOf(0),
      passId: passIdOf(communityId, 0),
      noticeId: noticeIdOf(communityId, 0),
      gateId: gateIdOf(communityId),
      postId: postIdOf(communityId, 0),
      link: linkOfVisitor(communityId),
      feeItemId,
      importId,
      runId: runIdOf(communityId),
      jobId: runIdOf(communityId),
      fileId,
      exportId,
      code,
      scene,
      printId: printIdOf(communityId, 0),
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
  const personId = cashierOf(communityId)
  const { token, item } = newSession(deps.nowMs(), personId, 'P', 1)
  const roles = [{ communityId, communityName: community.name, companyId, role: 'manager' }]
  const person = { personId, companyId, username: 'manager', name: '王经理' }
  const grants = { pk: item.pk, sk: 'grants', name: person.name, username: person.username, roles, version: 1 }
  return { personId, token, items: [item, grants, { pk: item.pk, sk: 'staff', ...person }] }
}
