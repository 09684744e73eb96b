import { createHash } from 'node:crypto'
import type { Import } from '@linli/shared/imports/api'
import { beforeAll, describe, expect, it } from 'vitest'
import { estateRows, estateWorkbook } from '../../../infra/local/estate'
import { makeCommunity, makeRoom, type Place, staffActor } from '../../test/make'
import { type TestDeps, testContext, testDeps } from '../../test/context'
import { countRooms as countedRooms } from '../communities/buildings'
import { listRooms } from '../communities/rooms'
import { communityContext, type Context } from '../context'
import { confirmImport } from './confirm-import'
import { previewImport } from './preview-import'
import { listProblems } from './problems'
import { readImport } from './read-import'
import { startImport } from './start-import'
import { loadImport, objectKeys } from './store'
import { writeImport } from './write-import'

let deps: TestDeps
let place: Place
let clerk: Context

beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  clerk = testContext(deps, staffActor(deps, place, 'clerk'))
})

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function upload(bytes: Uint8Array, fileName = '房屋.xlsx'): Promise<Import> {
  const { import: started, uploadUrl } = await startImport(clerk, {
    communityId: place.communityId,
    fileName,
    size: bytes.length,
    sha256: sha(bytes),
  })
  const put = await fetch(uploadUrl, { method: 'PUT', body: Buffer.from(bytes) })
  expect(put.status).toBe(200)
  return started
}

async function preview(bytes: Uint8Array, fileName?: string) {
  const { importId } = await upload(bytes, fileName)
  const at = { communityId: place.communityId, importId }
  await previewImport(clerk, at)
  await readImport(deps, at)
  return loadImport(clerk, place.communityId, importId)
}

async function confirm(importId: string) {
  const at = { communityId: place.communityId, importId }
  await confirmImport(clerk, at)
  await writeImport(deps, at)
  return loadImport(clerk, place.communityId, importId)
}

async function countRooms(prefix: string) {
  deps.world.settle()
  let cursor: string | undefined
  let count = 0
  do {
    const page = await listRooms(communityContext(deps, place.communityId), place.communityId, {
      prefix,
      limit: 100,
      cursor,
    })
    count += page.items.length
    cursor = page.cursor
  } while (cursor)
  return count
}

