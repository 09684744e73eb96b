import { expect, it } from 'vitest'
import { Totals, totalsWithout } from './read-totals'
import type { ImportRecord } from './record'

const at = { sheet: '欠费', row: 2 }
const room = (room: string): ImportRecord => ({
  kind: 'room',
  ...at,
  code: `1-1-${room}`,
  building: '1',
  unit: '1',
  room,
  areas: { built: 8050 },
  status: 'vacant',
})
const payment = (roomCode: string, paidFen: number): ImportRecord => ({
  kind: 'history',
  ...at,
  roomCode,
  feeItemName: '物业费',
  paidFen,
  paidOn: '2025-01-01',
})

it('what does not go in is in no sum by building or item, and the sheet’s own sums stay', () => {
  const totals = new Totals()
  const records = [room('101'), room('102'), payment('1-1-101', 100), payment('1-1-102', 30), payment('2-1-101', 7)]
  for (const record of records) totals.add(record)
  const all = totals.totals([])
  expect(totalsWithout(all, [])).toEqual(all)
  expect(totalsWithout(all, [room('102'), payment('1-1-102', 30), payment('2-1-101', 7)])).toMatchObject({
    byBuilding: [{ building: '1', rooms: 1, builtM2x100: 8050 }],
    byItem: [{ building: '1', name: '物业费', count: 1, amountFen: 100 }],
    sheetTotals: [],
  })
  expect(totalsWithout(all, records)).toMatchObject({ byBuilding: [], byItem: [] })
})
