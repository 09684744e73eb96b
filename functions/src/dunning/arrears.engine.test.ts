import { beforeAll, describe, expect, it } from 'vitest'
import { testDeps, type TestDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { arrears, billsOf, makeOwing, managerAt, pass } from '../../test/dunning'
import { makeCommunity, type Place } from '../../test/make'
import { raiseDispute, settleDispute } from '../billing/dispute-bill'
import { recountBills } from './count-debts'
import { finishTask } from './finish-task'
import { getDebt } from './get-debt'
import { listArrears } from './list-arrears'
import { setReason } from './set-reason'
import { dueTasks, listTasks } from './task-store'

let deps: TestDeps
let place: Place
let rooms: string[]

const at = () => ({ communityId: place.communityId })
const office = () => managerAt(place)
const debtsOf = async () => (await listArrears(place.ctx, at())).items

beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  rooms = await makeOwing(place, deps, ['1-1-101', '1-1-102', '2-1-101'], ['2026-02'])
  await makeOwing(place, deps, ['2-1-102'], ['2026-01', '2026-02'])
  deps.clock.set('2026-04-10T04:00:00.000Z')
})

describe('the register of arrears', () => {
  it('lists each payer’s overdue bills by days and by amount, of a building, from some days on', async () => {
    expect(await arrears(place)).toEqual([])
    await pass(place, deps)
    const all = [
      ['2-1-102', 46_000, 72],
      ['1-1-101', 23_000, 41],
      ['1-1-102', 23_000, 41],
      ['2-1-101', 23_000, 41],
    ]
    const lines = await arrears(place)
    expect(lines.map(([code]) => code)).toEqual(all.map(([code]) => code))
    expect((await arrears(place, { order: 'amount' })).map(([code]) => code)).toEqual(all.map(([code]) => code))
    expect((await arrears(place, { building: '2' })).map(([code]) => code)).toEqual(['2-1-102', '2-1-101'])
    expect(await arrears(place, { minDays: 60 })).toHaveLength(1)
    expect(await arrears(place, { building: '1', minDays: 60 })).toEqual([])
    await expect(arrears(place, { order: 'amount', building: '1' })).rejects.toMatchObject({ code: 'request.invalid' })
    const first = await listArrears(place.ctx, { ...at(), limit: 1 })
    const second = await listArrears(place.ctx, { ...at(), limit: 1, cursor: first.cursor })
    expect(second.items[0]?.object.code).toBe('1-1-101')
  })

  it('follows a payment and a dispute at once, and by the next pass whatever was missed', async () => {
    const [bill] = await billsOf(place, rooms[0])
    if (!bill) throw new Error('no bill')
    await payAtDesk(cashierAt(place), place, [bill], { part: 3000 })
    const ref = { ...at(), roomId: rooms[0] ?? '', billId: bill.billId }
    await recountBills(place.ctx, place.communityId, [ref])
    deps.world.settle()
    expect((await arrears(place, { building: '1' })).map(line => line[1])).toEqual([20_000, 23_000])

    await raiseDispute(office(), { ...ref, reason: '楼道没有打扫' })
    await recountBills(place.ctx, place.communityId, [ref])
    deps.world.settle()
    expect(await arrears(place, { only: 'disputed' })).toHaveLength(1)
    await settleDispute(office(), { ...ref, reason: '已经补做' })
    await pass(place, deps)
    expect(await arrears(place, { only: 'disputed' })).toEqual([])

    const [again] = await billsOf(place, rooms[0])
    if (again) await payAtDesk(cashierAt(place), place, [again])
    await pass(place, deps)
    expect((await arrears(place, { building: '1' })).map(([code]) => code)).toEqual(['1-1-102'])
  })

  it('warns for the last 90 days of a limitation period, begun anew by a part payment', async () => {
    const [debt] = await debtsOf()
    expect(debt?.expiresOn.slice(0, 4)).toBe('2029')
    expect(await arrears(place, { only: 'expiring' })).toEqual([])
    deps.clock.set('2028-11-10T04:00:00.000Z')
    await pass(place, deps)
    expect(await arrears(place, { only: 'expiring' })).toHaveLength(1)
    const [oldest] = await billsOf(place, debt?.object.id)
    if (!oldest || !debt) throw new Error('no bill')
    await payAtDesk(cashierAt(place), place, [oldest], { part: 100 })
    await pass(place, deps)
    expect(await arrears(place, { only: 'expiring' })).toEqual([])
    const { billList } = await getDebt(place.ctx, { ...at(), roomId: debt.object.id, debtId: debt.debtId })
    expect(billList[0]).toMatchObject({ dueFen: 22_900, expiresOn: '2031-11-10' })
    deps.clock.set('2026-04-11T04:00:00.000Z')
  })

  it('keeps a reason and its task until somebody says what came of it', async () => {
    const debt = (await debtsOf()).find(each => each.object.code === '2-1-101')
    if (!debt) throw new Error('no debt')
    const key = { ...at(), roomId: debt.object.id, debtId: debt.debtId }
    const task = { what: '上门核对房屋漏水', who: '张工', until: '2026-04-10' }
    const said = { ...key, reason: 'quality' as const, note: '说外墙漏水', task }
    const kept = await setReason(office(), { ...said, version: debt.version })
    expect(kept).toMatchObject({ reason: { reason: 'quality', by: '王经理' }, task })
    await expect(setReason(office(), { ...said, version: debt.version })).rejects.toMatchObject({
      code: 'record.changed',
    })
    await expect(setReason(office(), { ...said, version: kept.version })).rejects.toMatchObject({
      code: 'dunning.task_open',
    })
    deps.world.settle()
    expect(await dueTasks(place.ctx, place.communityId, '2026-04-11')).toEqual({ count: 1, oldest: '2026-04-10' })
    const taskId = kept.task?.taskId ?? ''
    await finishTask(office(), { ...at(), taskId, result: '已修好，住户答应月底缴' })
    deps.world.settle()
    const done = await listTasks(place.ctx, { ...at(), show: 'done', limit: 10 })
    expect(done.items).toMatchObject([{ taskId, doneBy: '王经理', result: '已修好，住户答应月底缴' }])
    expect(await dueTasks(place.ctx, place.communityId, '2026-04-11')).toEqual({ count: 0 })
    await expect(finishTask(office(), { ...at(), taskId, result: '再一次' })).rejects.toMatchObject({
      code: 'record.changed',
    })
  })
})
