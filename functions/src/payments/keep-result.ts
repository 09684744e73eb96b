import { type BillWait, Difference } from '@linli/shared/payments/reconciliation-schema'
import type { Reconciliation } from '@linli/shared/payments/reconciliation-schema'
import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { type Found, mostDifferences } from './compare-day'
import { posted } from './publication-items'
import {
  type Day,
  dayKey,
  differenceIdOf,
  differenceItem,
  differenceKey,
  differencesOf,
  type Merchant,
  newDay,
  type StoredDayResult,
} from './reconciliation-store'
import { postingItem } from './store'

type Totals = Omit<Reconciliation, 'merchantRef' | 'date' | 'state' | 'open' | 'differences' | 'finishedAt'>

const atOnce = 40
/** A bill that is not there yet is asked for again so much later. */
const againMinutes = 30

/**
 * Keeps what a look at a day found: each difference an item of its own, 40 in a transaction, the day's result last. Every
 * transaction holds the day's version, so that of two looks at once one goes on. What somebody resolved stays resolved;
 * what is not found any more is resolved by the look itself. Throws ConditionFailed in the other.
 */
export async function keepResult(
  ctx: Context,
  day: Day,
  merchant: Merchant,
  before: StoredDayResult | undefined,
  found: readonly Found[],
  totals: Totals,
): Promise<Reconciliation> {
  const known = new Map(
    (await queryAll(ctx.db, { ...differencesOf(day), schema: Difference }, 2 * mostDifferences)).map(each => [
      each.differenceId,
      each,
    ]),
  )
  const now = new Map(found.map(each => [differenceIdOf(day, each), each]))
  const steps = [...stepsOf(ctx, day, known, now)]
  let at = before ?? newDay(day)
  for (let i = 0; i < steps.length; i += atOnce) {
    const some = steps.slice(i, i + atOnce)
    const open = some.reduce((sum, step) => sum + step.open, 0)
    at = await step(ctx, day, at, { ...(i === 0 && before === undefined && newDay(day)) }, open, some)
  }
  const done = { ...totals, state: 'done' as const, differences: now.size, finishedAt: ctx.now() }
  const isFirst = steps.length === 0 && before === undefined
  const fee = feeWrites(ctx, day, merchant, totals.feeFen - (before?.feeFen ?? 0), at.version)
  return await step(ctx, day, at, { ...(isFirst && newDay(day)), ...done }, 0, [{ writes: fee }], {
    summary: `${totals.channelCount} 笔 ${totals.channelFen} 分，差异 ${now.size}`,
    remove: ['wait', 'nextTryAt'],
  })
}

type Step = { open: number; writes: Write[] }

function* stepsOf(
  ctx: Context,
  day: Day,
  known: ReadonlyMap<string, Difference>,
  now: ReadonlyMap<string, Found>,
): Generator<Step> {
  const { merchantRef, date, communityId } = day
  for (const [differenceId, found] of now) {
    const old = known.get(differenceId)
    const fresh = differenceItem(communityId, { differenceId, merchantRef, date, ...found, foundAt: ctx.now() })
    if (!old) yield { open: 1, writes: [{ put: fresh, ifAbsent: true }] }
    // What was reversed is not found again, unless the channel has changed its mind.
    else if (old.resolved?.how === 'gone' || old.resolved?.how === 'reversed')
      yield { open: 1, writes: [{ put: fresh, if: { differenceId, foundAt: old.foundAt } }] }
  }
  const resolved = { at: ctx.now(), by: '系统', how: 'gone', reason: '再次对账时已经一致' }
  for (const [differenceId, old] of known)
    if (!old.resolved && !now.has(differenceId)) {
      const key = differenceKey(day, differenceId)
      yield {
        open: -1,
        writes: [{ update: { key, set: { resolved }, remove: ['gs1pk', 'gs1sk'] }, if: { resolved: undefined } }],
      }
    }
}

async function step(
  ctx: Context,
  day: Day,
  at: StoredDayResult,
  set: Partial<StoredDayResult>,
  open: number,
  steps: Pick<Step, 'writes'>[],
  last?: { summary: string; remove: string[] },
): Promise<StoredDayResult> {
  const { communityId, merchantRef, date } = day
  const version = at.version + 1
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.reconcile',
    objectType: 'reconciliation',
    objectId: `${merchantRef}-${date}`,
    summary: last?.summary ?? '记下差异',
    technical: last === undefined,
  })
  const { open: _open, ...rest } = set
  const header: Write = {
    update: {
      key: dayKey(day),
      set: { ...rest, version },
      add: { open },
      ...(last && { remove: last.remove }),
    },
    if: { version: at.version === 0 ? undefined : at.version },
  }
  await ctx.db.transact([header, ...steps.flatMap(({ writes }) => writes), audit], audit.put)
  return { ...at, ...rest, version, open: at.open + open }
}

/** 手续费 of the day, or what of it changed since the last look: an expense that the channel kept of its own accord. */
function feeWrites(ctx: Context, day: Day, { channel }: Merchant, feeFen: number, version: number): Write[] {
  if (feeFen === 0) return []
  const { communityId, merchantRef, date } = day
  const posting = postingItem(ctx, communityId, {
    kind: 'channel_fee',
    sourceId: `${merchantRef}-${date}-${version}`,
    valueDate: date,
    lines: [
      { account: 'channel_fee', amountFen: feeFen, channel },
      { account: 'channel_cash', amountFen: -feeFen, channel },
    ],
  })
  return posted(ctx, communityId, posting)
}

/** Says why a day has no result yet, and when it is looked at again; a look that was faster stands. */
export async function keepWaiting(
  ctx: Context,
  day: Day,
  before: StoredDayResult | undefined,
  wait: BillWait,
): Promise<void> {
  const now = ctx.now()
  try {
    const again = { wait, triedAt: now, nextTryAt: addMinutes(now, againMinutes) }
    await step(ctx, day, before ?? newDay(day), { ...(before === undefined && newDay(day)), ...again }, 0, [])
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}
