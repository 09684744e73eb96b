import { expect, test } from 'vitest'
import type { ChargedRoom } from '../communities/charged-room'
import { namedPayer } from './named-payer'

const person = (personName: string, role: 'owner' | 'tenant' | 'family', from = '2000-01-01', to?: string) => ({
  personId: `person-${personName}`,
  personName,
  role,
  from,
  ...(to && { to }),
})
/** 赵前 sold to 李小红 and 王建军 on 1 July; 陈静 rents, 李小宝 is their child. */
const room: ChargedRoom = {
  roomId: 'room',
  code: '1-1-101',
  areas: { built: 10_000 },
  status: 'occupied',
  occupancies: [
    person('赵前', 'owner', '2000-01-01', '2026-07-01'),
    person('李小红', 'owner', '2026-07-01'),
    person('王建军', 'owner', '2026-07-01'),
    person('陈静', 'tenant', '2026-08-01'),
    person('李小宝', 'family', '2026-07-01'),
  ],
}
const developer = { personId: 'person-developer', name: '绿地置业' }
const whose = (day: string, name?: string) => {
  const payer = namedPayer(room, developer, day, name)
  return payer && [payer.kind, payer.name, payer.personIds.length, payer.alsoLiable?.length ?? 0]
}

test('without a name, who owed on that day', () => {
  expect(whose('2026-06-30')).toEqual(['owners', '赵前', 1, 0])
  expect(whose('2026-07-01')).toEqual(['owners', '李小红、王建军', 2, 0])
})

test('a name stays with its person: a seller’s debt is never the buyers’, and one owner binds the others of the day', () => {
  expect(whose('2026-05-31', '赵前')).toEqual(['owners', '赵前', 1, 0])
  expect(whose('2026-08-31', '赵前')).toEqual(['owners', '赵前', 1, 0])
  expect(whose('2026-08-31', '李小红')).toEqual(['owners', '李小红', 1, 1])
  expect(whose('2026-05-31', '李小红')).toEqual(['owners', '李小红', 1, 0])
  expect(whose('2026-08-31', '李小红、王建军')).toEqual(['owners', '李小红、王建军', 2, 0])
})

test('a tenant owes with the owners beside; a family member’s name means the owners', () => {
  expect(whose('2026-08-31', '陈静')).toEqual(['tenant', '陈静', 1, 2])
  expect(whose('2026-08-31', '李小宝')).toEqual(['owners', '李小红、王建军', 2, 0])
})

test('a name that nobody has here stays a name', () => {
  expect(whose('2026-08-31', '孙丽')).toEqual(['former', '孙丽', 0, 0])
  expect(whose('2026-08-31', '李小红、孙丽')).toEqual(['former', '李小红、孙丽', 0, 0])
  expect(whose('2026-08-31', '绿地置业')).toEqual(['developer', '绿地置业', 1, 0])
  expect(namedPayer({ ...room, occupancies: [] }, undefined, '2026-08-31', undefined)).toBeUndefined()
})
