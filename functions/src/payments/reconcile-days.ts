import { AppError } from '@linli/shared/errors'
import { daysWithBill } from '@linli/shared/payments/reconciliation-days'
import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import { pageOfCommunities } from '../communities/community'
import { communityContext, type Deps, makeContext } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { eachDue } from '../each-due'
import { outboxItem } from '../outbox'
import { reconcile } from './reconcile'
import { type Day, dayKey, daysOfMerchant, merchantsOf, newDay, type StoredDayResult } from './reconciliation-store'

/** A day whose look has not ended is looked at again so much later. */
const againMinutes = 30
/** A bill may come days late; after this somebody asks for it on the page. */
const mostDays = 30
/** Days that nobody has looked at are begun so far back: the clock may have stood still for a while. */
const freshDays = 7

/** Asks for the bill of each merchant's days that have none yet: after 10:00 of the next day, again half an hour later. */
export async function reconcileDays(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [])
  let cursor: string | undefined
  do {
    const page = await pageOfCommunities(system, cursor)
    const merchants = page.items.flatMap(community =>
      merchantsOf(community).map(({ ref }) => ({ communityId: community.communityId, merchantRef: ref })),
    )
    await eachDue(deps, 'payments.days_not_asked', merchants, of => askForDays(deps, of.communityId, of.merchantRef))
    cursor = page.cursor
  } while (cursor !== undefined)
}

async function askForDays(deps: Deps, communityId: string, merchantRef: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const days = daysWithBill(ctx.now(), mostDays)
  const [from = '', to = ''] = [days.at(0), days.at(-1)]
  const known = new Map(
    (await daysOfMerchant(ctx, { communityId, merchantRef, date: from }, to)).map(day => [day.date, day]),
  )
  for (const date of days) {
    const before = known.get(date)
    const isFresh = days.indexOf(date) >= days.length - freshDays
    const isDue = before ? before.state === 'waiting' && (before.nextTryAt ?? '') <= ctx.now() : isFresh
    if (isDue) await ask(deps, { communityId, merchantRef, date }, before)
  }
}

/** Sends a worker to a day; of two clocks one does. */
async function ask(deps: Deps, day: Day, before: StoredDayResult | undefined): Promise<void> {
  const ctx = communityContext(deps, day.communityId)
  const nextTryAt = addMinutes(ctx.now(), againMinutes)
  const claim: Write = before
    ? { update: { key: dayKey(day), set: { nextTryAt } }, if: { state: 'waiting', nextTryAt: before.nextTryAt } }
    : { put: { ...dayKey(day), ...newDay(day), version: 1, nextTryAt }, ifAbsent: true }
  const audit = auditItem(ctx, {
    communityId: day.communityId,
    action: 'payments.reconcile',
    objectType: 'reconciliation',
    objectId: `${day.merchantRef}-${day.date}`,
    summary: '取渠道账单',
    technical: true,
  })
  const job = outboxItem(ctx, 'jobs', { type: 'payments.reconcile_day', ...day })
  try {
    await ctx.db.transact([claim, audit, job], audit.put)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** A worker's look at a day: what could not be fetched stays waiting, and is asked for again by the clock. */
export async function reconcileDay(deps: Deps, day: Day): Promise<void> {
  try {
    await reconcile(communityContext(deps, day.communityId), day)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    deps.log.warn('payments.reconcile_waits', { merchantRef: day.merchantRef, date: day.date, code: error.code })
  }
}
