import { fieldOfHeader } from '@linli/shared/imports/columns'
import { describe, expect, it } from 'vitest'
import { makeCsv } from '../../test/workbooks'
import { parseCsv } from './parse-csv'
import { problemSheet } from './problem-sheet'

const problems = [
  { column: '房号', reason: '房号认不出来，请改正' },
  { column: '面积', reason: '不是数字' },
]

const named = (...headers: string[]) =>
  headers.map((header, index) => ({ index, header, field: fieldOfHeader(header) }))

describe('problemSheet', () => {
  it('holds the rows as they stand, their numbers and their reasons, with the mark that Excel needs', () => {
    const sheet = problemSheet(named('房 号', '面积', '户主'), [{ row: 7, cells: ['3-2', '约"90"'], problems }])
    expect(sheet.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect([...parseCsv(sheet)].map(({ cells }) => cells)).toEqual([
      ['房号', '建筑面积', '业主姓名', '原行号', '原因'],
      ['3-2', '约"90"', '', '7', '房号：房号认不出来，请改正；面积：不是数字'],
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
    const sheet = problemSheet(named('a'), [{ row: 2, cells: [text], problems: [] }])
    const written = sheet.toString('utf8').split('\r\n')[1] ?? ''
    expect(written.replace(/^"/, '').startsWith(`'${text.slice(0, 1)}`)).toBe(true)
    expect([...parseCsv(sheet)][1]?.cells[0]).toBe(text)
  })

  it('leaves ordinary cells as they are', () => {
    const cells = ['3-2-1501', '13800138000', '张三', "O'Neil", '2020-06-10x']
    const sheet = problemSheet(named('a', 'b', 'c', 'd', 'e'), [{ row: 2, cells, problems: [] }])
    expect(sheet.toString('utf8')).toContain(`\r\n${cells.join(',')},2,\r\n`)
  })

  it('keeps a column that was left out from coming back', () => {
    const columns = [
      { index: 0, header: '房号', field: 'room' as const },
      { index: 2, header: '电话' },
    ]
    const [header] = [...parseCsv(problemSheet(columns, []))]
    expect(header?.cells).toEqual(['房号', '', '不导入 电话', '原行号', '原因'])
    expect(fieldOfHeader('不导入 电话')).toBeUndefined()
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
