import { expect, test } from 'vitest'
import type { Payer } from './schema'
import { canSeeBill } from './visibility'

const period = { from: '2026-01-01', to: '2026-01-31' }
const home = (role: 'owner' | 'tenant' | 'family', seesBills = true) => ({
  personId: `person-${role}`,
  role,
  seesBills,
  from: '2020-01-01',
})
const by = (payer: Partial<Payer>) => ({
  period,
  payer: { kind: 'owners' as const, personIds: [], name: '某人', ...payer },
})

test('a bill of somebody from before Linli, or of the developer, is shown to no resident', () => {
  for (const kind of ['former', 'developer'] as const)
    for (const role of ['owner', 'tenant', 'family'] as const)
      expect([kind, role, canSeeBill(home(role), by({ kind }))]).toEqual([kind, role, false])
})

test('who owes it, and who is liable beside them, sees it; others of the home where an owner let them', () => {
  expect(canSeeBill(home('owner'), by({ personIds: ['person-owner'] }))).toBe(true)
  expect(canSeeBill(home('owner'), by({ personIds: ['other'], alsoLiable: ['person-owner'] }))).toBe(true)
  expect(canSeeBill(home('owner'), by({ personIds: ['other'] }))).toBe(false)
  expect(canSeeBill(home('family'), by({ personIds: ['other'] }))).toBe(true)
  expect(canSeeBill(home('family', false), by({ personIds: ['other'] }))).toBe(false)
})
