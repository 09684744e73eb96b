import type { BadRow } from '@linli/shared/imports/reading'
import { describe, expect, it } from 'vitest'
import { makeCsv } from '../../test/workbooks'
import { parseCsv } from './parse-csv'
import { problemRows, problemsHeader } from './problem-sheet'

const table = (...headers: string[]) => ({
  sheet: '房屋',
  columns: headers.map((header, index) => ({ index, header, guessed: false, hidden: false })),
})
const problem = (column: string, reason: string) => ({
  sheet: '房屋',
  row: 7,
  column,
  value: '',
  code: 'area_not_number' as const,
  severity: 'error' as const,
  reason,
})
const row = (cells: string[], problems: BadRow['problems'] = []): BadRow => ({ sheet: '房屋', row: 7, cells, problems })

describe('the file of bad rows', () => {
  it('says where each row stands and why, and holds it as it stands, with the mark that Excel needs', () => {
    const own = table('房 号', '面积', '户主')
    const problems = [problem('房号', '房号认不出来，请改正'), problem('面积', '不是数字')]
    const sheet = Buffer.concat([problemsHeader(own, true), problemRows(own, [row(['3-2', '约"90"'], problems)])])
    expect(sheet.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect([...parseCsv(sheet)].map(({ cells }) => cells)).toEqual([
      ['工作表', '原行号', '原因', '房 号', '面积', '户主'],
      ['房屋', '7', '房号：房号认不出来，请改正；面积：不是数字', '3-2', '约"90"'],
    ])
  })

  it.each([
    '=1+1',
    '+86 138',
    '-5',
    '@SUM(A1)',
    '=HYPERLINK("http://x","点")',
    '110101199003070038',
    '13800138000123',
    '3-2',
    '3-2-15',
    '1/2',
  ])('does not let a spreadsheet calculate, round or redate %s, and reads it back', text => {
    const sheet = problemRows(table('a'), [row([text])])
    const written = sheet.toString('utf8').split('7,,')[1] ?? ''
    expect(written.replace(/^"/, '').startsWith(`'${text.slice(0, 1)}`)).toBe(true)
    expect([...parseCsv(sheet)][0]?.cells[3]).toBe(text)
  })

  it('leaves ordinary cells as they are', () => {
    const cells = ['3-2-1501', '13800138000', '张三', "O'Neil", '2020-06-10x']
    expect(problemRows(table('a'), [row(cells)]).toString('utf8')).toBe(`房屋,7,,${cells.join(',')}\r\n`)
  })

  it('reads the same from any encoding', () => {
    const rows = [
      ['房号', '3栋"A"'],
      ['x', 'y,z'],
    ]
    for (const encoding of ['utf-8', 'gbk', 'utf-16le'] as const)
      expect([...parseCsv(makeCsv(rows, encoding))].map(({ cells }) => cells)).toEqual(rows)
  })
})
