import { describe, expect, it } from 'vitest'
import type { ChargedRoom } from '../communities/charged-room'
import { chargePeriod, chargeRoom as chargeWith } from './charge-room'
import { covering } from './cover'
import { type ChargedItem, ItemCharges } from './item-charges'

type Rest = Parameters<typeof chargeWith> extends [unknown, unknown, ...infer R] ? R : never
const chargeRoom = (charged: ChargedRoom, by: ChargedItem, ...rest: Rest) =>
  chargeWith(charged, new ItemCharges(by), ...rest)
const id = (letter: string) => letter.repeat(26)
const item: ChargedItem = {
  feeItemId: id('F'),
  formula: { kind: 'area', area: 'built' },
  cycle: { kind: 'month' },
  timing: 'prepaid',
  rounding: { mode: 'half_up', unit: 'fen' },
  tariffs: [
    {
      tariffId: id('T'),
      feeItemId: id('F'),
      from: '2020-01-01',
      price: 23_000,
      ground: { kind: 'contract', text: '合同' },
    },
  ],
}
const owner = (letter: string, from: string, to?: string): ChargedRoom['occupancies'][number] => ({
  personId: id(letter),
  personName: letter,
  role: 'owner',
  from,
  ...(to && { to }),
})
const room = (change: Partial<ChargedRoom> = {}): ChargedRoom => ({
  roomId: id('R'),
  code: '3-2-1501',
  areas: { built: 8950 },
  status: 'occupied',
  occupancies: [owner('A', '2000-01-01')],
  ...change,
})
const developer = { personId: id('D'), name: '建设公司' }
const february = { from: '2028-02-01', to: '2028-02-29' }
const brief = (lines: ReturnType<typeof chargeRoom>) =>
  lines.map(({ period, payer, amountFen, flag }) => [period.from, period.to, payer?.name ?? '', amountFen, flag ?? ''])

