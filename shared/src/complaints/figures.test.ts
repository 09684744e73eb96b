import { expect, it } from 'vitest'
import { complaintCounters, complaintFigures } from './figures'
import type { Complaint } from './schema'

const complaint: Complaint = {
  complaintId: '0'.repeat(26),
  number: 'TS261130-00000',
  communityId: '000000',
  kind: 'complaint',
  source: 'phone',
  text: '灯坏了',
  state: 'answered',
  reportedAt: '2026-11-30T15:00:00.000Z',
  dueOn: '2026-12-03',
  answer: { text: '换好了', by: '王经理', at: '2026-12-03T15:59:00.000Z' },
  reopened: 0,
  version: 1,
}

it('stands in its month and kind; answered on its date is in time, a minute later in Beijing is not', () => {
  expect(complaintCounters(complaint)).toEqual({ '2026-11|complaint|all': 1, '2026-11|complaint|answered': 1 })
  const late = { text: '换好了', by: '王经理', at: '2026-12-03T16:00:00.000Z' }
  expect(complaintCounters({ ...complaint, answer: late })['2026-11|complaint|answeredLate']).toBe(1)
})

it('adds up; nothing has no rate', () => {
  const cells = [
    { measure: 'answered', value: 4 },
    { measure: 'answeredLate', value: 1 },
    { measure: 'rated', value: 2 },
    { measure: 'stars', value: 7 },
  ]
  expect(complaintFigures(cells)).toMatchObject({ answered: 4, inTimeBp: 7_500, stars10: 35, all: 0 })
  expect(complaintFigures([]).inTimeBp).toBeUndefined()
})
