import { beforeEach, describe, expect, it } from 'vitest'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { makeImport } from '../../test/make-import'
import { few, idNumber, imports, raised, room, shapeOf, traces, unversioned } from '../../test/few-records'
import { killedAt } from '../../test/processes'
import { type OwnTable, ownTable } from '../../test/own-table'
import { publishBills } from '../billing/publish-bills'
import { publishRun } from '../billing/publish-run'
import { loadRoom, roomIdOf, roomWrite } from '../communities/rooms'
import type { StoredRoom } from '../communities/store'
import { updateRoom } from '../communities/update-room'
import { testDeps } from '../../test/context'
import type { Write } from '../db-write'
import { confirmImport } from './confirm-import'
import { listReferring } from './find-referring'
import { importItem, type StoredImport } from './store'
import { runUndo, undoImport } from './undo-import'
import { writeImport } from './write-import'

/** So many writes a job of these few records makes, side by side; each of them is its last one in turn. */
const mostWrites = 6

let table: OwnTable
let place: Place
let tables = 0

beforeEach(async () => {
  table = await ownTable(`undo-${process.pid}-${tables++}`)
  place = await makeCommunity(table.deps)
})

const { at, state, stored, write, undo, referring, again } = imports(() => ({ table, place }))

describe('the undo of an import', () => {
  it('restores the table exactly: new rooms, known rooms and known people, registers, covers and opening drafts', async () => {
    await makeRoom(place, { code: '1-1-101' })
    await makeRoom(place, { code: '2-1-101', ownerName: '王强', phone: '13900139000' })
    const before = await table.dump(traces)
    const made = await makeImport(place, [
      { kind: 'fee_item', name: '物业费', formula: 'area', price: 23_000, cycle: { kind: 'month' }, timing: 'prepaid' },
      room('1-1-101', { ownerName: '李小红', phone: '13800138001' }),
      room('1-2-201', { ownerName: '王强', phone: '13900139000', idNumber, coOwners: [{ name: '陈静' }] }),
      room('3-1-101', { ownerName: '安居置业有限公司', ownerKind: 'organisation' }),
      room('3-1-102', { ownerName: '安居置业有限公司', ownerKind: 'organisation' }),
      { kind: 'assignment', roomCode: '1-1-101', feeItemName: '物业费', from: '2026-01-01' },
      {
        kind: 'space',
        lot: '地下',
        code: 'A-12',
        roomCode: '1-2-201',
        holder: { name: '赵云', kind: 'natural', phone: '13700137000' },
        vehicle: { plate: '京A12345' },
      },
      { kind: 'vehicle', plate: '京B67890', roomCode: '1-1-101', holder: { name: '李小红', kind: 'natural' } },
      { kind: 'meter', roomCode: '1-1-101', type: 'power', number: 'D-7', reading: 1000, readOn: '2026-10-31' },
      { kind: 'paid_through', roomCode: '1-1-101', feeItemName: '物业费', paidThrough: '2026-10-31' },
      {
        kind: 'arrears',
        roomCode: '1-2-201',
        feeItemName: '物业费',
        period: { from: '2026-01-01', to: '2026-01-31' },
        amountFen: 20_585,
      },
      { kind: 'prepayment', roomCode: '1-1-101', amountFen: 5_000 },
      { kind: 'deposit', roomCode: '1-1-101', name: '装修押金', amountFen: 200_000 },
      { kind: 'history', roomCode: '2-1-101', feeItemName: '物业费', paidFen: 10_000, paidOn: '2020-01-05' },
    ])
    await write(made)
    expect(await state(made)).toBe('imported')
    const during = await table.dump(traces)
    expect(Object.keys(during).length).toBeGreaterThan(Object.keys(before).length + 25)
    expect(JSON.stringify(during)).not.toMatch(/京A12345|京B67890|13800138001|110101199003070011/)
    await undo(made)
    expect(await state(made)).toBe('undone')
    const after = await table.dump(traces)
    expect(unversioned(after)).toEqual(unversioned(before))
    // What was known and stands again as it was has a version that it never had: the room 1-1-101, and 王强.
    expect(raised(before, after).map(key => key.split('#')[2])).toEqual(
      expect.arrayContaining([expect.stringMatching(/^rooms /), 'person']),
    )
    expect(raised(before, after)).toHaveLength(2)
  })

  it('is refused while something refers to it, and says what: a bill, an edit, people who live elsewhere too', async () => {
    const made = await makeImport(place, few)
    await write(made)
    const whole = await table.dump(traces)
    await makeRoom(place, { code: '9-1-101', ownerName: '李小红', phone: '13800138001' })
    await undo(made)
    expect(await state(made)).toBe('imported')
    expect((await listReferring(place.ctx, { ...at(made), limit: 50 })).items).toEqual([
      {
        what: '房屋 1-1-101：住户在别处还有登记',
        objectType: 'room',
        objectId: roomIdOf(place.communityId, '1-1-101'),
      },
    ])
    expect(await table.dump(traces)).toMatchObject(whole)
    const known = await loadRoom(place.ctx, place.communityId, roomIdOf(place.communityId, '1-1-102'))
    const { communityId, roomId, status, areas, version } = known
    await updateRoom(place.ctx, { communityId, roomId, status, areas: { ...areas, built: 9000 }, version })
    const item = await makeFeeItem(place)
    const run = await makeRun(place, { from: '2026-12-01', to: '2026-12-31', feeItems: [item] })
    await undo(made)
    expect(await referring(made)).toEqual(
      expect.arrayContaining(['房屋 1-1-102：导入后改过', '房屋 1-1-101：有还没出账的账单草稿']),
    )
    await publish(place, run)
    await undo(made)
    expect(await referring(made)).toContain('房屋 1-1-101：已有账单，或缴费截止日期改过')
    expect(await state(made)).toBe('imported')
  })

  it.each(['before', 'after'] as const)(
    'killed %s any of its writes, and run again, ends in the same state',
    async when => {
      const empty = await table.dump(traces)
      const made = await makeImport(place, few)
      let died = 0
      for (let nth = 1; nth <= mostWrites; nth++) {
        await write(await again(made))
        await undoImport(place.ctx, at(made))
        const { failed } = await killedAt(table.deps, { write: nth, when, leaseMs: 0 }, () =>
          runUndo(table.deps, at(made)),
        )
        if (failed) died++
        expect([await state(made), await table.dump(traces)]).toEqual(['undone', empty])
      }
      expect(died).toBeGreaterThan(2)
    },
  )

  it('racing with a publication: either the bills go out and everything stays, or nothing is there to bill', async () => {
    const item = await makeFeeItem(place)
    const made = await makeImport(place, few.slice(0, 2))
    await write(made)
    const run = await makeRun(place, { from: '2026-12-01', to: '2026-12-31', feeItems: [item] })
    await publishRun(place.ctx, {
      communityId: place.communityId,
      runId: run.runId,
      count: run.count,
      amountFen: run.amountFen,
    })
    const before = await table.dump(traces)
    // The undo has looked, and found nothing; the bills go out before its first transaction.
    await undoImport(place.ctx, at(made))
    const held = table.deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: '#cover' })
    await place.ctx.db.writeMany([{ put: importItem({ ...(await stored(made)), begun: true }) }])
    const undoing = runUndo(table.deps, at(made))
    await held.reached
    const other = Object.assign(
      testDeps({ world: table.deps.world, env: { LINLI_TABLE: table.deps.env.LINLI_TABLE } }),
      {
        nowMs: table.deps.nowMs,
      },
    )
    await publishBills(other, place.communityId, run.runId)
    held.release()
    await undoing
    await writeImport(table.deps, at(made))
    expect(await stored(made)).toMatchObject({ state: 'imported', problem: expect.stringContaining('已全部恢复') })
    const after = await table.dump(traces)
    const rooms = (dump: object) => Object.keys(dump).filter(key => key.includes('#rooms ') && !key.endsWith('#cover'))
    expect(rooms(after)).toEqual(rooms(before))
    expect(Object.keys(after).filter(key => key.includes(' bill#'))).toHaveLength(2)
  })
})

