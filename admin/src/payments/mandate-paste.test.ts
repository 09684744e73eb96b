import { expect, test } from 'vitest'
import { pastedRows } from './mandate-paste'

test('rows of a spreadsheet and of a .csv, with their heads, dates and apostrophes', () => {
  const rows = pastedRows(
    '房号\t户名\t开户行\t账号\t协议号\t开始日期\n3-2-1501\t李小红\t建设银行\t\'6222020200112233\tXY01\t2026/1/5\t\n\n3-2-1502,王建国,工商银行,"6222 0202 0011 2234",XY02,2026年1月5日,2027-01-04\n',
  )
  expect(rows.bad).toEqual([])
  expect(rows.rows).toEqual([
    {
      row: 2,
      value: {
        roomCode: '3-2-1501',
        accountName: '李小红',
        bank: '建设银行',
        account: '6222020200112233',
        agreementNumber: 'XY01',
        from: '2026-01-05',
      },
    },
    { row: 4, value: expect.objectContaining({ roomCode: '3-2-1502', from: '2026-01-05', to: '2027-01-04' }) },
  ])
})

test('a line that is no mandate is named', () => {
  expect(pastedRows('3-2-1501\t李小红\t建设银行\t6.22202E+15\tXY01\t2026-01-05').bad).toEqual([1])
})
