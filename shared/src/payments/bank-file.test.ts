import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBankFile, writeBankFile } from './bank-file'
import type { BankFileLayout, BankFormat, BankValue } from './bank-format'
import { bankFormat, bankFormats, outcomeOf } from './bank-formats'
import { gbkWidth, readRecord, writeRecord } from './bank-record'

const word = (most: number) =>
  fc
    .array(fc.constantFrom(...'王建国物业费，3-2栋,"|AZ09 '), { maxLength: 60 })
    .map(chars => chars.join('').trim())
    .filter(text => gbkWidth(text) <= most)
const numberUpTo = (most: number) => fc.integer({ min: 1, max: most }).map(String)
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map(at => at.toISOString().slice(0, 10))

const values: Record<BankValue, fc.Arbitrary<string>> = {
  batchNumber: fc.stringMatching(/^[0-9A-Z]{8,20}$/),
  date: day,
  line: numberUpTo(99_999_999),
  account: fc.stringMatching(/^[1-9][0-9]{11,18}$/),
  accountName: word(60),
  agreementNumber: fc.stringMatching(/^[A-Z0-9]{4,30}$/),
  amountFen: numberUpTo(9_999_999),
  paidOn: day,
  code: fc.constantFrom('0000', '1001', 'S', 'E01'),
  message: word(40),
  count: fc.constant(''),
  totalFen: fc.constant(''),
}
const recordOf = (layout: BankFileLayout['line']) =>
  fc.record(Object.fromEntries(layout.flatMap(({ value }) => (value ? [[value, values[value]] as const] : []))))
/** A separator other than the comma cannot be written inside a field, and an empty text is no value. */
const asKept = (record: Record<string, string>) =>
  Object.fromEntries(Object.entries(record).filter(([, text]) => text !== ''))

const layouts = bankFormats.flatMap(format =>
  (['debit', 'result'] as const).map(side => [`${format.formatId} ${side}`, format, format[side]] as const),
)

describe.each(layouts)('%s', (_name, format: BankFormat, layout: BankFileLayout) => {
  it('reads back what it wrote', () => {
    const file = fc.record({
      header: recordOf(layout.header ?? layout.line),
      lines: fc.array(recordOf(layout.line), { minLength: 1, maxLength: 8 }),
    })
    fc.assert(
      fc.property(file, ({ header, lines }) => {
        const read = readBankFile(format, layout, writeBankFile(format, layout, { header, lines }))
        if (!read.ok) throw new Error(read.reason)
        expect(read.lines.map(line => line.values)).toEqual(lines.map(asKept))
        expect(read.unread).toEqual([])
        expect(read.header).toMatchObject(asKept(header))
      }),
    )
  })
})

describe('a bank file', () => {
  const csv = bankFormat('csv-totals')
  const fixed = bankFormat('fixed-gbk')
  if (!csv || !fixed) throw new Error('a sample is gone')

  it('is as the bank describes it', () => {
    const line = {
      line: '7',
      account: '6222020200112233445',
      accountName: '王建国',
      amountFen: '20585',
      agreementNumber: 'XY01',
      message: '3-2-1501',
    }
    expect(writeRecord(fixed, fixed.debit.line, line)).toBe(
      `00000007${'6222020200112233445'.padEnd(32)}王建国${' '.repeat(54)}0000000020585${'XY01'.padEnd(30)}${'3-2-1501'.padEnd(40)}`,
    )
    const text = writeBankFile(csv, csv.debit, { header: { batchNumber: 'B1', date: '2026-11-22' }, lines: [line] })
    expect(text.split('\r\n')).toEqual([
      'BATCH,B1,2026-11-22',
      '7,XY01,王建国,6222020200112233445,205.85,3-2-1501',
      'TOTAL,1,205.85',
      '',
    ])
  })

  it('whose totals are not those of its lines is refused, as is one of another layout', () => {
    const text = 'RESULT,B1,2026-11-23\r\n1,622,205.85,S,2026-11-23,\r\nTOTAL,1,205.86\r\n'
    expect(readBankFile(csv, csv.result, text)).toEqual({ ok: false, reason: 'totals' })
    expect(readBankFile(csv, csv.result, text.replace('TOTAL', 'SUM'))).toEqual({ ok: false, reason: 'trailer' })
    expect(readBankFile(fixed, fixed.result, text)).toEqual({ ok: false, reason: 'header' })
    expect(readBankFile(csv, csv.result, 'RESULT,B1,2026-11-23\r\nTOTAL,0,0.00\r\n')).toEqual({
      ok: false,
      reason: 'empty',
    })
  })

  it('names a line that cannot be read, and keeps the others', () => {
    const text = 'RESULT,B1,2026-11-23\n1,622,205.85,S,2026-11-23,\n2,622,two,S,2026-11-23,\nTOTAL,2,411.70\n'
    expect(readBankFile(csv, csv.result, text)).toMatchObject({ ok: true, lines: [{ row: 2 }], unread: [3] })
  })

  it('cuts words that are too long at a whole character, and refuses a number that is', () => {
    const cut = writeRecord(fixed, [{ value: 'accountName', width: 5, fill: 'spaces', as: 'plain' }], {
      accountName: '欧阳建国',
    })
    expect(cut).toBe('欧阳 ')
    const narrow = [{ value: 'amountFen' as const, width: 3, fill: 'zeros' as const, as: 'plain' as const }]
    expect(() => writeRecord(fixed, narrow, { amountFen: '1234' })).toThrow(RangeError)
    expect(readRecord(fixed, narrow, '012')).toEqual({ amountFen: '12' })
  })

  it('knows success, failure and a code that is in no list', () => {
    expect(outcomeOf(fixed, '0000')).toEqual({ outcome: 'paid' })
    expect(outcomeOf(fixed, '1001')).toEqual({ outcome: 'failed', reason: '余额不足' })
    expect(outcomeOf(fixed, 'constructor')).toBeUndefined()
  })
})
