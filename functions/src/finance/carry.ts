import { Budget, Expense } from '@linli/shared/finance/expense-schema'
import { MonthReport } from '@linli/shared/finance/month-schema'
import { TillDay } from '@linli/shared/finance/till-schema'
import { FinanceSettings } from '@linli/shared/finance/voucher-schema'
import { addMonths, monthOf, monthStart } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import { bare, listedPart, type Part, part, partition, type Source } from '../exports/part'
import { journalHead } from '../payments/carry-journal'
import { budgetKey, budgetsKey, expenseItem, expensesKey } from './expense-store'
import {
  closedMonthKey,
  closedMonthsKey,
  countField,
  daysOfCashierKey,
  fenField,
  monthReportKey,
  settingsKey,
  StoredDay,
  StoredEntry,
  StoredMonth,
  tillDayKey,
  tillDaysKey,
  tillEntriesKey,
} from './store'

const CarriedDay = z.object({ day: TillDay, entries: z.array(StoredEntry) })

/** A cashier's day with its movements. What the journal's end does not know yet is on its way still. */
const daysPart = part({
  name: 'till-days',
  record: CarriedDay,
  async *read(source) {
    const { ctx, communityId, seen } = source
    const last = monthOf(ctx.today())
    for (let month = seen.firstMonth ?? last; month <= last; month = monthOf(addMonths(monthStart(month), 1)))
      for await (const items of partition(source, { pk: tillDaysKey(communityId, month) }))
        for (const item of items) yield [await asOfJournal(source, StoredDay.parse(item))]
  },
  items: ({ communityId }, records) =>
    records.flatMap(({ day, entries }) => {
      const { cashierId, date, state: _state, sums, counts, ...rest } = day
      const counters = Object.entries(sums).map(([name, fen]) => {
        const [channel = '', move = ''] = name.split('#')
        return [fenField(channel, move), fen] as const
      })
      return [
        {
          ...tillDayKey(communityId, cashierId, date),
          ...rest,
          communityId,
          cashierId,
          date,
          ...Object.fromEntries(counters),
          ...Object.fromEntries(Object.entries(counts).map(([channel, count]) => [countField(channel), count])),
          movements: Object.values(counts).reduce((sum, count) => sum + count, 0),
          gs1pk: daysOfCashierKey(communityId, cashierId),
          gs1sk: date,
        },
        ...entries.map(entry => ({
          pk: tillEntriesKey(communityId, cashierId),
          sk: `${entry.date}#${entry.at}#${entry.entryId}`,
          ...entry,
        })),
      ]
    }),
})

async function asOfJournal(
  source: Source,
  { movements: _all, ...day }: StoredDay,
): Promise<z.infer<typeof CarriedDay>> {
  const { communityId, seen } = source
  const entries: StoredEntry[] = []
  const place = { pk: tillEntriesKey(communityId, day.cashierId), begins: `${day.date}#` }
  for await (const items of partition(source, place)) entries.push(...items.map(item => StoredEntry.parse(item)))
  const known = entries.filter(({ sourceId }) => seen.moved.has(sourceId))
  // What was signed stays as it was signed.
  if (day.state !== 'open' || known.length === entries.length) return { day, entries: known }
  const sums: Record<string, number> = {}
  const counts: Record<string, number> = {}
  for (const { channel, move, amountFen } of known) {
    sums[`${channel}#${move}`] = (sums[`${channel}#${move}`] ?? 0) + amountFen
    counts[channel] = (counts[channel] ?? 0) + 1
  }
  return { day: { ...day, sums, counts }, entries: known }
}

/** Months that were closed when the journal ended; one without its report gets it when it is closed once more. */
const monthsPart = part({
  name: 'closed-months',
  record: StoredMonth,
  async *read(source) {
    const { openDate = '' } = await journalHead(source.ctx, source.communityId)
    for await (const items of partition(source, { pk: closedMonthsKey(source.communityId) }))
      yield items
        .map(item => StoredMonth.parse(item))
        .filter(({ month, state }) => state !== 'asked' && monthStart(month) < openDate)
  },
  items: ({ communityId }, records) =>
    records.map(month => ({ ...closedMonthKey(communityId, month.month), ...month, communityId })),
})

/** As text: not a byte of it changes on the way. */
const reportsPart = listedPart({
  name: 'month-reports',
  record: z.object({ month: MonthReport.shape.month, text: z.string(), sha256: z.string() }),
  pk: communityId => monthReportKey(communityId, '').pk,
  item: ({ communityId }, report) => ({ ...monthReportKey(communityId, report.month), ...report }),
})

const settingsPart = part({
  name: 'finance-settings',
  record: FinanceSettings,
  async *read({ ctx, communityId }) {
    const found = await readSettings(ctx, communityId)
    if (found) yield [found]
  },
  items: ({ communityId }, records) =>
    records.map(settings => ({ ...settingsKey(communityId), ...settings, communityId })),
})

const readSettings = async (ctx: Context, communityId: string) => {
  const item = await ctx.db.get(settingsKey(communityId), z.record(z.string(), z.unknown()))
  return item && FinanceSettings.parse(bare(item))
}

/** Those that the journal knows; one whose reversal it does not know yet arrives as it was before. */
const expensesPart = part({
  name: 'expenses',
  record: Expense,
  async *read(source) {
    const { moved } = source.seen
    for await (const items of partition(source, { pk: expensesKey(source.communityId) }))
      yield items
        .map(item => Expense.parse(item))
        .filter(({ expenseId }) => moved.has(expenseId))
        .map(({ reversedBy, ...expense }) => ({
          ...expense,
          ...(reversedBy && moved.has(reversedBy) && { reversedBy }),
        }))
  },
  items: ({ communityId }, records) => records.map(expense => expenseItem({ ...expense, communityId })),
})

const budgetsPart = listedPart({
  name: 'budgets',
  record: Budget,
  pk: budgetsKey,
  item: ({ communityId }, budget) => ({ ...budgetKey(communityId, budget.year), ...budget, communityId }),
})

export const financeParts: Part[] = [daysPart, monthsPart, reportsPart, settingsPart, expensesPart, budgetsPart]