describe('an import of rooms', () => {
  it('is previewed with totals, confirmed, and the same file again lands nothing twice', async () => {
    const bytes = estateWorkbook(estateRows(120), '锦绣花园')
    const shown = await preview(bytes)
    expect(shown).toMatchObject({ state: 'previewed', counts: { ready: 120, bad: 0 } })
    expect(shown.byBuilding.map(({ building, rooms }) => [building, rooms])).toEqual([
      ['1', 100],
      ['2', 20],
    ])
    const done = await confirm(shown.importId)
    expect(done).toMatchObject({ state: 'imported', progress: { done: 120, total: 120 } })
    expect(await countRooms('1-')).toBe(100)
    expect(await countRooms('2-')).toBe(20)
    const again = await startImport(clerk, {
      communityId: place.communityId,
      fileName: 'x.xlsx',
      size: bytes.length,
      sha256: sha(bytes),
    })
    expect(again.import.state).toBe('imported')
    // Another file with the same rows: every row is known.
    const other = await preview(estateWorkbook(estateRows(120), '另存为'))
    expect(other.counts).toMatchObject({ ready: 0, unchanged: 120, bad: 0 })
    await expect(
      confirmImport(clerk, { communityId: place.communityId, importId: other.importId }),
    ).rejects.toMatchObject({ code: 'imports.nothing_to_import' })
  })

  it('names each bad row with its reason, to see and to download; the good ones go in', async () => {
    const csv =
      '楼栋,单元,房号,建筑面积,业主姓名,手机号\n7,1,101,89.5,李小红,13800007001\n7,1,102,很大,王明,13800007002\n7,1,101,89.5,李小红,13800007001\n小计,,,179,,\n=1+1,1,103,80,赵敏,1380000\n'
    const shown = await preview(Buffer.from(csv), '房屋.csv')
    expect(shown.counts).toMatchObject({ ready: 1, bad: 2, duplicate: 1, skipped: 1 })
    const { items } = await listProblems(clerk, { communityId: place.communityId, importId: shown.importId })
    expect(items.map(({ row, code }) => [row, code])).toEqual(
      expect.arrayContaining([
        [3, 'area_not_number'],
        [4, 'duplicate'],
      ]),
    )
    for (const problem of items) expect(problem.reason.length).toBeGreaterThan(5)
    const only = (severity: 'error' | 'warning') =>
      listProblems(clerk, { communityId: place.communityId, importId: shown.importId, severity })
    expect((await only('error')).items).toEqual(items)
    expect((await only('warning')).items).toEqual([])
    const file = new TextDecoder().decode(await deps.files.get(objectKeys(place.communityId, shown.importId).problems))
    expect(file).toContain('很大')
    expect(file).toContain("'=1+1")
    expect(file).toContain('13800007002')
    const numbers = '房号,建筑面积,业主姓名,手机号,身份证号\n7-1-104,80,赵敏,1380000,110101199003070019\n'
    const personal = await preview(Buffer.from(numbers), '号码.csv')
    const masked = await listProblems(clerk, { communityId: place.communityId, importId: personal.importId })
    expect(masked.items.map(({ value }) => value)).toEqual(['13***00', '110***********0019'])
    await confirm(shown.importId)
    expect(await countRooms('7-')).toBe(1)
  })

  it('says of a room that is known with another area that it was not overwritten', async () => {
    const [row] = estateRows(1)
    if (!row) throw new Error('a row')
    const shown = await preview(estateWorkbook([{ ...row, areaM2: '1.23' }], '改了面积'))
    expect(shown.counts).toMatchObject({ ready: 0, bad: 1 })
    const { items } = await listProblems(clerk, { communityId: place.communityId, importId: shown.importId })
    expect(items[0]?.code).toBe('room_differs')
  })

  it('dies while it writes: run again, every room is there once', async () => {
    const rows = estateRows(400).slice(300)
    const shown = await preview(estateWorkbook(rows, '四栋'))
    const at = { communityId: place.communityId, importId: shown.importId }
    await confirmImport(clerk, at)
    const down = deps.world.failNext({
      command: 'TransactWriteItems',
      when: 'before',
      error: 'timeout',
      match: at.importId,
      times: 1000,
    })
    await expect(writeImport(deps, at)).rejects.toMatchObject({ code: 'request.busy' })
    down.cancel()
    await Promise.all([writeImport(deps, at), writeImport(deps, at)])
    expect(await countRooms('4-')).toBe(100)
    expect(await countedRooms(place.ctx, place.communityId)).toBe(await countRooms(''))
    expect((await loadImport(clerk, place.communityId, at.importId)).state).toBe('imported')
  })

  it('is no workbook, or not the file that was announced: one sentence, and it can be tried again', async () => {
    const failed = await preview(Buffer.from('%PDF-1.4 not a workbook at all'), '房屋.xlsx')
    expect(failed.state).toBe('failed')
    expect(failed.problem).toMatch(/[一-龥]{6}/)
    const bytes = estateWorkbook(estateRows(2), '重来')
    const { importId } = await upload(bytes)
    await deps.files.put(objectKeys(place.communityId, importId).file, Buffer.from('other bytes'), 'text/plain')
    const at = { communityId: place.communityId, importId }
    await previewImport(clerk, at)
    await readImport(deps, at)
    expect((await loadImport(clerk, place.communityId, importId)).state).toBe('failed')
    const again = await startImport(clerk, {
      communityId: place.communityId,
      fileName: '重来.xlsx',
      size: bytes.length,
      sha256: sha(bytes),
    })
    expect(again.import.state).toBe('uploading')
  })
})

const csv = (...rows: string[]) => Buffer.from(['楼栋,单元,房号,建筑面积,业主姓名,手机号,身份证号', ...rows].join('\n'))

describe('a preview of an empty community', () => {
  it('says whom the company may know from another of its communities', async () => {
    const other = await makeCommunity(deps, { companyId: place.companyId })
    await makeRoom(other, { code: '1-1-101', ownerName: '欧阳红', phone: '13800020011' })
    const empty = await makeCommunity(deps, { companyId: place.companyId })
    deps.world.settle()
    const [own, its] = [place, clerk]
    ;[place, clerk] = [empty, testContext(deps, staffActor(deps, empty, 'clerk'))]
    const shown = await preview(csv('20,1,103,80,欧阳明,13800020011,', '20,1,104,80,王芳,13800020012,'))
    const { items } = await listProblems(clerk, { communityId: place.communityId, importId: shown.importId })
    expect(items.map(({ row, code }) => [row, code])).toEqual([[2, 'person_same_phone']])
    expect(items[0]?.reason).toContain('系统里已有欧阳红')
    ;[place, clerk] = [own, its]
  })
})

describe('a preview of a community that is lived in', () => {
  it('says of owners whom the company may know what differs, before anything is written', async () => {
    const known = csv('20,1,101,80,李小红,13800020001,110101199003070011', '20,1,102,80,王明,13800020002,')
    await confirm((await preview(known, '第一份.csv')).importId)
    const rows = ['20,1,103,80,李晓红,13800020009,110101199003070011', '20,1,104,80,王芳,13800020002,']
    const shown = await preview(csv(...rows), '第二份.csv')
    expect(shown.counts).toMatchObject({ ready: 2, bad: 0, warned: 2 })
    const { items } = await listProblems(clerk, { communityId: place.communityId, importId: shown.importId })
    expect(items.map(({ row, code, severity }) => [row, code, severity])).toEqual([
      [2, 'person_same_id', 'warning'],
      [3, 'person_same_phone', 'warning'],
    ])
    expect(items[0]?.reason).toContain('系统里已有李小红：证件号码相同，姓名、手机号不同')
    expect(items[1]?.reason).toContain('另一位住户')
    await confirm(shown.importId)
  })
})
