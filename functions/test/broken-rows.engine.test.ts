import { expect, it } from 'vitest'
import { jobKey, unfinishedJobs } from '../src/billing/bulk-store'
import { resumeBulk } from '../src/billing/resume-bulk'
import { resumeRuns } from '../src/billing/resume-runs'
import { runKey, unfinishedRuns } from '../src/billing/run-store'
import { fireComplaintTimers } from '../src/complaints/fire-timers'
import { complaintKey, dueShards as complaintsDue } from '../src/complaints/store'
import { makeContext } from '../src/context'
import type { Key } from '../src/db'
import { tendReminders } from '../src/dunning/advance-reminder'
import { dueCommunities, stateKey } from '../src/dunning/plan-store'
import { dueReminders, reminderKey } from '../src/dunning/reminder-store'
import { startDueRuns } from '../src/dunning/start-run'
import { expireExports } from '../src/exports/expire'
import { endingExports, exportKey } from '../src/exports/store'
import { looseShards, mediaKey } from '../src/files/media-store'
import { sweepMedia } from '../src/files/sweep-media'
import { runForumClock } from '../src/forum/run-clock'
import { clockShards as forumClock, postKey } from '../src/forum/store'
import { printKey, printsDue } from '../src/identity/letter-store'
import { tendPrints } from '../src/identity/tend-prints'
import { resumeImports } from '../src/imports/resume-imports'
import { importKey, openImports } from '../src/imports/store'
import { invoiceKey, dueShards as invoicesDue } from '../src/invoices/store'
import { sweepInvoices } from '../src/invoices/sweep-invoices'
import type { LogFields } from '../src/log'
import { askReceipts } from '../src/messages/ask-receipts'
import { deliveriesPk, dueReceipts, duePushes, pushKey } from '../src/messages/push-store'
import { resumePushes } from '../src/messages/resume-pushes'
import { messageKey, waitingPks } from '../src/messages/store'
import { tellWaiting } from '../src/messages/tell-waiting'
import { fireNoticeTimers } from '../src/notices/fire-timers'
import { dueShards as noticesDue, noticeKey } from '../src/notices/store'
import { resumeConfirmations } from '../src/opening/resume-confirmations'
import { confirmationKey, openConfirmations } from '../src/opening/store'
import { batchKey, dueBatches } from '../src/payments/bank-store'
import { openRefundShards, refundKey } from '../src/payments/refund-store'
import { openOrderShards, orderKey } from '../src/payments/store'
import { sweepOrders } from '../src/payments/sweep-orders'
import { sweepRefunds } from '../src/payments/sweep-refunds'
import { resumeBankBatches } from '../src/payments/work-bank-batch'
import { fireRepairTimers } from '../src/repairs/fire-timers'
import { dueShards as repairsDue, repairKey } from '../src/repairs/store'
import { clockShards as visitorClock, passKey } from '../src/visitors/store'
import { runVisitorClock } from '../src/visitors/run-clock'
import type { Deps } from '../src/context'
import { ownTable } from './own-table'

type Of = { communityId: string; id: string }
type Case = [run: (deps: Deps) => Promise<void>, due: string | undefined, key: (of: Of) => Key]

/** What each walks by the clock, and where a row of it stands. */
const cases: Record<string, Case> = {
  pushes: [resumePushes, duePushes, ({ communityId, id }) => pushKey(communityId, id)],
  waiting: [tellWaiting, waitingPks[0], ({ id }) => messageKey('A#account#', id)],
  receipts: [
    askReceipts,
    dueReceipts,
    ({ communityId, id }) => ({ pk: deliveriesPk(communityId, id), sk: 'sms#hash' }),
  ],
  'two receipts of one push': [
    askReceipts,
    dueReceipts,
    ({ id }) => ({ pk: deliveriesPk('BRKEN2', 'push'), sk: `sms#${id}` }),
  ],
  held: [askReceipts, dueReceipts, ({ communityId, id }) => ({ pk: deliveriesPk(communityId, id), sk: 'held' })],
  runs: [resumeRuns, unfinishedRuns, ({ communityId, id }) => runKey(communityId, id)],
  bulk: [resumeBulk, unfinishedJobs, ({ communityId, id }) => jobKey(communityId, id)],
  imports: [resumeImports, openImports, ({ communityId, id }) => importKey(communityId, id)],
  openings: [resumeConfirmations, openConfirmations, ({ communityId, id }) => confirmationKey(communityId, id)],
  batches: [resumeBankBatches, dueBatches, ({ communityId, id }) => batchKey(communityId, id)],
  reminders: [
    tendReminders,
    dueReminders,
    ({ communityId, id }) => reminderKey({ communityId, debtId: 'debt', reminderId: id }),
  ],
  arrears: [startDueRuns, dueCommunities, ({ communityId }) => stateKey(communityId)],
  prints: [tendPrints, printsDue, ({ communityId, id }) => printKey(communityId, id)],
  exports: [
    expireExports,
    endingExports,
    ({ communityId, id }) => exportKey({ communityId, personId: 'person', exportId: id }),
  ],
  media: [sweepMedia, looseShards[0], ({ communityId, id }) => mediaKey(communityId, id)],
  invoices: [sweepInvoices, invoicesDue[0], ({ communityId, id }) => invoiceKey(communityId, id)],
  repairs: [fireRepairTimers, repairsDue[0], ({ communityId, id }) => repairKey({ communityId, repairId: id })],
  complaints: [
    fireComplaintTimers,
    complaintsDue[0],
    ({ communityId, id }) => complaintKey({ communityId, complaintId: id }),
  ],
  notices: [fireNoticeTimers, noticesDue[0], ({ communityId, id }) => noticeKey({ communityId, noticeId: id })],
  passes: [runVisitorClock, visitorClock[0], ({ communityId, id }) => passKey({ communityId, passId: id })],
  posts: [runForumClock, forumClock[0], ({ communityId, id }) => postKey({ communityId, postId: id })],
  orders: [sweepOrders, openOrderShards[0], ({ communityId, id }) => orderKey(`${communityId}${id}`)],
  refunds: [
    sweepRefunds,
    openRefundShards[0],
    ({ communityId, id }) => refundKey({ orderId: `${communityId}${id}`, refundId: id }),
  ],
}

it('of what is due one broken row keeps none of the others waiting, whoever walks it', async () => {
  const { deps } = await ownTable('BrokenRows')
  const told: string[] = []
  const failed = (event: string, { error }: LogFields = {}) => {
    // What a request would log too is said twice.
    if (error !== undefined && event !== 'request.failed') told.push(event)
  }
  const listening: Deps = { ...deps, log: { info() {}, warn: failed, error: failed } }
  const rows = ['BRKEN2', 'BRKEN3'].map(communityId => ({ communityId, id: deps.newId() }))
  const { db } = makeContext(deps, { kind: 'system' }, ['C#BRKEN2#', 'C#BRKEN3#', 'A#account#', 'G#'])
  const looked: Record<string, number> = {}
  for (const [name, [run, due = '', key]] of Object.entries(cases)) {
    const items = rows.map(of => ({
      ...key(of),
      gs3pk: due,
      gs3sk: `2026-01-01T00:00:00.000Z#${of.communityId}${name === 'arrears' ? '' : `#${of.id}`}`,
    }))
    await db.writeMany(items.map(put => ({ put })))
    told.length = 0
    await run(listening)
    looked[name] = told.length
    await db.writeMany(items.map(item => ({ delete: { pk: item.pk, sk: item.sk } })))
  }
  expect(looked).toEqual(Object.fromEntries(Object.keys(cases).map(name => [name, 2])))
})
