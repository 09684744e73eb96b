import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeCsv, makeRooms, makeXlsx } from '../../test/workbooks'
import { type ReadOptions, readWorkbook } from './read-workbook'

const refusalOf = (bytes: Uint8Array, options?: ReadOptions) =>
  readWorkbook(bytes, '房屋.xlsx', options).then(
    () => 'read',
    error => error.refusal ?? error,
  )
const folder = mkdtempSync(join(tmpdir(), 'linli-workbook-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('readWorkbook', () => {
  it('reads the visible sheets of an .xlsx in a process of its own, and tells how far it is', async () => {
    const steps: number[][] = []
    const book = makeXlsx({ 说明: [['请先阅读']], 字典: [['自住']], 房屋: makeRooms(2500) }, { hidden: ['字典'] })
    const read = await readWorkbook(book, 'a.xlsx', { onProgress: (...step) => steps.push(step) })
    expect(read).toMatchObject({ format: 'xlsx', hiddenSheets: ['字典'] })
    expect(read.sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['说明', 1],
      ['房屋', 2501],
    ])
    expect(read.peakRssKb).toBeGreaterThan(10_000)
    expect(steps).toEqual([
      [1, 1],
      [1001, 2502],
      [2001, 2502],
      [2502, 2502],
    ])
  })

  it('reads a .csv in GBK under the name of its file', async () => {
    const read = await readWorkbook(
      makeCsv(
        [
          ['房号', '业主'],
          ['3栋1501', '张三'],
        ],
        'gbk',
      ),
      '目录/房屋.csv',
    )
    expect(read.sheets).toEqual([
      {
        name: '房屋.csv',
        rows: [
          { row: 1, cells: ['房号', '业主'] },
          { row: 2, cells: ['3栋1501', '张三'] },
        ],
      },
    ])
  })

  it('refuses with a closed reason and a sentence', async () => {
    await expect(readWorkbook(Buffer.from('%PDF-1.7'), 'a.xls')).rejects.toMatchObject({
      code: 'imports.file_unreadable',
      refusal: 'not_a_workbook',
      message: '这不是表格文件，请选择 .xlsx 或 .csv',
    })
    expect(await refusalOf(Buffer.alloc(0))).toBe('empty_file')
    expect(await refusalOf(Buffer.alloc(20_000_001, 'a'))).toBe('too_large')
    expect(await refusalOf(Buffer.from(',,\r\n,,\r\n'))).toBe('no_rows')
  })

  it('ends a process that takes too long or too much memory, and lives on', async () => {
    const rooms = makeXlsx({ a: makeRooms(3000) })
    expect(await refusalOf(rooms, { timeoutMs: 50 })).toBe('too_slow')
    expect(await refusalOf(rooms, { heapMb: 12 })).toBe('too_heavy')
  })

  it('hands no secrets to the process, and believes nothing that is not a message', async () => {
    const childPath = join(folder, 'child.mjs')
    writeFileSync(
      childPath,
      "process.send({ kind: 'sheet', name: Object.keys(process.env).join(), rows: 0, hidden: false, })\n process.send({ kind: 'rows', rows: [{ row: 1, cells: ['a'] }] })\n process.send({ kind: 'done', format: 'csv', peakRssKb: 1 })",
    )
    const { sheets } = await readWorkbook(Buffer.from('a'), 'a.csv', { childPath })
    expect(sheets[0]?.name).not.toMatch(/LINLI|AWS|PATH/)
    writeFileSync(childPath, "process.send({ kind: 'rows', rows: [{ row: -1, cells: 'x' }] })")
    await expect(readWorkbook(Buffer.from('a'), 'a.csv', { childPath })).rejects.toMatchObject({ name: 'ZodError' })
  })
})
