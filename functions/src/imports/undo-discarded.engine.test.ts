import { beforeEach, describe, expect, it } from 'vitest'
import { few, imports, traces, unversioned } from '../../test/few-records'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { makeImport, type RecordWish } from '../../test/make-import'
import { type OwnTable, ownTable } from '../../test/own-table'
import { loadRoom, roomIdOf } from '../communities/rooms'
import { updateRoom } from '../communities/update-room'
import { discardDraft } from '../opening/discard-draft'
import { draftKey, StoredDraft } from '../opening/store'
import { viewTotals } from '../opening/totals'
import { draftIdOf } from '../opening/plan-drafts'
import { importItem } from './store'
import { runUndo, undoImport } from './undo-import'
import { writeImport } from './write-import'

const crashed = { name: 'ProcessCrashed' }

let table: OwnTable
let place: Place
let item: Awaited<ReturnType<typeof makeFeeItem>>
let tables = 0

beforeEach(async () => {
  table = await ownTable(`undo-discarded-${process.pid}-${tables++}`)
  place = await makeCommunity(table.deps)
  item = await makeFeeItem(place)
})

const { at, state, stored, write, undo, referring, again } = imports(() => ({ table, place }))

const owed = (month: string, amountFen: number) =>
  ({
    kind: 'arrears',
    roomCode: '1-1-101',
    feeItemName: '物业费',
    period: { from: `2026-${month}-01`, to: `2026-${month}-${month === '02' ? 28 : 31}` },
    amountFen,
  }) satisfies RecordWish
const prepaid = { kind: 'prepayment', roomCode: '1-1-102', amountFen: 5_000 } satisfies RecordWish
const balances: RecordWish[] = [owed('01', 100), owed('02', 200), owed('03', 300), prepaid]

/** What a person finds: everything but what was done, and the gate that counts discards and confirmations. */
const found = async () => {
  const dump = unversioned(await table.dump(traces))
  return Object.fromEntries(Object.entries(dump).filter(([key]) => !key.endsWith('# opening')))
}
const idOf = (wish: (typeof balances)[number]) => {
  if (wish.kind !== 'arrears' && wish.kind !== 'prepayment') throw new Error('a balance')
  return draftIdOf(place.communityId, { ...wish, sheet: '', row: 1, nth: 0 })
}
const discard = (wish: RecordWish, reason: string) =>
  discardDraft(place.ctx, { communityId: place.communityId, draftId: idOf(wish), reason })
const draftOf = (wish: RecordWish) => place.ctx.db.get(draftKey(place.communityId, idOf(wish)), StoredDraft)
const waiting = async () => (await viewTotals(place.ctx, { communityId: place.communityId })).draft

/** Rooms and balances, two of which were discarded. */
async function discarded() {
  const before = await found()
  const made = await makeImport(place, [...few, ...balances])
  await write(made)
  await discard(owed('02', 200), '收错了')
  await discard(prepaid, '重复')
  return { before, made }
}

describe('opening balances of one room', () => {
  it('hold the days of all of them, so that no run bills them again', async () => {
    await write(await makeImport(place, [...few, ...balances]))
    const roomIds = [roomIdOf(place.communityId, '1-1-101')]
    const run = await makeRun(place, { from: '2026-01-01', to: '2026-04-30', feeItems: [item], roomIds })
    expect(run.count).toBe(1)
  })
})

describe('the undo of an import whose drafts were discarded', () => {
  it('takes them back like the others, and leaves nothing of them', async () => {
    const { before, made } = await discarded()
    await undo(made)
    expect(await state(made)).toBe('undone')
    expect(await found()).toEqual(before)
    expect(await waiting()).toMatchObject({ arrears: { count: 0, amountFen: 0 }, prepayment: { count: 0 } })
    // The file may come again, with all of its rows.
    await write(await again(made))
    expect(await waiting()).toMatchObject({ arrears: { count: 3, amountFen: 600 }, prepayment: { count: 1 } })
  })

  it('that is refused leaves them discarded, for the reason that they were', async () => {
    const { made } = await discarded()
    const { communityId, roomId, status, areas, version } = await loadRoom(
      place.ctx,
      place.communityId,
      roomIdOf(place.communityId, '1-1-102'),
    )
    await updateRoom(place.ctx, { communityId, roomId, status, areas: { ...areas, built: 9000 }, version })
    const before = await found()
    await undo(made)
    expect([await state(made), await referring(made)]).toEqual(['imported', ['房屋 1-1-102：导入后改过']])
    expect(await found()).toEqual(before)
    expect(await draftOf(owed('02', 200))).toMatchObject({ state: 'discarded', reason: '收错了' })
  })

  it('whose days were billed since is refused, and says so', async () => {
    await makeRoom(place, { code: '1-1-101', ownerName: '李小红' })
    const made = await makeImport(place, [owed('02', 200)])
    await write(made)
    await discard(owed('02', 200), '收错了')
    const run = await makeRun(place, { from: '2026-02-01', to: '2026-02-28', feeItems: [item] })
    await publish(place, run)
    await undo(made)
    expect(await state(made)).toBe('imported')
    expect(await referring(made)).toEqual([
      '期初欠费 1-1-101：已有账单，或缴费截止日期改过',
      '1-1-101 物业费 2026年2月1日至2026年2月28日 期初欠费 2.00 元已弃用，这几天后来出过账',
    ])
    expect(await draftOf(owed('02', 200))).toMatchObject({ state: 'discarded', reason: '收错了' })
  })

  it.each(['before', 'after'] as const)(
    'killed %s any of its writes, and run again, ends in the same state',
    async when => {
      const { before, made } = await discarded()
      let died = 0
      for (let nth = 1; nth <= 9; nth++) {
        await undoImport(place.ctx, at(made))
        table.deps.life.crashAt(nth, when)
        const ended = await runUndo(table.deps, at(made)).then(
          () => true,
          (error: unknown) => expect(error).toMatchObject(crashed),
        )
        table.deps.life.revive()
        if (ended !== true) {
          died++
          await runUndo(table.deps, at(made))
        }
        expect([await state(made), await found()]).toEqual(['undone', before])
        await write(await again(made))
        await discard(owed('02', 200), '收错了')
        await discard(prepaid, '重复')
      }
      expect(died).toBeGreaterThan(5)
    },
  )

  it('that is overtaken halfway writes everything again, and discards them again', async () => {
    const { made } = await discarded()
    await undoImport(place.ctx, at(made))
    await place.ctx.db.writeMany([{ put: importItem({ ...(await stored(made)), begun: true }) }])
    const held = table.deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: 'meter#' })
    const undoing = runUndo(table.deps, at(made))
    await held.reached
    const { communityId, roomId, status, areas, version } = await loadRoom(
      place.ctx,
      place.communityId,
      roomIdOf(place.communityId, '1-1-101'),
    )
    await updateRoom(place.ctx, { communityId, roomId, status, areas: { ...areas, built: 9000 }, version })
    held.release()
    await undoing
    expect(await state(made)).toBe('importing')
    await writeImport(table.deps, at(made))
    expect(await stored(made)).toMatchObject({ state: 'imported', problem: expect.stringContaining('已全部恢复') })
    expect(await draftOf(owed('02', 200))).toMatchObject({ state: 'discarded', reason: '收错了' })
    expect(await draftOf(prepaid)).toMatchObject({ state: 'discarded', reason: '重复' })
    expect(await waiting()).toMatchObject({ arrears: { count: 2, amountFen: 400 }, prepayment: { count: 0 } })
  })
})
