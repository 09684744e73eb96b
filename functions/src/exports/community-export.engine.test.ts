import { execFile } from 'node:child_process'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { exportsApi } from '@linli/shared/exports/api'
import { identityApi } from '@linli/shared/identity/api'
import { parkingApi } from '@linli/shared/parking/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { peopleApi } from '@linli/shared/people/api'
import * as z from 'zod'
import { beforeAll, describe, expect, it } from 'vitest'
import { comparable, forged, isOfAccount, recorder, ledgerSays } from '../../test/archives'
import { callAs } from '../../test/call'
import type { TestDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { makeStaff, type OfficePerson, signInStaff } from '../../test/sign-in'
import { everythingOf, type Lived, livedIn, otherSystem } from '../../test/two-systems'
import { communityContext, makeContext } from '../context'
import { makeApp } from '../http'
import { allRoutes } from '../registry'
import { collect } from './collect'
import { exportLink } from './link'
import { kindOf, Manifest, manifestPath } from './manifest'
import { nothingSeen } from './part'
import { restoreCommunity } from './restore-community'
import { startCommunity } from './start-community'
import { loadOf } from './store'
import { writeCommunity } from './write-community'
import { ZipReader } from './zip-reader'

const passphrase = '竹外桃花三两枝 2026'
let from: Lived
let archive: Uint8Array

beforeAll(async () => {
  from = await livedIn()
  const exportId = await exported(from)
  archive = await bytesOf(from, exportId)
})

const staffOf = ({ deps, communityId, companyId, managerId }: Lived) => {
  const grants = [{ communityId, communityName: '锦绣花园', companyId, role: 'manager' as const }]
  const actor = { kind: 'staff' as const, personId: managerId, sessionKey: '', name: '王经理', csrf: '', grants }
  return makeContext(deps, actor, [`C#${communityId}#`, `M#${companyId}#`, `P#${managerId}#`])
}

async function exported(lived: Lived): Promise<string> {
  const { exportId } = await startCommunity(staffOf(lived), { communityId: lived.communityId, passphrase })
  await writeCommunity(lived.deps, { communityId: lived.communityId, personId: lived.managerId, exportId })
  return exportId
}

async function bytesOf(lived: Lived, exportId: string): Promise<Uint8Array> {
  const { url } = await exportLink(staffOf(lived), { communityId: lived.communityId, exportId })
  return new Uint8Array(await (await fetch(url)).arrayBuffer())
}

type Empty = { deps: TestDeps; place: Place; manager: OfficePerson; app: ReturnType<typeof makeApp> }
async function emptySystem(): Promise<Empty> {
  const deps = await otherSystem()
  const place = await makeCommunity(deps, { name: '样板小区' })
  const app = makeApp(deps, allRoutes)
  return { deps, place, app, manager: await signInStaff(app, await makeStaff(place, ['manager'])) }
}

async function uploaded({ app, place, manager }: Empty, bytes: Uint8Array) {
  const at = { communityId: place.communityId }
  const started = (
    await callAs(app, manager, exportsApi.startRestore, { ...at, fileName: 'a.linli', size: bytes.length })
  ).ok()
  await fetch(started.uploadUrl, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream' },
  })
  return { ...at, exportId: started.export.exportId }
}

async function restored(empty: Empty, bytes: Uint8Array, secret = passphrase) {
  const at = await uploaded(empty, bytes)
  const run = await callAs(empty.app, empty.manager, exportsApi.runRestore, { ...at, passphrase: secret })
  if (run.code !== 'ok') return { at, code: run.code }
  await restoreCommunity(empty.deps, { ...at, personId: empty.manager.personId })
  empty.deps.world.settle()
  const done = (await callAs(empty.app, empty.manager, exportsApi.get, at)).ok()
  return { at, code: done.state, done }
}

