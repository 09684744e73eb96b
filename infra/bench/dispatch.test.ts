import { dispatch, rankFor } from '@linli/shared/repairs/dispatch'
import { canTake } from '@linli/shared/repairs/dispatch-field'
import { expect, test } from 'vitest'
import { caseOf, optimum } from './dispatch-cases'

test('small plans cost at most a twentieth more than the best there is, in sum', () => {
  let [ours, best] = [0, 0]
  for (let seed = 1; seed <= 60; seed++) {
    const { orders, workers } = caseOf(seed, 3 + (seed % 3), 2 + (seed % 3))
    const { cost } = dispatch(orders, workers)
    const least = optimum(orders, workers)
    expect(cost).toBeGreaterThanOrEqual(least - 1e-6)
    ours += cost
    best += least
  }
  expect(best / ours).toBeGreaterThanOrEqual(0.95)
})

test('every order is given once, to somebody who is skilled and on shift, or it is said why to nobody; the same way each time', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { orders, workers } = caseOf(seed, 40, 6)
    const plan = dispatch(orders, workers)
    expect(dispatch(orders, workers)).toEqual(plan)
    const named = [...plan.assignments, ...plan.unassigned].map(({ repairId }) => repairId)
    expect(named.toSorted()).toEqual(orders.map(({ repairId }) => repairId).toSorted())
    for (const { repairId, personId, why } of plan.assignments) {
      const order = orders.find(each => each.repairId === repairId)
      const worker = workers.find(each => each.personId === personId)
      expect([order && worker && canTake(order, worker), why]).toEqual([
        true,
        expect.stringMatching(/ · .*手上.* · 约/),
      ])
    }
    for (const { why } of plan.unassigned) expect(why).toMatch(/没有人登记|都没有上岗/)
  }
})

test('of two plumbers the nearer one with less in hand comes first, and it says so; who cannot comes last, and it says why', () => {
  const plumber = { skills: ['plumbing' as const], areas: [], onShift: true, load: 2, busyMin: 0 }
  const near = { ...plumber, personId: 'a', name: '李强', building: '3' }
  const far = { ...plumber, personId: 'b', name: '张伟', building: '12' }
  const off = { ...near, personId: 'c', name: '赵刚', onShift: false }
  const other = { ...near, personId: 'd', name: '钱工', skills: ['electric' as const] }
  const order = { repairId: 'r', kind: 'water' as const, building: '3', dueMin: 600 }
  expect(rankFor(order, [off, far, other, near]).map(({ worker, fits, why }) => [worker.name, fits, why])).toEqual([
    ['李强', true, '水暖 · 就在本楼 · 手上 2 单 · 约 2 分钟到'],
    ['张伟', true, '水暖 · 不限片区 · 手上 2 单 · 约 13 分钟到'],
    ['赵刚', false, '没有上岗'],
    ['钱工', false, '没有登记这项技能'],
  ])
  expect(rankFor({ ...order, not: ['a'] }, [near, far])[0]?.worker.name).toBe('张伟')
})