/** Somebody else's write comes between an undo's look and its first transaction. */
async function undoRacedBy(
  made: StoredImport,
  write: (room: Awaited<ReturnType<typeof loadRoom>>) => Promise<unknown>,
) {
  await undoImport(place.ctx, at(made))
  await place.ctx.db.writeMany([{ put: importItem({ ...(await stored(made)), begun: true }) }])
  const held = table.deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: '#cover' })
  const undoing = runUndo(table.deps, at(made))
  await held.reached
  await write(await loadRoom(place.ctx, place.communityId, roomIdOf(place.communityId, '1-1-101')))
  held.release()
  await undoing
  await writeImport(table.deps, at(made))
}

describe('the undo of an import, raced', () => {
  it.each([
    [
      'a binding',
      (home: StoredRoom) =>
        roomWrite(place.ctx, home, {
          occupancies: home.occupancies.map(each => ({ ...each, accounts: ['A1'.padEnd(26, '0')] })),
        }),
      '房屋 1-1-101：已有住户绑定微信',
    ],
    [
      'an edit of the room',
      (home: StoredRoom) => roomWrite(place.ctx, home, { status: 'vacant' }),
      '房屋 1-1-101：导入后改过',
    ],
  ])('by %s, ends with everything back and says why', async (_, change, why) => {
    const made = await makeImport(place, few)
    await write(made)
    const before = Object.keys(await table.dump(traces)).filter(key => /#rooms /.test(key))
    await undoRacedBy(made, home => place.ctx.db.writeMany([{ put: written(change(home).write) }]))
    expect(await stored(made)).toMatchObject({ state: 'imported', problem: expect.stringContaining('已全部恢复') })
    expect(await referring(made)).toContain(why)
    const after = await table.dump(traces)
    expect(Object.keys(after).filter(key => /#rooms /.test(key))).toEqual(before)
    expect(building(after)).toMatchObject({ rooms: 2 })
  })
})

function written(write: Write) {
  if (!('put' in write)) throw new Error('a put')
  return write.put
}

describe('the writing of an import', () => {
  it.each(['before', 'after'] as const)(
    'killed %s any of its writes, and run again, ends in the same state',
    async when => {
      const empty = await table.dump(traces)
      const made = await makeImport(place, few)
      await write(made)
      const expected = shapeOf(await table.dump(traces), place.communityId)
      await undo(made)
      let died = 0
      for (let nth = 1; nth <= mostWrites; nth++) {
        await again(made)
        await confirmImport(place.ctx, at(made))
        const { failed } = await killedAt(table.deps, { write: nth, when, leaseMs: 0 }, () =>
          writeImport(table.deps, at(made)),
        )
        if (failed) died++
        expect(await state(made)).toBe('imported')
        expect(shapeOf(await table.dump(traces), place.communityId)).toEqual(expected)
        await undo(made)
        expect(await table.dump(traces)).toEqual(empty)
      }
      expect(died).toBeGreaterThan(2)
    },
  )

  it('by two workers at once writes every record once', async () => {
    const made = await makeImport(place, few)
    await confirmImport(place.ctx, at(made))
    await Promise.all([writeImport(table.deps, at(made)), writeImport(table.deps, at(made))])
    const dump = await table.dump(traces)
    expect(Object.keys(dump).filter(key => key.endsWith(' person'))).toHaveLength(1)
    expect(dump[`C#${place.communityId}#buildings 0000001`] ?? building(dump)).toMatchObject({ rooms: 2 })
  })

  it('goes in whole or not at all: a conflict takes everything back, and the file is read anew', async () => {
    await makeRoom(place, { code: '1-1-102', ownerName: '钱七' })
    const before = await table.dump(traces)
    const made = await makeImport(place, few)
    await write(made)
    expect(await stored(made)).toMatchObject({ state: 'undoing', back: 'previewed' })
    await runUndo(table.deps, at(made))
    expect(await stored(made)).toMatchObject({ state: 'reading', problem: expect.stringContaining('1-1-102') })
    expect(await table.dump(traces)).toEqual(before)
  })

  it('given up in the middle leaves nothing; a worker that wakes up late writes nothing any more', async () => {
    const before = await table.dump(traces)
    const made = await makeImport(place, few)
    await confirmImport(place.ctx, at(made))
    const held = table.deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: '#lookup#' })
    const writing = writeImport(table.deps, at(made))
    await held.reached
    await undo(made)
    expect(await state(made)).toBe('undone')
    held.release()
    await writing
    expect(await table.dump(traces)).toEqual(before)
  })
})

const building = (dump: Record<string, unknown>) =>
  Object.entries(dump).find(([key]) => key.startsWith(`C#${place.communityId}#buildings`))?.[1]
