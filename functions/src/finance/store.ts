import { ClosedMonth } from '@linli/shared/finance/month-schema'
import { TillDay, TillEntry } from '@linli/shared/finance/till-schema'
import { FinanceSettings, usualCodes } from '@linli/shared/finance/voucher-schema'
import { type BusinessDate, monthOf, type YearMonth } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'

export const tillDaysKey = (communityId: string, month: YearMonth) => `C#${communityId}#till-days#${month}`
export const tillDayKey = (communityId: string, cashierId: string, date: BusinessDate): Key => ({
  pk: tillDaysKey(communityId, monthOf(date)),
  sk: `${date}#${cashierId}`,
})
/** A cashier's days, by date. */
export const daysOfCashierKey = (communityId: string, cashierId: string) => `C#${communityId}#till-days-of#${cashierId}`
export const tillEntriesKey = (communityId: string, cashierId: string) => `C#${communityId}#till#${cashierId}`

/** Counters are attributes of their own, so that two movements at once both count: `fen_cash_collected`, `count_cash`. */
export const fenField = (channel: string, move: string) => `fen_${channel}_${move}`
export const countField = (channel: string) => `count_${channel}`

/** A day as kept, with its counters gathered; `movements` is how many there are in all. */
export const StoredDay = z.looseObject({ closedAt: z.string().optional() }).transform(item => {
  const numbers = (pattern: RegExp) =>
    Object.entries(item).flatMap(([name, value]) => {
      const [, found] = pattern.exec(name) ?? []
      return found && typeof value === 'number' ? [[found.replace('_', '#'), value] as const] : []
    })
  const state = item.checkedAt ? 'checked' : item.closedAt ? 'closed' : 'open'
  return {
    ...TillDay.parse({
      ...item,
      state,
      sums: Object.fromEntries(numbers(/^fen_(.+)$/)),
      counts: Object.fromEntries(numbers(/^count_(.+)$/)),
    }),
    movements: typeof item.movements === 'number' ? item.movements : 0,
  }
})
export type StoredDay = z.infer<typeof StoredDay>
/** What an entry moved elsewhere: an order, a refund, a returned deposit. */
export const StoredEntry = TillEntry.extend({ sourceId: z.string() })
export type StoredEntry = z.infer<typeof StoredEntry>

export const loadDay = (ctx: Context, communityId: string, cashierId: string, date: BusinessDate) =>
  ctx.db.get(tillDayKey(communityId, cashierId, date), StoredDay)

export const closedMonthsKey = (communityId: string) => `C#${communityId}#closed-months`
export const closedMonthKey = (communityId: string, month: YearMonth): Key => ({
  pk: closedMonthsKey(communityId),
  sk: month,
})
/** The report as text, written once. */
export const monthReportKey = (communityId: string, month: YearMonth): Key => ({
  pk: `C#${communityId}#month-reports`,
  sk: month,
})
export const KeptReport = z.object({ month: z.string(), text: z.string(), sha256: z.string() })

export const StoredMonth = ClosedMonth.extend({
  /** The number of its first voucher, as first exported. */
  voucherFrom: z.number().int().optional(),
})
export type StoredMonth = z.infer<typeof StoredMonth>

export const loadClosedMonth = (ctx: Context, communityId: string, month: YearMonth) =>
  ctx.db.get(closedMonthKey(communityId, month), StoredMonth)

export const settingsKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'finance-settings' })

/** 包干制 with the usual codes, before anybody has set it otherwise. */
export const loadSettings = async (ctx: Context, communityId: string): Promise<FinanceSettings> =>
  (await ctx.db.get(settingsKey(communityId), FinanceSettings)) ?? {
    communityId,
    regime: 'lump_sum',
    word: '记',
    firstNumber: 1,
    maker: '',
    codes: usualCodes,
    version: 0,
  }
