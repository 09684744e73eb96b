import { roundApi } from '@linli/shared/billing/round-api'
import { ErrorBody } from '@linli/shared/contract'
import { beforeAll, describe, expect, it } from 'vitest'
import { roleIn, staffWith } from '../../test/actors'
import { callAs } from '../../test/call'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { uploaded } from '../../test/repair-story'
import { makeApp } from '../http'
import { planRecords } from '../imports/planners'
import { confirmReading } from './confirm-reading'
import { correctReading } from './correct-reading'
import { coverKey } from './cover'
import { createMeter } from './create-meter'
import { listMeters } from './list-registers'
import { meterRoutes } from './meter-routes'
import { loadMeter, type StoredMeter } from './meter-store'
import { listHeldReadings, listReadings, loadReading, meterReadings } from './reading-store'
import { replaceMeter } from './replace-meter'
import { saveReadings } from './save-readings'
import { workerKey } from '../repairs/workers'
import { updateMeter } from './update-meter'
import { withdrawReading } from './withdraw-reading'

let deps: TestDeps
let place: Place
let roomId: string
beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  ;({ roomId } = await makeRoom(place))
})

let made = 0
const meterOf = (more: Partial<Parameters<typeof createMeter>[1]> = {}): Promise<StoredMeter> =>
  createMeter(place.ctx, {
    communityId: place.communityId,
    at: { kind: 'room', roomId },
    type: 'power',
    number: `D-${++made}`,
    digits: 5,
    reading: 100_000,
    readOn: '2026-01-01',
    ...more,
  })
const at = ({ meterId, roomId }: StoredMeter) => ({ communityId: place.communityId, roomId, meterId })
const save = async (meter: StoredMeter, value: number, readOn: string, rolledOver = false) => {
  const { results } = await saveReadings(place.ctx, {
    communityId: place.communityId,
    readOn,
    readings: [{ roomId: meter.roomId, meterId: meter.meterId, value, rolledOver }],
  })
  return results[0]
}

