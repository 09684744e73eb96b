import { RepairColumn } from '@linli/shared/repairs/schema'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { expect, it, test } from 'vitest'
import { actOfDrop, actorsOf, actsOf } from './board-moves'

const now = '2026-11-23T02:00:00.000Z'
const repair: OfficeRepair = {
  repairId: '01JD8QF5C3P4V7K9M2X6Z0W1YH',
  number: 'BX261123-0W1YH',
  communityId: 'ABC123',
  kind: 'water',
  emergency: false,
  place: { kind: 'room', roomId: '01JD8QF5C3P4V7K9M2X6Z0W1YA', code: '1-1-101', building: '1' },
  text: '漏水',
  source: 'phone',
  state: 'submitted',
  reportedAt: now,
  respondBy: now,
  finishBy: now,
  quotes: [],
  urges: 0,
  reopened: 0,
  followers: 0,
  pictures: [],
  version: 1,
  reporterName: '王建国',
  chargeFen: 0,
}
const clerk = actorsOf(permission => permission === 'repairs:dispatch')
const manager = actorsOf(() => true)
const reader = actorsOf(() => false)
const seen = (state: OfficeRepair['state'], actors = clerk) => ({ repair: { ...repair, state }, actors, now })

test.each([
  ['submitted', 'working', 'assign'],
  ['returned', 'working', 'assign'],
  ['in_progress', 'paused', 'pause'],
  ['paused', 'working', 'resume'],
  ['done', 'over', 'confirm'],
  ['done', 'waiting', 'reopen'],
  ['submitted', 'over', 'decline'],
  ['accepted', 'over', 'cancel'],
] as const)('%s dropped on %s: %s', (state, column, act) => expect(actOfDrop(seen(state), column)).toEqual({ act }))

it('says why a card does not go there', () => {
  expect(actOfDrop(seen('assigned'), 'waiting').why).toContain('换人')
  expect(actOfDrop(seen('in_progress'), 'done').why).toContain('维修人员')
  expect(actOfDrop(seen('assigned'), 'paused').why).toContain('不能暂停')
  expect(actOfDrop(seen('in_progress'), 'over').why).toContain('不能')
  expect(actOfDrop(seen('in_progress', manager), 'over')).toEqual({ act: 'cancel' })
  expect(actOfDrop(seen('done'), 'done')).toEqual({})
})

it('every drop that is possible stands in the menu too, and a reader has neither', () => {
  for (const state of ['submitted', 'accepted', 'assigned', 'in_progress', 'paused', 'done', 'confirmed'] as const)
    for (const column of RepairColumn.options) {
      const { act } = actOfDrop(seen(state, manager), column)
      if (act) expect(actsOf(seen(state, manager))).toContain(act)
      expect(actOfDrop(seen(state, reader), column).act).toBeUndefined()
    }
  expect(actsOf(seen('submitted', reader))).toEqual([])
  expect(actsOf(seen('submitted'))).toEqual(['assign', 'accept', 'merge', 'decline', 'cancel'])
})
