import type { DunningPlan } from '@linli/shared/dunning/schema'
import { billsOfStep, remindsLiable, stepsDue } from '@linli/shared/dunning/plan'
import { auditItem } from '../audit'
import { byRoom } from '../billing/by-room'
import type { StoredBill } from '../billing/load-bills'
import { openBillsPage } from '../billing/open-bills-page'
import { shardCount } from '../billing/shards'
import { communityContext, type Context, type Deps, reaching } from '../context'
import { ConditionFailed } from '../db'
import { Lanes } from '../lanes'
import { advance } from './advance-reminder'
import { newReminder } from './begin-reminder'
import { recount, recountBills } from './count-debts'
import { debtIdOf } from './debts'
import { type DunningRun, loadPlan } from './plan-store'
import { planned, reminderKey, StoredReminder } from './reminder-store'
import { endRun, keepRun, type Leased, passOn, takeRun } from './run-lease'
import { owingByDays, StoredDebt } from './store'

/** What one worker does of a pass before another message goes on with it. */
const pagesAtOnce = 40
/** Reminders on their way at the same time: what a provider takes from one customer without complaint. */
const lanes = 4
const perTidying = 100

/**
 * One pass over a community's arrears: every household with open bills, in the order of rooms, then the debts that were
 * listed before and may be over. Its place is kept after each page, so that whoever takes up goes on exactly there;
 * what it writes are facts of consistent reads and reminders with derived ids, so that two workers do no harm.
 */
export async function runDunning(deps: Deps, communityId: string, runId: string): Promise<void> {
  const ctx = reaching(communityContext(deps, communityId), 'G#dunning#', 'G#reminders#')
  const leased = await takeRun(ctx, communityId, runId)
  if (!leased) return
  const [plan, shards] = await Promise.all([loadPlan(ctx, communityId), shardCount(ctx, communityId)])
  let run: DunningRun = leased.run
  for (let pages = 0; pages < pagesAtOnce; pages++) {
    const next: DunningRun | undefined =
      run.phase === 'walk' ? await walked(ctx, leased, run, { plan, shards }) : await tidied(ctx, leased, run, shards)
    if (!next) return endRun(ctx, leased, run, plan)
    run = next
    await keepRun(ctx, leased, run)
  }
  await passOn(ctx, leased, run)
}

type With = { plan: DunningPlan; shards: number }

async function walked(
  ctx: Context,
  { communityId }: Leased,
  run: DunningRun,
  { plan, shards }: With,
): Promise<DunningRun> {
  const { shard, after } = run
  const page = await openBillsPage(ctx, { communityId, shard, ...(after && { after }) })
  await recount(ctx, communityId, page.bills)
  const found = await dueNow(ctx, page.bills, plan)
  const begun = run.sends ? await begin(ctx, found, plan) : 0
  const counts = counted(run, found, begun)
  if (page.next !== undefined) return { ...run, after: page.next, counts }
  const { after: _end, ...rest } = run
  return shard + 1 < shards ? { ...rest, shard: shard + 1, counts } : { ...rest, phase: 'tidy', shard: 0, counts }
}

type Due = { reminderId: string; step: DunningPlan['steps'][number]; basis: string; bills: StoredBill[] }

/** The steps that these households have reached today and that were never begun for them. */
async function dueNow(ctx: Context, bills: readonly StoredBill[], plan: DunningPlan): Promise<Due[]> {
  // What a developer owes is settled by contract, not by messages.
  const debts = byRoom(
    bills.filter(bill => bill.payer.kind !== 'developer'),
    debtIdOf,
  )
  const due = [...debts].flatMap(([debtId, own]) => {
    const dated = own.map(bill => ({ bill, dueDate: bill.dueDate, disputed: bill.dispute !== undefined }))
    return stepsDue(plan, dated, ctx.today()).map(each => ({
      ...each,
      reminderId: planned(debtId, each.basis, each.step.days),
      key: { communityId: own[0]?.communityId ?? '', debtId },
      bills: billsOfStep(dated, each, ctx.today()).map(({ bill }) => bill),
    }))
  })
  const known = await ctx.db.getMany(
    due.map(({ key, reminderId }) => reminderKey({ ...key, reminderId })),
    StoredReminder.pick({ reminderId: true }),
  )
  return due.filter((_, i) => known[i] === undefined)
}

async function begin(ctx: Context, due: Due[], plan: DunningPlan): Promise<number> {
  const busy = new Lanes(lanes)
  let begun = 0
  for (const { reminderId, step, basis, bills } of due)
    await busy.add(async () => {
      const wish = {
        reminderId,
        step: step.days,
        basis,
        channels: step.channels,
        liable: remindsLiable(plan, step.days),
      }
      const { reminder, write } = newReminder(ctx, bills, wish)
      const audit = auditItem(ctx, {
        communityId: reminder.communityId,
        action: 'dunning.reminder',
        objectType: 'debt',
        objectId: reminder.debtId,
        summary: `${reminder.object.code} 按计划提醒：${step.days} 天`,
        technical: true,
      })
      try {
        await ctx.db.transact([write, audit], audit.put)
      } catch (error) {
        if (error instanceof ConditionFailed) return
        throw error
      }
      begun += 1
      await advance(ctx, reminder)
    })
  await busy.drained()
  return begun
}

function counted({ counts }: DunningRun, due: Due[], begun: number): DunningRun['counts'] {
  const steps = { ...counts.steps }
  for (const { step } of due) steps[step.days] = (steps[step.days] ?? 0) + 1
  const households = new Set(due.map(({ bills }) => bills[0] && debtIdOf(bills[0]))).size
  const fen = due.flatMap(({ bills }) => bills).reduce((sum, bill) => sum + bill.amountFen - bill.paidFen, 0)
  return {
    households: counts.households + households,
    amountFen: counts.amountFen + fen,
    reminded: counts.reminded + begun,
    steps,
  }
}

/** Debts that are listed: their bills are read once more, so that what was paid leaves the list whatever was missed. */
async function tidied(
  ctx: Context,
  { communityId }: Leased,
  run: DunningRun,
  shards: number,
): Promise<DunningRun | undefined> {
  const { shard, after, ...rest } = run
  const Listed = StoredDebt.pick({ object: true, owed: true })
  const list = { index: 'gs1' as const, pk: owingByDays(communityId, shard), schema: Listed, limit: perTidying }
  const page = await ctx.db.query({ ...list, ...(after && { cursor: after }) })
  const refs = page.items.flatMap(({ object, owed }) => owed.map(({ billId }) => ({ roomId: object.id, billId })))
  await recountBills(ctx, communityId, refs)
  if (page.cursor !== undefined) return { ...rest, shard, after: page.cursor }
  return shard + 1 < shards ? { ...rest, shard: shard + 1 } : undefined
}
