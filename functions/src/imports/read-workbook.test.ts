import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { ImportRecord } from '@linli/shared/imports/record'
import type { ReadTable } from '@linli/shared/imports/reading'
import { noSettings } from '@linli/shared/imports/settings'
import { afterAll, describe, expect, it } from 'vitest'
import { makeCsv, makeRooms, makeXlsx } from '../../test/workbooks'
import { readWorkbook } from './read-workbook'
import type { ChildOptions } from './run-child'

const refusalOf = (bytes: Uint8Array, options?: ChildOptions) =>
  readWorkbook(bytes, '房屋.xlsx', noSettings, {}, options).then(
    () => 'read',
    error => error.refusal ?? error,
  )
async function read(bytes: Uint8Array, fileName: string, options?: ChildOptions) {
  const said: { tables: ReadTable[]; records: ImportRecord[]; steps: number[][] } = {
    tables: [],
    records: [],
    steps: [],
  }
  const result = await readWorkbook(
    bytes,
    fileName,
    noSettings,
    {
      onTable: table => void said.tables.push(table),
      onRecords: async records => {
        await setTimeout(5)
        said.records.push(...records)
      },
      onProgress: (...step) => said.steps.push(step),
    },
    options,
  )
  return { ...said, ...result }
}
const folder = mkdtempSync(join(tmpdir(), 'linli-workbook-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('readWorkbook', () => {
  it('reads the visible sheets of an .xlsx in a process of its own, and tells how far it is', async () => {
    const book = makeXlsx({ 说明: [['请先阅读']], 字典: [['自住']], 房屋: makeRooms(2500) }, { hidden: ['字典'] })
    const { format, tables, records, peakRssKb, steps } = await read(book, 'a.xlsx')
    expect(format).toBe('xlsx')
    expect(tables.map(({ sheet, kind, hidden, counts }) => [sheet, kind, hidden, counts.ready])).toEqual([
      ['说明', 'skip', false, 0],
      ['字典', 'skip', true, 0],
      ['房屋', 'rooms', false, 2500],
    ])
    expect(records.map(({ row }) => row)).toEqual(Array.from({ length: 2500 }, (_, n) => n + 2))
    expect(peakRssKb).toBeGreaterThan(10_000)
    expect(steps[0]).toEqual([1, 2])
    expect(steps).toContainEqual([2001, 5006])
  })

  it('reads a .csv in GBK under the name of its file', async () => {
    const rows = [
      ['房号', '建筑面积', '业主'],
      ['3栋1501', '89', '张三'],
    ]
    const { tables, records } = await read(makeCsv(rows, 'gbk'), '目录/房屋.csv')
    expect(tables.map(({ sheet }) => sheet)).toEqual(['房屋.csv'])
    expect(records).toMatchObject([{ kind: 'room', sheet: '房屋.csv', row: 2, code: '3-0-1501', ownerName: '张三' }])
  })

  it('refuses with a closed reason and a sentence', async () => {
    await expect(readWorkbook(Buffer.from('%PDF-1.7'), 'a.xls', noSettings, {})).rejects.toMatchObject({
      code: 'imports.file_unreadable',
      refusal: 'not_a_workbook',
      message: '这不是表格文件，请选择 .xlsx、.xls 或 .csv',
    })
    expect(await refusalOf(Buffer.alloc(0))).toBe('empty_file')
    expect(await refusalOf(Buffer.alloc(40_000_001, 'a'))).toBe('too_large')
    expect(await refusalOf(Buffer.from(',,\r\n,,\r\n'))).toBe('no_rows')
    expect(await refusalOf(Buffer.from('1,2\n'.repeat(120_001)))).toBe('too_many_rows')
  })

  it('ends a process that takes too long or too much memory, and lives on', async () => {
    const rooms = makeXlsx({ a: makeRooms(3000) })
    expect(await refusalOf(rooms, { timeoutMs: 50 })).toBe('too_slow')
    expect(await refusalOf(rooms, { heapMb: 12 })).toBe('too_heavy')
  })

  it('hands no secrets to the process, and believes nothing that is not a message', async () => {
    const childPath = join(folder, 'child.mjs')
    const table = `{ sheet: Object.keys(process.env).join(), kind: 'skip', guessed: false, hidden: false, headerRow: 0,
      columns: [], counts: { ready: 0, warned: 0, bad: 0, duplicate: 0, blank: 0, subtotal: 0, note: 0, left: 0, hidden: 0 } }`
    writeFileSync(
      childPath,
      `process.send({ kind: 'table', table: ${table} })\n process.send({ kind: 'done', format: 'csv', peakRssKb: 1 })`,
    )
    const { tables } = await read(Buffer.from('a'), 'a.csv', { childPath })
    expect(tables[0]?.sheet).not.toMatch(/LINLI|AWS|PATH/)
    writeFileSync(childPath, "process.send({ kind: 'records', records: [{ kind: 'room', row: -1 }] })")
    await expect(read(Buffer.from('a'), 'a.csv', { childPath })).rejects.toMatchObject({ name: 'ZodError' })
  })

  it('ends with what a sink throws', async () => {
    const full = () => Promise.reject(new Error('full'))
    const book = makeXlsx({ 房屋: makeRooms(3) })
    await expect(readWorkbook(book, 'a.xlsx', noSettings, { onRecords: full })).rejects.toThrow('full')
  })
})
