import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumFen } from '../money'
import { Channel, JournalAccount, type JournalLine, type Posting, PostingKind } from '../payments/schema'
import { MonthReport } from './month-schema'
import { MonthTally } from './month-tally'
import { voucherCsv, voucherLayouts, voucherRows, VoucherSystem } from './voucher-layouts'
import { type AccountCode, usualCodes } from './voucher-schema'
import { bookAccountOf, codeOf, vouchersOf } from './vouchers'

const items = ['01ARZ3NDEKTSV4RRFFQ69G5FA1', '01ARZ3NDEKTSV4RRFFQ69G5FA2', '01ARZ3NDEKTSV4RRFFQ69G5FA3']
const month = '2026-11'
const line = fc.record({
  account: fc.constantFrom(...JournalAccount.options),
  amountFen: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  feeItemId: fc.option(fc.constantFrom(...items), { nil: undefined }),
  channel: fc.constantFrom(...Channel.options),
  objectId: fc.constantFrom('a', 'b', 'c'),
  month: fc.option(fc.constantFrom('2026-10', month, '2026-12'), { nil: undefined }),
})
/** Any balanced posting: the last line takes what the others leave. */
const posting = fc
  .record({ kind: fc.constantFrom(...PostingKind.options), lines: fc.array(line, { minLength: 1, maxLength: 6 }) })
  .map(({ kind, lines }): Pick<Posting, 'kind' | 'lines'> => {
    const rest = -sumFen(lines.map(({ amountFen }) => amountFen))
    const clean = (each: (typeof lines)[number]): JournalLine => ({
      account: each.account,
      amountFen: each.amountFen,
      objectId: each.objectId,
      ...(each.feeItemId && { feeItemId: each.feeItemId }),
      ...(each.account === 'channel_cash' && { channel: each.channel }),
      ...(each.month && { month: each.month }),
    })
    return { kind, lines: [...lines.map(clean), { account: 'revenue', amountFen: rest }] }
  })
const postings = fc.array(posting, { maxLength: 30 })

const feeItem = (feeItemId: string) => ({ name: `项目${items.indexOf(feeItemId)}`, nature: 'own_revenue' as const })
const frame = { communityId: 'AAAAAA', regime: 'lump_sum' as const, seq: 9, hash: 'h', previous: undefined, feeItem }
const buildingOf = (objectId: string) => (objectId === 'c' ? '' : `${objectId}栋`)

function reportOf(all: Pick<Posting, 'kind' | 'lines'>[], more: Partial<Parameters<MonthTally['report']>[0]> = {}) {
  const tally = new MonthTally(month)
  for (const each of all) tally.add(each, buildingOf)
  return tally.report({ ...frame, ...more })
}