describe('readings typed in a table', () => {
  it('are taken one by one: a bad one has its sentence and keeps no other back; asked again, nothing is added', async () => {
    const [good, bad] = [await meterOf(), await meterOf()]
    const sheet = {
      communityId: place.communityId,
      readOn: '2026-01-31',
      readings: [
        { roomId, meterId: good.meterId, value: 112_500 },
        { roomId, meterId: bad.meterId, value: 99_000 },
        { roomId, meterId: deps.newId(), value: 1 },
      ],
    }
    const { results } = await saveReadings(place.ctx, sheet)
    expect(results.map(({ outcome }) => outcome)).toEqual(['saved', 'refused', 'refused'])
    expect(results[1]?.message).toMatch(/比上次的 100 小/)
    expect(results[0]?.meter?.last).toMatchObject({ value: 112_500, usage: 125_000_000 })
    const again = await saveReadings(place.ctx, sheet)
    expect(again.results[0]?.outcome).toBe('saved')
    expect((await meterReadings(place.ctx, { ...at(good), limit: 10 })).items).toHaveLength(1)
    expect((await save(good, 120_000, '2026-01-31'))?.message).toMatch(/已经抄过/)
    const future = { ...sheet, readOn: '2026-11-23' }
    await expect(saveReadings(place.ctx, future)).rejects.toMatchObject({ code: 'request.invalid' })
  })

  it('are one of a meter and day, whichever of two clerks is first', async () => {
    const meter = await meterOf()
    const both = await Promise.all([save(meter, 110_000, '2026-01-31'), save(meter, 111_000, '2026-01-31')])
    expect(new Set(both.map(each => each?.outcome))).toEqual(new Set(['refused', 'saved']))
    const { items } = await meterReadings(place.ctx, { ...at(meter), limit: 10 })
    expect(items.map(({ value }) => value)).toEqual([both.find(each => each?.outcome === 'saved')?.meter?.last?.value])
  })

  it('of two days at once stand one on the other', async () => {
    for (const meter of [await meterOf(), await meterOf(), await meterOf()]) {
      await Promise.all([save(meter, 110_000, '2026-01-31'), save(meter, 120_000, '2026-02-28')])
      const { items } = await meterReadings(place.ctx, { ...at(meter), limit: 10 })
      const used = items.reduce((sum, { usage = 0 }) => sum + usage, 0)
      expect(used).toBe(((items[0]?.value ?? 0) - 100_000) * 10_000)
    }
  })

  it('that run over count on, where it is said', async () => {
    const meter = await meterOf({ reading: 99_990_000 })
    expect((await save(meter, 10_000, '2026-01-31'))?.outcome).toBe('refused')
    expect((await save(meter, 10_000, '2026-01-31', true))?.meter?.last?.usage).toBe(200_000_000)
  })

  it('are held when they are unlike the last ones, until a person confirms or corrects them', async () => {
    const meter = await meterOf()
    await save(meter, 110_000, '2026-01-31')
    expect((await save(meter, 500_000, '2026-02-28'))?.outcome).toBe('held')
    deps.world.settle()
    const held = (await listHeldReadings(place.ctx, { communityId: place.communityId, limit: 100 })).items
    expect(held.filter(({ meterId }) => meterId === meter.meterId)).toHaveLength(1)
    expect((await save(meter, 510_000, '2026-03-31'))?.message).toMatch(/待复核/)
    const reading = { ...at(meter), readOn: '2026-02-28' }
    const confirmed = await confirmReading(place.ctx, { ...reading, reason: '装修用电' })
    expect(confirmed.reading).toMatchObject({ state: 'confirmed', confirmed: { reason: '装修用电' } })
    await expect(confirmReading(place.ctx, { ...reading, reason: '装修用电' })).rejects.toMatchObject({
      code: 'billing.reading_fixed',
    })
    expect((await save(meter, 500_000, '2026-03-31'))?.outcome).toBe('held')
    const wrong = { ...at(meter), readOn: '2026-03-31', reason: '看错一位' }
    const corrected = await correctReading(place.ctx, { ...wrong, value: 520_000 })
    expect(corrected.reading).toMatchObject({ state: 'confirmed', corrections: [{ from: 500_000, to: 520_000 }] })
    expect(corrected.meter.last).toMatchObject({ state: 'confirmed', usage: 200_000_000 })
    await expect(correctReading(place.ctx, { ...wrong, value: 400_000 })).rejects.toMatchObject({
      code: 'request.invalid',
    })
    await expect(correctReading(place.ctx, { ...reading, value: 400_000, reason: '看错了' })).rejects.toMatchObject({
      code: 'billing.reading_fixed',
      message: expect.stringMatching(/从最后一次/),
    })
  })

  it('can be taken back, the last one first: the meter is as it was', async () => {
    const meter = await meterOf()
    await save(meter, 110_000, '2026-01-31')
    const before = await loadMeter(place.ctx, at(meter))
    const { version } = before
    await replaceMeter(place.ctx, { ...at(meter), on: '2026-02-10', final: 113_000, number: 'N', start: 0, version })
    const wrong = { ...at(meter), readOn: '2026-01-31', value: 111_000, reason: '看错了' }
    await expect(correctReading(place.ctx, wrong)).rejects.toMatchObject({ message: expect.stringMatching(/换表/) })
    expect((await save(meter, 4_000, '2026-02-28'))?.meter?.last?.usage).toBe(70_000_000)
    await withdrawReading(place.ctx, { ...at(meter), readOn: '2026-02-28', reason: '抄错了表' })
    expect((await save(meter, 5_000, '2026-02-28'))?.meter?.last?.usage).toBe(80_000_000)
    await expect(loadReading(place.ctx, { ...at(meter), readOn: '2026-03-31' })).rejects.toMatchObject({
      code: 'record.not_found',
    })
  })
})

it('a device that began before anything was read still counts after its first reading is taken back', async () => {
  const meter = await meterOf({ reading: undefined, readOn: undefined })
  const { version } = meter
  await replaceMeter(place.ctx, { ...at(meter), on: '2026-01-10', final: 0, number: 'FIRST', start: 5_000, version })
  expect((await save(meter, 9_000, '2026-01-31'))?.meter?.last?.usage).toBe(40_000_000)
  await withdrawReading(place.ctx, { ...at(meter), readOn: '2026-01-31', reason: '看错一位' })
  expect((await save(meter, 10_000, '2026-01-31'))?.meter?.last?.usage).toBe(50_000_000)
})

