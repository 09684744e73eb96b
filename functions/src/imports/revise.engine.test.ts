import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type TestDeps, testContext, testDeps } from '../../test/context'
import { makeCommunity, type Place, staffActor } from '../../test/make'
import { makeXlsx } from '../../test/workbooks'
import type { Context } from '../context'
import { confirmImport } from './confirm-import'
import { correctImport, startCorrection } from './correct-import'
import { showDetail } from './detail-store'
import { previewImport } from './preview-import'
import { listProblems } from './problems'
import { readImport } from './read-import'
import { reviseImport } from './revise-import'
import { deleteRule, putRule } from './rules'
import { listRules } from './settings-store'
import { startImport } from './start-import'
import { loadImport, objectKeys } from './store'
import { runUndo, undoImport } from './undo-import'
import { writeImport } from './write-import'

let deps: TestDeps
let place: Place
let clerk: Context

beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  clerk = testContext(deps, staffActor(deps, place, 'clerk'))
})

const announced = (bytes: Uint8Array, fileName: string) => ({
  fileName,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})
const put = (url: string, bytes: Uint8Array) => fetch(url, { method: 'PUT', body: new Uint8Array(bytes) })

async function preview(bytes: Uint8Array, fileName = '房屋.xlsx') {
  const { communityId } = place
  const { import: started, uploadUrl } = await startImport(clerk, { communityId, ...announced(bytes, fileName) })
  await put(uploadUrl, bytes)
  const at = { communityId, importId: started.importId }
  await previewImport(clerk, at)
  await readImport(deps, at)
  return at
}
const shown = ({ communityId, importId }: { communityId: string; importId: string }) =>
  loadImport(clerk, communityId, importId)

