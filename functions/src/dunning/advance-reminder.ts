import { speakableFrom } from '@linli/shared/dunning/plan'
import type { Reminder } from '@linli/shared/dunning/schema'
import { loadCommunity } from '../communities/community'
import { communityContext, type Context, type Deps, makeContext, reaching } from '../context'
import { ConditionFailed, Key } from '../db'
import { eachDue } from '../each-due'
import { loadBills } from '../billing/load-bills'
import { debtIdOf, isOpen } from './debts'
import { remindedBill } from './get-debt'
import { markReminded } from './mark-reminded'
import { type Move, nextMove } from './next-move'
import { loadPlan } from './plan-store'
import { withReceipts } from './receipts'
import { personsOf } from './recipients'
import { dueReminders, reminderItem, reminderKey, StoredReminder } from './reminder-store'
import { debtKey, StoredDebt } from './store'
import { tryChannel } from './try-channel'

type Of = Pick<Reminder, 'communityId' | 'debtId' | 'reminderId'>
const atOnce = 100
const mostMoves = 6

/** Looks at each reminder whose moment has come: receipts, what broke off, what waited for the end of the quiet hours. */
export async function tendReminders(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [dueReminders])
  const due = { index: 'gs3' as const, pk: dueReminders, schema: Key, limit: atOnce }
  const { items } = await system.db.query({ ...due, between: ['0', `${system.now()}\uffff`] })
  const reminders = items.map(({ pk, sk: reminderId }) => {
    const [, communityId = '', , debtId = ''] = pk.split('#')
    return { communityId, debtId, reminderId }
  })
  await eachDue(deps, 'dunning.not_tended', reminders, of => advance(communityContext(deps, of.communityId), of))
}

/**
 * Moves a reminder on as far as it goes now. Just before each channel its bills are read consistently: what was paid,
 * voided or disputed meanwhile is left out, and with nothing left it stops. Of two workers one goes on: every step is
 * written on the condition that the reminder is as it was read.
 */
export async function advance(plain: Context, of: Of): Promise<void> {
  try {
    await moveOn(plain, of)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

async function moveOn(plain: Context, of: Of): Promise<void> {
  const [found, community] = await Promise.all([
    plain.db.get(reminderKey(of), StoredReminder),
    loadCommunity(plain, of.communityId),
  ])
  if (!found || found.checkAt === undefined) return
  const ctx = reaching(plain, `M#${community.companyId}#`, 'G#reminders#')
  const [plan, debt] = await Promise.all([
    loadPlan(ctx, of.communityId),
    ctx.db.get(debtKey(of.communityId, found.object.id, of.debtId), StoredDebt),
  ])
  const save = (next: StoredReminder) => saved(ctx, next)
  let reminder = await withReceipts(ctx, found, save)
  for (let moves = 0; moves < mostMoves; moves++) {
    const move: Move = nextMove(reminder, ctx.deps.nowMs())
    if (move.do === 'wait') return void (await save({ ...reminder, checkAt: move.until }))
    if (move.do === 'end') return void (await ended(ctx, reminder, move.state))
    const from = speakableFrom(plan, ctx.now())
    if (from > ctx.now()) return void (await save({ ...reminder, checkAt: from }))
    const bills = await stillOwed(ctx, reminder)
    const [first] = bills
    if (!first) return void (await ended(ctx, reminder, 'stopped'))
    const personIds = personsOf(debt ?? { payer: first.payer }, reminder.liable)
    const now = bills.map(bill => remindedBill(bill, ctx.today()))
    const amountFen = now.reduce((sum, bill) => sum + bill.dueFen + bill.lateFeeFen, 0)
    reminder = await tryChannel(ctx, { ...reminder, bills: now, amountFen }, move.channel, {
      community,
      personIds,
      save,
    })
  }
}

/** The bills that may still be asked for, as they are at this moment. */
async function stillOwed(ctx: Context, reminder: StoredReminder) {
  const { communityId, object, debtId, bills } = reminder
  const refs = bills.map(({ billId }) => ({ roomId: object.id, billId }))
  const found = await loadBills(ctx, communityId, refs)
  return found.flatMap(bill => (bill && isOpen(bill) && !bill.dispute && debtIdOf(bill) === debtId ? [bill] : []))
}

async function saved(ctx: Context, next: StoredReminder): Promise<StoredReminder> {
  const version = next.version + 1
  const key = reminderKey(next)
  await ctx.db.transact([{ put: reminderItem({ ...next, version }), if: { version: next.version } }], {
    pk: key.pk,
    sk: `moved#${ctx.newId()}`,
  })
  return { ...next, version }
}

async function ended(ctx: Context, { checkAt: _over, ...reminder }: StoredReminder, state: Reminder['state']) {
  await markReminded(ctx, reminder)
  return saved(ctx, { ...reminder, state })
}