describe('a community in another system', () => {
  let empty: Empty
  let outcome: Awaited<ReturnType<typeof restored>>
  beforeAll(async () => {
    empty = await emptySystem()
    outcome = await restored(empty, archive)
  })

  it('is the same, record by record: bills, journal, hashes, receipts, lots, figures, rooms and people', async () => {
    expect(outcome.done).toMatchObject({
      state: 'ready',
      restored: { communityId: from.communityId, name: '锦绣花园' },
    })
    const [there, here] = [
      await everythingOf(from.deps, from.communityId),
      await everythingOf(empty.deps, from.communityId),
    ]
    // An account of there is nobody here, or somebody else.
    expect([...there.values()].filter(isOfAccount).length).toBeGreaterThan(0)
    expect([...here.values()].filter(isOfAccount)).toEqual([])
    const before = comparable(there, from.companyId)
    const after = comparable(here, empty.place.companyId)
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const [key, item] of Object.entries(before)) expect([key, after[key]]).toEqual([key, item])
    expect(Object.keys(before).length).toBeGreaterThan(60)
  })

  it('has the same balances, and its next payment follows on the same chain', async () => {
    const at = { communityId: from.communityId }
    const here = (await callAs(empty.app, empty.manager, paymentsApi.balances, at)).ok()
    const head = communityContext(from.deps, from.communityId)
    const there = await head.db.get({ pk: `C#${from.communityId}#`, sk: 'ledger' }, z.looseObject({}))
    expect(here).toMatchObject({ seq: there?.seq, accounts: there?.accounts })
    expect(here.seq).toBeGreaterThan(5)
    const sum = Object.values(here.accounts).reduce((total, fen) => total + fen, 0)
    expect(sum).toBe(0)
  })

  it('is its manager’s at once, and people are found by their numbers under the new keys', async () => {
    const at = { communityId: from.communityId }
    const me = (await callAs(empty.app, empty.manager, identityApi.officeMe, {})).ok()
    expect(JSON.stringify(me)).toContain(from.communityId)
    const found = (await callAs(empty.app, empty.manager, peopleApi.list, { ...at, phone: '13800051001' })).ok()
    expect(found.items.map(({ name, phoneMasked }) => [name, phoneMasked])).toEqual([['业主1', '138****1001']])
    const personId = found.items[0]?.personId ?? ''
    const reveal = { ...at, personId, field: 'idNumber' as const, reason: '核对号码' }
    expect((await callAs(empty.app, empty.manager, peopleApi.reveal, reveal)).ok().value).toBe('110101199003070003')
    const vehicle = (await callAs(empty.app, empty.manager, parkingApi.listVehicles, { ...at, plate: '京A12323' })).ok()
    const space = (await callAs(empty.app, empty.manager, parkingApi.listSpaces, at)).ok()
    expect(vehicle.items.map(({ vehicleId }) => vehicleId)).toEqual(space.items.map(({ vehicleId }) => vehicleId))
    expect(vehicle.items).toHaveLength(1)
  })

  it('is not written a second time', async () => {
    expect(await restored(empty, archive)).toMatchObject({
      code: 'failed',
      done: { problem: '这里已经有这个小区，不能再恢复一次' },
    })
  })
})

it('opens with the lines that the documentation gives to anybody', async () => {
  const text = await readFile(new URL('../../../docs/export.md', import.meta.url), 'utf8')
  const [, code = ''] = /```js\n([^]*?)```/.exec(text) ?? []
  const dir = await mkdtemp(join(tmpdir(), 'linli-opened-'))
  await Promise.all([writeFile(join(dir, 'open.mjs'), code), writeFile(join(dir, 'a.linli'), archive)])
  await promisify(execFile)(process.execPath, [join(dir, 'open.mjs'), join(dir, 'a.linli'), passphrase])
  const file = await open(join(dir, 'a.zip'))
  const zip = await ZipReader.open(file)
  const manifest = Manifest.parse(JSON.parse((await zip.read(manifestPath, 1e7)).toString()))
  await file.close()
  await rm(dir, { recursive: true })
  const kinds = [...new Set(manifest.parts.map(({ path }) => kindOf(path)))]
  expect(kinds.filter(kind => !text.includes(`\`${kind}\``))).toEqual([])
  expect(kinds.length).toBeGreaterThan(15)
})

it('is what a reader says that trusts nothing of ours', async () => {
  expect(await ledgerSays(archive, passphrase)).toEqual([])
})

