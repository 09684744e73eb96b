import { describe, expect, it } from 'vitest'
import { cellsOf, parsedFile } from '../../test/parsed-file'
import { makeCsv } from '../../test/workbooks'

describe('a .csv', () => {
  const rows = [
    ['楼栋', '房号', '业主'],
    ['3栋', '1501', '张三，"老张"\n李四'],
    ['', '', ''],
    ['３栋', '="0101"', "'=1+1"],
  ]

  it.each(['utf-8', 'utf-8-bom', 'gbk', 'utf-16le', 'utf-16be'] as const)('in %s is read as text', async encoding => {
    const { sheets, format } = await parsedFile(makeCsv(rows, encoding))
    expect(format).toBe('csv')
    expect(sheets[0]?.rows).toEqual([
      { row: 1, cells: ['楼栋', '房号', '业主'] },
      { row: 2, cells: ['3栋', '1501', '张三，"老张"\n李四'] },
      { row: 4, cells: ['３栋', '0101', '=1+1'] },
    ])
  })

  it('in GB 18030 has the characters of four bytes too', async () => {
    const bytes = makeCsv(
      [
        ['业主', '楼栋'],
        ['㐀䶮𠀀', '三栋'],
      ],
      'gb18030',
    )
    expect(bytes.length).toBe('业主,楼栋\r\n,三栋\r\n'.length + 6 + 4 + 2 + 4)
    expect(await cellsOf(bytes)).toEqual([
      ['业主', '楼栋'],
      ['㐀䶮𠀀', '三栋'],
    ])
  })

  it('may be separated by tabs or semicolons and end without a line break', async () => {
    const tabs = [
      ['a', 'b'],
      ['1', '2'],
    ]
    expect(await cellsOf(Buffer.from('a\tb\r1\t2'))).toEqual(tabs)
    const semicolons = [
      ['a', 'b', 'c'],
      ['1', '', '3'],
    ]
    expect(await cellsOf(Buffer.from('a;b;c\n1;;3'))).toEqual(semicolons)
  })
})