describe('meters', () => {
  it('of one room do not carry one number at a time, and may swap', async () => {
    const [one, two] = [await meterOf({ number: 'S-1' }), await meterOf({ number: 'S-2' })]
    const named = async (meter: StoredMeter, number: string) => {
      const { version, reading, readOn, digits } = await loadMeter(place.ctx, at(meter))
      return updateMeter(place.ctx, { ...at(meter), number, version, reading, readOn, digits })
    }
    const taken = { code: 'record.exists' }
    await expect(named(one, 'S-2')).rejects.toMatchObject(taken)
    const { version } = one
    const replaced = { ...at(one), on: '2026-01-10', final: 101_000, number: 'S-2', start: 0, version }
    await expect(replaceMeter(place.ctx, replaced)).rejects.toMatchObject(taken)
    await named(two, 'S-3')
    await named(one, 'S-2')
    expect(await named(two, 'S-1')).toMatchObject({ number: 'S-1' })
    await named(one, 'S-4')
    await named(two, 'S-2')
    await expect(meterOf({ number: 'S-4' })).rejects.toMatchObject(taken)
  })

  it('are one by place, type and number; changed by whoever saw the newest; begin where they began', async () => {
    const meter = await meterOf({ number: 'ONE' })
    await expect(meterOf({ number: 'ONE' })).rejects.toMatchObject({ code: 'record.exists' })
    const change = { ...at(meter), number: 'ONE', digits: 6, reading: 90_000, readOn: '2026-01-01' }
    expect(await updateMeter(place.ctx, { ...change, version: 1 })).toMatchObject({ version: 2, reading: 90_000 })
    await expect(updateMeter(place.ctx, { ...change, version: 1 })).rejects.toMatchObject({ code: 'record.changed' })
    const { version } = (await save(meter, 100_000, '2026-01-31'))?.meter ?? meter
    await expect(updateMeter(place.ctx, { ...change, reading: 80_000, version })).rejects.toMatchObject({
      code: 'request.invalid',
    })
  })

  it('of a building stand after its rooms, those of all by themselves', async () => {
    const input = { communityId: place.communityId, type: 'power' as const, number: 'G-1' }
    const lift = await createMeter(place.ctx, { ...input, at: { kind: 'building', building: '3' }, name: '电梯' })
    expect(lift).toMatchObject({ roomId: lift.meterId, roomCode: '3-公共', common: { building: '3' } })
    await createMeter(place.ctx, { ...input, at: { kind: 'community' } })
    const nowhere = createMeter(place.ctx, { ...input, at: { kind: 'building', building: '99' } })
    await expect(nowhere).rejects.toMatchObject({ code: 'request.invalid' })
    deps.world.settle()
    const of = async (building: string) =>
      (await listMeters(place.ctx, { communityId: place.communityId, building, limit: 100 })).items
    expect((await of('3')).at(-1)?.meterId).toBe(lift.meterId)
    expect((await of('公共')).map(({ roomCode }) => roomCode)).toEqual(['公共'])
  })

  it('take later readings from a sheet too, under their newest number', async () => {
    const meter = await meterOf({ number: 'OLD' })
    const { version } = meter
    await replaceMeter(place.ctx, { ...at(meter), on: '2026-01-10', final: 101_000, number: 'NEW', start: 0, version })
    const importId = deps.newId()
    const import_ = { communityId: place.communityId, companyId: place.companyId, importId, looking: false }
    const row = { kind: 'meter' as const, sheet: '抄表', row: 2, roomCode: '3-2-1501', type: 'power' as const }
    const plan = async (number: string, reading: number, readOn: string) =>
      (await planRecords(place.ctx, import_, 'meter', [{ ...row, number, reading, readOn }]))[0]
    const planned = await plan('NEW', 3_000, '2026-01-31')
    expect(planned?.conflict).toBeUndefined()
    // Whatever is billed of the room afterwards keeps the reading when the import is taken back.
    expect(planned?.untouched).toEqual([{ key: coverKey(place.communityId, roomId), version: undefined }])
    expect((await plan('NEW', 3_000, '2026-11-23'))?.conflict).toMatch(/不能晚于今天/)
    await place.ctx.db.transact(planned?.writes ?? [], { pk: 'none', sk: 'none' })
    expect((await loadMeter(place.ctx, at(meter))).last).toMatchObject({ value: 3_000, usage: 40_000_000 })
    expect((await plan('NEW', 3_000, '2026-01-31'))?.writes).toEqual([])
    expect((await plan('NEW', 2_000, '2026-02-28'))?.conflict).toMatch(/比上次的 3 小/)
    deps.world.settle()
    const { items } = await listReadings(place.ctx, { communityId: place.communityId, month: '2026-01', limit: 100 })
    expect(items.find(({ meterId }) => meterId === meter.meterId)).toMatchObject({ importId })
  })
})