describe('an archive that is not what it was', () => {
  let empty: Empty
  beforeAll(async () => {
    empty = await emptySystem()
  })
  const nothing = async () =>
    [...(await everythingOf(empty.deps, from.communityId)).keys()].filter(key => !key.includes(empty.place.communityId))

  it('opens with its own passphrase alone', async () => {
    expect((await restored(empty, archive, '竹外桃花三两枝 2027')).done?.problem).toBe(
      '这个文件打不开：口令不对，或者文件不完整',
    )
    const header = archive.indexOf(10)
    for (const at of [header - 1, header + 20, 600, archive.length - 1]) {
      const bent = Uint8Array.from(archive)
      bent[at] = (bent[at] ?? 0) ^ 1
      const { code, done } = await restored(empty, bent)
      expect([
        at,
        code === 'exports.unreadable' || done?.problem === '这个文件打不开：口令不对，或者文件不完整',
      ]).toEqual([at, true])
    }
    expect((await restored(empty, archive.subarray(0, archive.length - 1))).done?.state).toBe('failed')
    expect(await nothing()).toEqual([])
  })

  it.each([
    [
      'a piece that its manifest does not know',
      'journal',
      (line: string) => line.replace(/"seq":\d/, '"seq":9'),
      false,
      /journal\/000001.jsonl 和清单对不上/,
    ],
    [
      'another amount',
      'journal',
      (line: string) => line.replace(/"amountFen":(\d)/, '"amountFen":9$1'),
      true,
      /校验链在第 \d+ 笔对不上/,
    ],
    [
      'a bill that says it is paid',
      'bills',
      (line: string) => line.replace('"paidFen":0', '"paidFen":1'),
      true,
      /账单和账本对不上/,
    ],
    [
      'a room of another community',
      'rooms',
      (line: string) => line.replaceAll(from.communityId, '000000'),
      true,
      /别的小区的记录/,
    ],
  ])('with %s is refused, and nothing of it is written', async (_, kind, change, told, sentence) => {
    const { code, done } = await restored(empty, await forged(archive, passphrase, kind, change, told))
    expect([code, done?.problem]).toEqual(['failed', expect.stringMatching(sentence)])
    expect(await nothing()).toEqual([])
  })
})

it('killed at its writes and run again it comes to the same', async () => {
  const whole = await emptySystem()
  await restored(whole, archive)
  const wanted = comparable(await everythingOf(whole.deps, from.communityId), whole.place.companyId)
  const empty = await emptySystem()
  const at = await uploaded(empty, archive)
  ;(await callAs(empty.app, empty.manager, exportsApi.runRestore, { ...at, passphrase })).ok()
  const who = { ...at, personId: empty.manager.personId }
  let kills = 0
  for (const [write, when] of [
    [1, 'after'],
    [3, 'before'],
    [6, 'after'],
    [14, 'after'],
  ] as const) {
    empty.deps.life.crashAt(write, when)
    await restoreCommunity(empty.deps, who).catch(() => (kills += 1))
    empty.deps.life.revive()
    expect((await callAs(empty.app, empty.manager, identityApi.officeMe, {})).ok().staff.grants).toHaveLength(1)
  }
  await restoreCommunity(empty.deps, who)
  expect(kills).toBeGreaterThan(2)
  expect((await loadOf(communityContext(empty.deps, at.communityId), who)).state).toBe('ready')
  expect(comparable(await everythingOf(empty.deps, from.communityId), empty.place.companyId)).toEqual(wanted)
})

it('whose worker died for good says when it was last heard of, and goes on when a person runs it again', async () => {
  const empty = await emptySystem()
  const { app, manager, deps } = empty
  const at = await uploaded(empty, archive)
  ;(await callAs(app, manager, exportsApi.runRestore, { ...at, passphrase })).ok()
  deps.life.crashAt(6, 'after')
  await expect(restoreCommunity(deps, { ...at, personId: manager.personId })).rejects.toMatchObject({
    name: 'ProcessCrashed',
  })
  deps.life.revive()
  const list = async () => (await callAs(app, manager, exportsApi.list, { communityId: at.communityId })).ok().items
  const heard = new Date(deps.clock.nowMs).toISOString()
  deps.clock.advance(25 * 60_000)
  expect(await list()).toMatchObject([{ state: 'working', movedAt: heard }])
  const again = (await callAs(app, manager, exportsApi.runRestore, { ...at, passphrase })).ok()
  expect(again).toMatchObject({ state: 'working', movedAt: new Date(deps.clock.nowMs).toISOString() })
  await restoreCommunity(deps, { ...at, personId: manager.personId })
  expect(await list()).toMatchObject([{ state: 'ready', restored: { communityId: from.communityId } }])
}, 60_000)

it('money that moves while it is read is in it whole', async () => {
  const { deps, communityId, companyId, ...lived } = from
  const pieces = new Map<string, unknown[]>()
  let paid = ''
  const { differences } = await collect(
    { ctx: staffOf(from), communityId, companyId, seen: nothingSeen() },
    recorder(pieces),
    async () => {
      if (paid || !pieces.has('covers')) return
      paid = 'under way'
      paid = await lived.pay((await lived.billsOf(1)).filter(({ state }) => state === 'published'))
      deps.world.settle()
    },
  )
  expect(differences).toEqual({})
  expect(JSON.stringify(pieces.get('bills'))).not.toContain(paid)
  expect(JSON.stringify(pieces.get('bills-again'))).toContain(paid)
  expect(JSON.stringify(pieces.get('orders'))).toContain(paid)
  expect(JSON.stringify(pieces.get('journal'))).toContain(paid)
})