describe('chargeRoom', () => {
  it('charges a whole month once: 89.50 m² × 2.30 元', () => {
    expect(brief(chargeRoom(room(), item, undefined, undefined, february))).toEqual([
      ['2028-02-01', '2028-02-29', 'A', 20_585, ''],
    ])
  })

  it('splits a month between seller and buyer; the day of the transfer is the buyer’s; the parts add up', () => {
    const sold = room({ occupancies: [owner('A', '2000-01-01', '2028-02-10'), owner('B', '2028-02-10')] })
    const lines = chargeRoom(sold, item, undefined, undefined, february)
    expect(brief(lines)).toEqual([
      ['2028-02-01', '2028-02-09', 'A', 6388, ''],
      ['2028-02-10', '2028-02-29', 'B', 14_197, ''],
    ])
    expect(lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(20_585)
  })

  it('lets co-owners owe together', () => {
    const shared = room({ occupancies: [owner('A', '2000-01-01'), owner('B', '2000-01-01')] })
    const [line] = chargeRoom(shared, item, undefined, undefined, february)
    expect(line?.payer).toEqual({ kind: 'owners', personIds: [id('A'), id('B')], name: 'A、B' })
  })

  it('charges the developer before the handover and the owner from that day', () => {
    const delivered = room({ handoverDate: '2028-02-15' })
    expect(brief(chargeRoom(delivered, item, undefined, developer, february)).map(line => line.slice(0, 3))).toEqual([
      ['2028-02-01', '2028-02-14', '建设公司'],
      ['2028-02-15', '2028-02-29', 'A'],
    ])
    expect(brief(chargeRoom(delivered, item, undefined, undefined, february)).map(line => line.slice(0, 3))).toEqual([
      ['2028-02-15', '2028-02-29', 'A'],
    ])
  })

  it('charges nobody for an undelivered room without developer, and the developer for one with', () => {
    const unsold = room({ status: 'unsold', occupancies: [] })
    expect(chargeRoom(unsold, item, undefined, undefined, february)).toEqual([])
    expect(chargeRoom(unsold, item, undefined, developer, february)[0]?.payer?.kind).toBe('developer')
  })

  it('makes a tenant pay by agreement, the owner staying liable', () => {
    const tenant = { ...owner('T', '2028-02-20'), role: 'tenant' as const, payer: true }
    const rented = room({ occupancies: [owner('A', '2000-01-01'), tenant] })
    const payers = chargeRoom(rented, item, undefined, undefined, february).map(line => line.payer)
    expect(payers).toEqual([
      { kind: 'owners', personIds: [id('A')], name: 'A' },
      { kind: 'tenant', personIds: [id('T')], alsoLiable: [id('A')], name: 'T' },
    ])
  })

  it('fails loudly without an owner, a tariff, an area or an anchor', () => {
    const failing = [
      chargeRoom(room({ occupancies: [] }), item, undefined, undefined, february),
      chargeRoom(room(), { ...item, tariffs: [] }, undefined, undefined, february),
      chargeRoom(room(), { ...item, formula: { kind: 'area', area: 'heating' } }, undefined, undefined, february),
      chargeRoom(room(), { ...item, cycle: { kind: 'once' } }, undefined, undefined, february),
    ]
    for (const [line, second] of failing) {
      expect(line?.flag).toBe('failed')
      expect(line?.problem).toMatch(/请先/)
      expect(second).toBeUndefined()
    }
  })

  it('never bills a day twice when the cycle changes', () => {
    const january = chargeRoom(room(), item, undefined, undefined, { from: '2028-01-01', to: '2028-01-31' })
    const cover = january.reduce<Parameters<typeof covering>[0]>(covering, undefined)
    const quarterly: ChargedItem = { ...item, cycle: { kind: 'quarter' } }
    const quarter = { from: '2028-01-01', to: '2028-03-31' }
    expect(brief(chargeRoom(room(), quarterly, cover, undefined, quarter))).toEqual([
      ['2028-02-01', '2028-03-31', 'A', 41_170, ''],
    ])
    expect(chargeRoom(room(), item, cover, undefined, { from: '2028-01-01', to: '2028-01-31' })).toEqual([])
  })

  it('marks zero, jumps beyond 30 % a day, and rooms that are new where others were billed before', () => {
    const known = covering(undefined, { period: { from: '2028-01-01', to: '2028-01-31' }, amountFen: 10_000 })
    const flagOf = (...args: Parameters<typeof chargeRoom>) => chargeRoom(...args)[0]?.flag
    expect(flagOf(room(), item, known, undefined, february)).toBe('jump')
    expect(flagOf(room({ areas: { built: 0 } }), item, known, undefined, february)).toBe('zero')
    expect(flagOf(room(), { ...item, billedThrough: '2028-01-31' }, undefined, undefined, february)).toBe('new')
    const same = covering(undefined, { period: { from: '2028-01-01', to: '2028-01-31' }, amountFen: 20_585 })
    expect(flagOf(room(), item, same, undefined, february)).toBeUndefined()
  })
})

describe('a thing with periods of its own', () => {
  it('is split between payers by its own anniversaries, and the parts add up', () => {
    const yearly: ChargedItem = { ...item, formula: { kind: 'fixed' }, cycle: { kind: 'anniversary', months: 1 } }
    const sold = room({
      handoverDate: '2020-01-01',
      occupancies: [owner('A', '2000-01-01', '2028-02-10'), owner('B', '2028-02-11')],
    })
    const period = { from: '2028-01-31', to: '2028-02-28' }
    const charges = new ItemCharges(yearly)
    const lines = chargePeriod(sold, charges, undefined, undefined, period, { anchor: '2027-12-31' })
    expect(lines.map(({ amountFen }) => amountFen)).toEqual([Math.round((230 * 11) / 29), Math.round((230 * 18) / 29)])
  })

  it('a room without a handover date has no anniversary: it fails, unless it is due once and not handed over yet', () => {
    const [monthly, once]: ChargedItem[] = [
      { ...item, cycle: { kind: 'anniversary', months: 1 } },
      { ...item, cycle: { kind: 'once' } },
    ]
    const unsold = room({ status: 'unsold', occupancies: [] })
    const flags = (of: ChargedRoom, by = item, terms?: { from: string }) =>
      chargeRoom(of, by, { ranges: [], ...(terms && { terms }) }, developer, february).map(
        ({ flag, problem }) => flag ?? problem,
      )
    expect(flags(unsold, once)).toEqual([])
    expect(flags(room(), once)).toEqual(['failed'])
    expect(flags(unsold, monthly)).toEqual(['failed'])
    expect(flags(unsold, monthly, { from: '2028-01-31' })).toEqual([undefined])
  })
})