describe('readings on the spot', () => {
  const round = async () => {
    const meter = await meterOf()
    const person = await staffWith(deps, [roleIn(place, 'repairer')], 60)
    const app = makeApp(deps, meterRoutes)
    const one = { communityId: place.communityId, roomId, meterId: meter.meterId }
    const photoId = await uploaded(place, person.personId)
    const read = (value: number, at: string, photo = photoId, key?: string) =>
      callAs(app, person, roundApi.readMeter, { ...one, value, at, photoId: photo, where }, key)
    return { meter, person, app, one, photoId, read }
  }
  const where = { latE6: 31_239_700, lngE6: 121_499_800 }
  const sentence = ({ body }: { body: unknown }) => ErrorBody.parse(body).error.message

  it('are kept once with the photo, which the office sees; one that jumps waits for a person', async () => {
    const { one, person, app, photoId, read } = await round()
    const key = deps.newId()
    const at = '2026-01-31T02:00:00.000Z'
    const [first, again] = [await read(112_500, at, photoId, key), await read(112_500, at, photoId, key)]
    expect([first.ok().last, again.ok()]).toEqual([
      expect.objectContaining({ readOn: '2026-01-31', value: 112_500, state: 'confirmed' }),
      first.ok(),
    ])
    const office = await staffWith(deps, [roleIn(place, 'clerk')], 60)
    const seen = await callAs(app, office, roundApi.readingPhoto, { ...one, readOn: '2026-01-31' })
    expect(seen.ok()).toMatchObject({ fileId: photoId, at, where, photo: { url: expect.stringContaining(photoId) } })
    const next = await uploaded(place, person.personId)
    expect((await read(900_000, '2026-02-28T02:00:00.000Z', next)).ok().last?.state).toBe('held')
  })

  it('are refused in a sentence: back, of tomorrow, with somebody else’s photo, or when another was there before', async () => {
    const { meter, person, read } = await round()
    expect(sentence(await read(99_000, '2026-01-31T02:00:00.000Z'))).toMatch(/^比上次的 100 小/)
    expect(sentence(await read(112_500, '2027-01-31T02:00:00.000Z'))).toBe('抄表日期不能晚于今天')
    const theirs = await uploaded(place, deps.newId())
    expect((await read(112_500, '2026-01-31T02:00:00.000Z', theirs)).code).toBe('files.not_arrived')
    await save(meter, 112_500, '2026-01-31')
    expect(sentence(await read(113_000, '2026-01-31T02:00:00.000Z'))).toMatch(/^2026年1月31日已由.+抄过，读数 112.5$/)
    // The same value: the office typed what the phone has a picture of.
    expect((await read(112_500, '2026-01-31T02:00:00.000Z')).ok().last?.value).toBe(112_500)
    const { photo } = await loadReading(place.ctx, { ...at(meter), readOn: '2026-01-31' })
    expect([photo?.at, person.personId.length]).toEqual(['2026-01-31T02:00:00.000Z', 26])
  })

  it('of who was dismissed meanwhile wait for the office; who never worked here hands nothing over', async () => {
    const { meter, one } = await round()
    const app = makeApp(deps, meterRoutes)
    const gone = await staffWith(deps, [], 60)
    const told = { ...one, value: 112_500, at: '2026-11-20T02:00:00.000Z' }
    expect((await callAs(app, gone, roundApi.handOverReading, told)).code).toBe('access.forbidden')
    const { personId } = gone
    const card = { personId, name: '孙伟', skills: [], areas: [], shifts: [], onShift: false, active: false }
    const handedOver = async (at: string, leftAt?: string) => {
      const put = { ...workerKey(place.communityId, gone.personId), ...card, version: 1, ...(leftAt && { leftAt }) }
      await place.ctx.db.writeMany([{ put }])
      return (await callAs(app, gone, roundApi.handOverReading, { ...told, at })).code
    }
    // After they had left, and longer ago than their phone keeps it.
    expect(await handedOver(told.at, '2026-11-20T01:00:00.000Z')).toBe('access.forbidden')
    expect(await handedOver('2026-10-20T02:00:00.000Z', '2026-11-20T03:00:00.000Z')).toBe('access.forbidden')
    for (let times = 0; times < 2; times++) expect(await handedOver(told.at, '2026-11-20T03:00:00.000Z')).toBe('ok')
    expect(await loadReading(place.ctx, { ...at(meter), readOn: '2026-11-20' })).toMatchObject({
      state: 'held',
      held: 'unsent',
      value: 112_500,
    })
  })
})