describe('a preview that somebody corrects', () => {
  it('says that every row is wrong where it knows the table, and that no table is one where it does not', async () => {
    const header = ['楼号', '单元', '房间', '建筑面积', '业主名称', '手机号']
    const allWrong = await preview(makeXlsx({ 房屋: [header, ['9', '1', '101', '很大', '王明', '13800097019']] }))
    expect(await shown(allWrong)).toMatchObject({
      counts: { ready: 0, bad: 1 },
      problem: '每一行都有问题，改好才能导入',
    })
    const noTable = await preview(makeXlsx({ 备忘: [['买菜'], ['修灯']] }))
    expect((await shown(noTable)).problem).toContain('没有认出')
  })

  it('reads again with cells from the page, and with the file of bad rows as it comes back', async () => {
    const header = ['楼号', '单元', '房间', '建筑面积', '房屋状态', '业主名称', '手机号']
    const at = await preview(
      makeXlsx({
        房屋: [
          header,
          ['1', '1', '101', 80.5, '自住', '王明', '13800097009'],
          ['1', '1', '102', '很大', '自住', '李小红', '13800097008'],
          ['1', '1', '103', '不知', '自住', '陈静', '13800097007'],
        ],
      }),
    )
    expect((await shown(at)).counts).toMatchObject({ ready: 1, bad: 2 })
    const { items } = await listProblems(clerk, at)
    const [wrong] = items
    expect(wrong).toMatchObject({ sheet: '房屋', row: 3, index: 3, value: '很大' })
    const cells = [{ index: wrong?.index ?? 0, value: '90.25' }]
    await reviseImport(clerk, { ...at, tables: [], corrections: [{ sheet: '房屋', row: 3, cells }] })
    await readImport(deps, at)
    expect((await shown(at)).counts).toMatchObject({ ready: 2, bad: 1 })
    const file = new TextDecoder().decode(await deps.files.get(objectKeys(at.communityId, at.importId).problems))
    expect(file).toContain('陈静')
    expect(file).not.toContain('李小红')
    const corrected = Buffer.from(file.replace('不知', '91'))
    const { correctionId, uploadUrl } = await startCorrection(clerk, { ...at, ...announced(corrected, '改好.csv') })
    await put(uploadUrl, corrected)
    await correctImport(clerk, { ...at, correctionId })
    await readImport(deps, at)
    expect((await shown(at)).counts).toMatchObject({ ready: 3, bad: 0 })
    expect(await showDetail(clerk, at)).toMatchObject({ corrected: 2, byKind: [{ kind: 'room', ready: 3 }] })
    expect((await listProblems(clerk, at)).items.filter(({ severity }) => severity === 'error')).toEqual([])
    const other = Buffer.from('什么,都不是\r\n1,2\r\n')
    const foreign = await startCorrection(clerk, { ...at, ...announced(other, '别的.csv') })
    await put(foreign.uploadUrl, other)
    await expect(correctImport(clerk, { ...at, correctionId: foreign.correctionId })).rejects.toMatchObject({
      code: 'imports.no_correction',
    })
  })

  it('corrects rows that say other than the system does, in the page and in the file, like any other', async () => {
    const header = ['房号', '业主名称', '建筑面积', '交付日期']
    const book = (...rows: [string, string, string][]) =>
      makeXlsx({ 房屋: [header, ...rows.map(row => [...row, '2020-06-10'])] })
    const first = await preview(book(['41-1-101', '周一', '80'], ['41-1-102', '周二', '81']), '原来的.xlsx')
    await confirmImport(clerk, first)
    await writeImport(deps, first)
    const at = await preview(
      book(['41-1-101', '周一', '80.50'], ['41-1-102', '吴二', '81'], ['41-1-103', '周三', '多大']),
      '后来的.xlsx',
    )
    expect((await shown(at)).counts).toMatchObject({ ready: 0, bad: 3 })
    const { cursor } = await listProblems(clerk, at)
    const { items: differing } = await listProblems(clerk, { ...at, cursor })
    expect(differing.map(({ code }) => code)).toEqual(['room_differs', 'room_differs'])
    expect(differing).toMatchObject([
      { sheet: '房屋', row: 2, index: 2, column: '建筑面积', value: '80.50' },
      { sheet: '房屋', row: 3, index: 1, column: '业主名称', value: '吴二' },
    ])
    expect(differing.every(({ reason }) => reason.includes('已经在系统里'))).toBe(true)
    const file = async () =>
      new TextDecoder().decode(await deps.files.get(objectKeys(at.communityId, at.importId).problems))
    const lines = (await file()).split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines.slice(1, 4).map(line => line.split(',').slice(0, 2))).toEqual([
      ['房屋', '4'],
      ['房屋', '2'],
      ['房屋', '3'],
    ])
    expect(lines[2]).toMatch(/^房屋,2,建筑面积：.*已经在系统里.*,'?41-1-101,周一,80\.50,'?2020-06-10$/)
    const [area] = differing
    const corrections = [{ sheet: '房屋', row: 2, cells: [{ index: area?.index ?? -1, value: '80' }] }]
    await reviseImport(clerk, { ...at, tables: [], corrections })
    await readImport(deps, at)
    expect(await file()).not.toContain('周一')
    const corrected = Buffer.from((await file()).replace('吴二', '周二').replace('多大', '77'))
    const { correctionId, uploadUrl } = await startCorrection(clerk, { ...at, ...announced(corrected, '改好了.csv') })
    await put(uploadUrl, corrected)
    await correctImport(clerk, { ...at, correctionId })
    await readImport(deps, at)
    expect((await shown(at)).counts).toMatchObject({ ready: 1, unchanged: 2, bad: 0 })
  })

  it('maps an unknown layout by hand, and knows it the next time, as last time', async () => {
    const book = (room: string) =>
      makeXlsx({
        表一: [
          ['甲列', '乙列', '丙列'],
          [room, '88.5', '赵云'],
          [`${room}2`, '77', '钱七'],
        ],
      })
    const at = await preview(book('7-1-10'), '第一份.xlsx')
    expect((await shown(at)).counts.ready).toBe(0)
    const columns = [
      { index: 0, field: 'room' },
      { index: 1, field: 'builtArea' },
      { index: 2, field: 'ownerName' },
    ]
    const table = { sheet: '表一', kind: 'rooms' as const, headerRow: 1, columns }
    await reviseImport(clerk, { ...at, tables: [table], corrections: [] })
    await readImport(deps, at)
    expect((await shown(at)).counts.ready).toBe(2)
    expect((await showDetail(clerk, at)).tables.map(({ by }) => by)).toEqual(['person'])
    await confirmImport(clerk, at)
    await writeImport(deps, at)
    const next = await preview(book('8-1-10'), '第二份.xlsx')
    expect((await showDetail(clerk, next)).tables.map(({ kind, by }) => [kind, by])).toEqual([['rooms', 'last_time']])
    expect((await shown(next)).counts.ready).toBe(2)
    await undoImport(clerk, at)
    await runUndo(deps, at)
    expect((await shown(at)).state).toBe('undone')
    // The same file after its undo: the same import, read and confirmed once more.
    await previewImport(clerk, at)
    await readImport(deps, at)
    await confirmImport(clerk, at)
    await writeImport(deps, at)
    expect(await shown(at)).toMatchObject({ state: 'imported', counts: { ready: 2 } })
  })

  it('lets one import of a community write at a time', async () => {
    const first = await preview(
      makeXlsx({
        房屋: [
          ['房号', '建筑面积'],
          ['21-1-101', 80],
        ],
      }),
      '甲.xlsx',
    )
    const second = await preview(
      makeXlsx({
        房屋: [
          ['房号', '建筑面积'],
          ['22-1-101', 80],
        ],
      }),
      '乙.xlsx',
    )
    await confirmImport(clerk, first)
    await expect(confirmImport(clerk, second)).rejects.toMatchObject({ code: 'imports.other_running' })
    await writeImport(deps, first)
    expect((await confirmImport(clerk, second)).state).toBe('importing')
    await writeImport(deps, second)
  })

  it('reads by the rules of the community as they are', async () => {
    const { communityId } = place
    const ruleId = deps.newId()
    await putRule(clerk, { communityId, ruleId, kind: 'prefix', from: '锦绣-', to: '' })
    expect(await listRules(clerk, communityId)).toEqual([{ ruleId, kind: 'prefix', from: '锦绣-', to: '' }])
    const at = await preview(
      makeXlsx({
        房屋: [
          ['房号', '建筑面积'],
          ['锦绣-31-1-101', 80],
        ],
      }),
      '规则.xlsx',
    )
    expect((await shown(at)).counts.ready).toBe(1)
    expect((await showDetail(clerk, at)).rules).toHaveLength(1)
    await deleteRule(clerk, { communityId, ruleId })
    await expect(deleteRule(clerk, { communityId, ruleId })).rejects.toMatchObject({ code: 'record.not_found' })
  })
})