describe('a month’s report', () => {
  it('is the same for the same postings in any order, balances, and opens with what the month before closed', () => {
    fc.assert(
      fc.property(postings, postings, (first, second) => {
        const before = reportOf(first)
        const report = reportOf(second, { previous: before })
        expect(JSON.stringify(reportOf([...second].reverse(), { previous: before }))).toBe(JSON.stringify(report))
        expect(MonthReport.parse(report)).toEqual(report)
        const receivable = [...first, ...second]
          .flatMap(({ lines }) => lines)
          .filter(each => each.account === 'receivable')
        expect(report.whole.arrearsFen).toBe(sumFen(receivable.map(({ amountFen }) => amountFen)))
        expect(report.whole.openingArrearsFen).toBe(before.whole.arrearsFen)
        for (const groups of [report.items, report.buildings, report.natures])
          expect(sumFen(groups.map(each => each.receivedFen))).toBe(report.whole.receivedFen)
        const { receivedFen, receivedCurrentFen, receivedOldFen, receivedAheadFen } = report.whole
        expect(receivedCurrentFen + receivedOldFen + receivedAheadFen).toBe(receivedFen)
        expect(sumFen(report.accounts.map(({ closingFen }) => closingFen))).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('says where each channel’s money went, and what a deduction used', () => {
    const cash = { account: 'channel_cash' as const, channel: 'cash' as const }
    const bill = { account: 'receivable' as const, feeItemId: items[0], objectId: 'a', month }
    const { channels } = reportOf([
      {
        kind: 'settlement',
        lines: [
          { ...cash, amountFen: 500 },
          { ...bill, amountFen: -300 },
          { account: 'late_fee', amountFen: -20 },
          { account: 'prepayment', amountFen: -180 },
        ],
      },
      {
        kind: 'refund',
        lines: [
          { ...cash, amountFen: -50 },
          { ...bill, amountFen: 50 },
        ],
      },
      {
        kind: 'deposit',
        lines: [
          { ...cash, amountFen: 1000 },
          { account: 'deposit', amountFen: -1000 },
        ],
      },
      {
        kind: 'deposit_return',
        lines: [
          { account: 'deposit', amountFen: 1000 },
          { ...cash, amountFen: -900 },
          { account: 'revenue', amountFen: -100 },
        ],
      },
      {
        kind: 'settlement',
        lines: [
          { account: 'prepayment', amountFen: 180 },
          { ...bill, amountFen: -180 },
        ],
      },
    ])
    expect(channels).toEqual([
      { channel: 'cash', billsFen: 250, lateFeeFen: 20, prepaidFen: 180, depositFen: 100, otherFen: 0, movedFen: 550 },
      { channel: 'prepayment', billsFen: 180, lateFeeFen: 0, prepaidFen: 0, depositFen: 0, otherFen: 0, movedFen: 180 },
    ])
  })
})

describe('vouchers', () => {
  /** A code of its own for every account, and for one fee item and one channel. */
  const codes: AccountCode[] = [
    ...usualCodes,
    { account: 'revenue', feeItemId: items[0] ?? '', code: '6001.01', name: '物业费收入' },
    { account: 'channel_cash', channel: 'pos', code: '1002.02', name: '银行存款_刷卡' },
  ]
  const settings = { word: '记', firstNumber: 7, codes }

  it('balance, each and to the journal, code by code, under both regimes, and have the same numbers again', () => {
    fc.assert(
      fc.property(postings, fc.constantFrom('lump_sum' as const, 'held' as const), (all, regime) => {
        const report = reportOf(all, { regime })
        const { vouchers, missing } = vouchersOf(report, settings)
        expect(missing).toEqual([])
        const booked: Record<string, number> = {}
        for (const voucher of vouchers) {
          expect(sumFen(voucher.lines.map(({ debitFen }) => debitFen))).toBe(
            sumFen(voucher.lines.map(({ creditFen }) => creditFen)),
          )
          for (const { code, debitFen, creditFen } of voucher.lines)
            booked[code] = (booked[code] ?? 0) + debitFen - creditFen
        }
        const journal: Record<string, number> = {}
        for (const { lines } of all)
          for (const { account, amountFen, feeItemId, channel } of lines) {
            const code = codeOf(codes, { account: bookAccountOf(account, regime), feeItemId, channel })?.code ?? ''
            journal[code] = (journal[code] ?? 0) + amountFen
          }
        const moved = (sums: Record<string, number>) =>
          Object.fromEntries(Object.entries(sums).filter(([, fen]) => fen !== 0))
        expect(moved(booked)).toEqual(moved(journal))
        expect(vouchers.map(({ number }) => number)).toEqual(vouchers.map((_, i) => 7 + i))
        expect(vouchersOf(reportOf([...all].reverse(), { regime }), settings).vouchers).toEqual(vouchers)
        for (const code of ['6001', '6001.99', '6301'])
          if (regime === 'held') expect(Object.keys(booked)).not.toContain(code)
      }),
      { numRuns: 60 },
    )
  })

  it('are refused while something has no code, and say what', () => {
    const all = [
      {
        kind: 'publication' as const,
        lines: [
          { account: 'receivable' as const, amountFen: 9, feeItemId: items[1] },
          { account: 'revenue' as const, amountFen: -9, feeItemId: items[1] },
        ],
      },
    ]
    const without = { ...settings, codes: codes.filter(({ account }) => account !== 'receivable') }
    expect(vouchersOf(reportOf(all), without)).toEqual({ vouchers: [], missing: ['应收账款（项目1）'] })
  })

  it('write a reversal in red on the side that it takes back', () => {
    const all = [
      {
        kind: 'voiding' as const,
        lines: [
          { account: 'receivable' as const, amountFen: -9 },
          { account: 'revenue' as const, amountFen: 9 },
        ],
      },
    ]
    const [voucher] = vouchersOf(reportOf(all), settings).vouchers
    expect(voucher?.lines.map(({ code, debitFen, creditFen }) => [code, debitFen, creditFen])).toEqual([
      ['1122', -9, 0],
      ['6001', 0, -9],
    ])
  })

  it('fill the columns of each program, every row as wide as its head, amounts to the fen', () => {
    const all = [
      {
        kind: 'settlement' as const,
        lines: [
          { account: 'channel_cash' as const, channel: 'wechat' as const, amountFen: 123_405 },
          { account: 'receivable' as const, amountFen: -123_405 },
        ],
      },
    ]
    const { vouchers } = vouchersOf(reportOf(all), settings)
    for (const system of VoucherSystem.options) {
      const rows = voucherRows(system, vouchers, { maker: '=1+1' })
      for (const row of rows) expect(row).toHaveLength(voucherLayouts[system].columns.length)
      const [, first = ''] = voucherCsv(system, rows).split('\r\n')
      expect(first).toContain('1234.05')
      expect(first).toContain(",'=1+1,")
      expect(first).toContain(
        system === 'yonyou' ? '2026-11-30,记,0007,0,11月收款,101201,1234.05,0.00' : '2026-11-30,2026,11,记,7,1012.01',
      )
    }
  })
})
