import { describe, expect, it } from 'vitest'
import { readBytes, recordsOf } from '../../test/readings'
import { makeXlsx, type SheetRows } from '../../test/workbooks'

const one = (rows: SheetRows) => makeXlsx({ 表: rows })
const ledger: SheetRows = [
  ['房号', '建筑面积', '业主', '车位号', '车牌号', '物业费已缴至', '水表读数'],
  ['1-1-101', 90, '张三', 'A1', '京A12345', '2024-06-30', 5],
  ['1-1-102', 91, '李四', '', '', '', ''],
]

describe('a sheet', () => {
  it('may be several tables at once', async () => {
    const reading = await readBytes(one(ledger), { knownFeeItems: ['物业费'] })
    expect(reading.tables.map(({ kind, counts }) => [kind, counts.ready, counts.left])).toEqual([
      ['rooms', 2, 0],
      ['spaces', 1, 1],
      ['balances', 1, 1],
      ['meters', 1, 1],
    ])
    expect(recordsOf(reading, 'space')).toMatchObject([
      { code: 'A1', roomCode: '1-1-101', holder: { name: '张三' }, vehicle: { plate: '京A12345' } },
    ])
    expect(reading.totals?.records).toEqual({ room: 2, space: 1, meter: 1, paid_through: 1 })
  })

  it('of payments with the areas beside them is no list of rooms', async () => {
    const { tables } = await readBytes(
      one([
        ['房号', '建筑面积', '收费项目', '实收金额', '收费日期'],
        ['1-1-101', 90, '物业费', 100, '2024-01-01'],
        ['1-1-101', 90, '物业费', 100, '2024-02-01'],
      ]),
    )
    expect(tables.map(({ kind }) => kind)).toEqual(['history'])
    const both = await readBytes(
      makeXlsx({
        收费: [
          ['房号', '建筑面积', '收费项目', '实收金额', '收费日期'],
          ['1-1-101', 90, '物业费', 100, '2024-01-01'],
        ],
        房屋: [
          ['房号', '建筑面积', '业主'],
          ['1-1-101', 90, '张三'],
        ],
      }),
    )
    expect(both.tables.map(({ sheet, kind }) => [sheet, kind])).toEqual([
      ['收费', 'history'],
      ['房屋', 'rooms'],
    ])
    expect(both.problems).toEqual([])
  })

  it('under another kind is recognised anew, but for the columns that a person has named', async () => {
    const rows: SheetRows = [
      ['房号', '建筑面积', '业主', '尾数', '欠费'],
      ['1-1-101', 90, '张三', 50, 120],
    ]
    const said = { sheet: '表', kind: 'balances' as const, headerRow: 1 }
    const kept = [{ index: 3, field: 'arrears', feeName: '水费' }]
    const fields = async (more: object) => {
      const { tables } = await readBytes(one(rows), { tables: [{ ...said, ...more }] })
      return tables[0]?.columns.map(({ field, feeName }) => feeName ?? field)
    }
    expect((await fields({}))?.[3]).toBeUndefined()
    expect((await fields({ kept }))?.[3]).toBe('水费')
    expect((await fields({ kept }))?.[0]).toBe('room')
    expect((await fields({ kept: [{ index: 3, field: 'ownerPhoneOfNobody' }] }))?.[3]).toBeUndefined()
  })

  it('of an unknown layout is guessed at, says what it lacks, and is read as a person maps it', async () => {
    const rows: SheetRows = [
      ['户', '平方', '现业主姓名', '所在楼层数'],
      ['1-1-101', 90, '张三', 1],
      ['1-1-102', 91, '', 1],
    ]
    const guess = await readBytes(one(rows))
    expect(guess.tables).toMatchObject([
      { kind: 'rooms', guessed: true, headerRow: 1, sentence: '缺少这些列：建筑面积，请指定是哪一列' },
    ])
    expect(guess.tables[0]?.columns.map(({ field, guessed }) => [field, guessed])).toEqual([
      ['room', true],
      [undefined, false],
      ['ownerName', true],
      ['floor', true],
    ])
    expect(guess.records).toEqual([])
    const columns = [
      { index: 0, field: 'room' },
      { index: 1, field: 'builtArea' },
      { index: 2, field: 'ownerName' },
    ]
    const settings = { tables: [{ sheet: '表', kind: 'rooms' as const, headerRow: 1, columns }] }
    const mapped = await readBytes(one(rows), settings)
    expect(mapped.tables[0]).toMatchObject({ guessed: false, counts: { ready: 2 } })
    expect(recordsOf(mapped, 'room').map(({ code, ownerName, floor }) => [code, ownerName, floor])).toEqual([
      ['1-1-101', '张三', undefined],
      ['1-1-102', undefined, undefined],
    ])
    expect(await readBytes(one(rows), settings)).toEqual(mapped)
    const skipped = await readBytes(one(ledger), { tables: [{ sheet: '表', kind: 'skip' }] })
    expect([skipped.records, skipped.tables[0]?.kind]).toEqual([[], 'skip'])
  })

  it('shows columns without a name by their letters, to be mapped like any other', async () => {
    const rows: SheetRows = [
      ['', '建筑面积', ''],
      ['1-1-101', 90, '张三'],
      ['1-1-102', 91, '李四'],
    ]
    const { tables } = await readBytes(one(rows))
    expect(tables[0]?.columns.map(({ header, field, guessed }) => [header, field, guessed])).toEqual([
      ['A 列', 'room', true],
      ['建筑面积', 'builtArea', false],
      ['C 列', undefined, false],
    ])
    const columns = ['room', 'builtArea', 'ownerName'].map((field, index) => ({ index, field }))
    const { records } = await readBytes(one(rows), { tables: [{ sheet: '表', kind: 'rooms', columns }] })
    expect(records).toMatchObject([{ ownerName: '张三' }, { ownerName: '李四' }])
  })

  it('of nothing known is left to a person, with its fullest row as the header', async () => {
    const { tables } = await readBytes(one([['通知'], ['甲', '乙', '丙'], ['1', '2']]))
    expect(tables).toMatchObject([{ kind: 'skip', headerRow: 2, sentence: expect.stringContaining('没有认出') }])
    expect(tables[0]?.columns.map(({ header }) => header)).toEqual(['甲', '乙', '丙'])
  })

  it('shows what stands below each header, the numbers of people masked', async () => {
    const { tables } = await readBytes(
      one([
        ['甲', '乙'],
        ['1', '13800000001'],
        ['', '身份证 110101199003070011'],
        ['1', '这一格里的说明非常非常长，长到不必都看也知道是什么'],
        ['2', ''],
        ['3', ''],
        ['4', ''],
      ]),
    )
    expect(tables[0]?.columns.map(({ examples }) => examples)).toEqual([
      ['1', '2', '3'],
      ['138****0001', '身份证 110***********00', '这一格里的说明非常非常长,长到不必都看也'],
    ])
  })

  it('with two columns of one meaning takes the surer word, wherever it stands, and says so', async () => {
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
    ]) {
      const rows = [
        ['房号', '面积', '建筑面积', '电话'],
        ['1-1-101', '80', '90', ''],
      ].map(row => order.map(at => row[at] ?? ''))
      const { tables, records } = await readBytes(one(rows))
      expect(records).toMatchObject([{ areas: { built: 9000 } }])
      expect(tables[0]?.sentence).toContain('“建筑面积”和“面积”都是建筑面积，读的是“建筑面积”，请核对')
      expect(tables[0]?.columns.find(({ field }) => field === 'builtArea')?.guessed).toBe(true)
    }
  })

  it('is corrected cell by cell', async () => {
    const rows: SheetRows = [
      ['房号', '建筑面积'],
      ['1-1-101', '很大'],
      ['壹号', 90],
    ]
    const cells = (index: number, value: string) => [{ index, value }]
    const corrections = [
      { sheet: '表', row: 2, cells: cells(1, '89.5') },
      { sheet: '表', row: 3, cells: cells(0, '1-1-102') },
      { sheet: '别的', row: 2, cells: cells(0, 'x') },
    ]
    const { records, problems } = await readBytes(one(rows), { corrections })
    expect(records).toMatchObject([{ code: '1-1-101', areas: { built: 8950 } }, { code: '1-1-102' }])
    expect(problems).toEqual([])
  })
})
