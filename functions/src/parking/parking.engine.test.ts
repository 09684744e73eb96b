import type { ImportRecord } from '@linli/shared/imports/record'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeImport, type RecordWish } from '../../test/make-import'
import { listAssignments, listMeters } from '../billing/list-registers'
import { roomIdOf } from '../communities/rooms'
import { confirmImport } from '../imports/confirm-import'
import { planRecords } from '../imports/planners'
import { writeImport } from '../imports/write-import'
import { listSpaces, listVehicles, revealPlate } from './list'

let deps: TestDeps
let place: Place
const holder = { name: '赵云', kind: 'natural' as const, phone: '13700137000' }
const registers: RecordWish[] = [
  {
    kind: 'fee_item',
    name: '公摊水费',
    formula: 'fixed',
    price: 100_000,
    cycle: { kind: 'month' },
    timing: 'postpaid',
  },
  { kind: 'assignment', roomCode: '3-2-1501', feeItemName: '公摊水费', from: '2025-01-01', to: '2026-12-31' },
  {
    kind: 'space',
    lot: '地下',
    code: 'A-12',
    tenure: 'owned',
    roomCode: '3-2-1501',
    holder,
    vehicle: { plate: '京A12345' },
  },
  { kind: 'space', lot: '地面', code: '7' },
  {
    kind: 'vehicle',
    plate: '沪 AD·12345',
    brand: '比亚迪',
    roomCode: '3-2-1501',
    holder: { name: '李小红', kind: 'natural' },
  },
  { kind: 'meter', roomCode: '3-2-1501', type: 'power', number: 'D-7', multiplier: 600_000, reading: 1_000, digits: 5 },
]

beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  await makeRoom(place, { ownerName: '李小红', phone: '13800138001' })
  const made = await makeImport(place, registers)
  const at = { communityId: place.communityId, importId: made.importId }
  await confirmImport(place.ctx, at)
  await writeImport(deps, at)
  deps.world.settle()
})

const page = () => ({ communityId: place.communityId, limit: 20 })

describe('registers that came with an import', () => {
  it('list spaces by lot, and vehicles with their plates masked and their holders known', async () => {
    const spaces = (await listSpaces(place.ctx, page())).items
    expect(spaces.map(({ lot, code, plateMasked }) => [lot, code, plateMasked])).toEqual([
      ['地下', 'A-12', '京A***45'],
      ['地面', '7', undefined],
    ])
    expect((await listSpaces(place.ctx, { ...page(), lot: '地面' })).items).toHaveLength(1)
    const vehicles = (await listVehicles(place.ctx, page())).items
    const shown = vehicles.map(({ plateMasked, brand, holder }) => [plateMasked, brand, holder?.name])
    expect(shown).toHaveLength(2)
    expect(shown).toContainEqual(['京A***45', undefined, '赵云'])
    expect(shown).toContainEqual(['沪A****45', '比亚迪', '李小红'])
    for (const { holder } of vehicles) expect(holder?.personId).toBeDefined()
  })

  it('find a vehicle by its plate as it is typed, and show the plate once its record is kept', async () => {
    const [found] = (await listVehicles(place.ctx, { ...page(), plate: '沪ad12345' })).items
    expect(found?.brand).toBe('比亚迪')
    expect((await listVehicles(place.ctx, { ...page(), plate: '京A00000' })).items).toEqual([])
    const vehicleId = found?.vehicleId ?? ''
    const shown = await revealPlate(place.ctx, { communityId: place.communityId, vehicleId, reason: '挪车' })
    expect(shown.value).toBe('沪AD12345')
    const { items } = await place.ctx.db.query({
      pk: `C#${place.communityId}#audit#vehicle#${vehicleId}`,
      schema: z.object({ action: z.string(), summary: z.string() }),
      limit: 5,
    })
    expect(items).toEqual([{ action: 'parking.reveal_plate', summary: '查看车牌，原因：挪车' }])
  })

  it('list the meters and the dated fee items, of all rooms and of one', async () => {
    const roomId = roomIdOf(place.communityId, '3-2-1501')
    for (const asked of [page(), { ...page(), roomId }]) {
      expect((await listMeters(place.ctx, asked)).items).toMatchObject([
        { number: 'D-7', multiplier: 600_000, digits: 5 },
      ])
      expect((await listAssignments(place.ctx, asked)).items).toMatchObject([
        { feeItemName: '公摊水费', from: '2025-01-01', to: '2026-12-31' },
      ])
    }
  })

  it('know the same rows again, from whatever file, and say of others that they differ', async () => {
    const at = { communityId: place.communityId, companyId: place.companyId, importId: deps.newId(), looking: true }
    const again = registers.map((wish, i) => ({ ...wish, sheet: '别的', row: i + 9 }))
    for (const record of again) {
      const [planned] = await planRecords(place.ctx, at, record.kind, [record])
      expect([record.kind, planned?.writes.length, planned?.conflict]).toEqual([record.kind, 0, undefined])
    }
    const others = again.flatMap((record): ImportRecord[] => {
      if (record.kind === 'space' && record.code === 'A-12') return [{ ...record, tenure: 'rented' as const }]
      if (record.kind === 'meter') return [{ ...record, reading: 2_000 }]
      return record.kind === 'fee_item' ? [{ ...record, price: 120_000 }] : []
    })
    for (const record of others) {
      const [planned] = await planRecords(place.ctx, at, record.kind, [record])
      expect(planned?.conflict).toMatch(/不一样/)
    }
    expect(others).toHaveLength(3)
  })
})
