import { feeApi } from '@linli/shared/billing/fee-api'
import { runApi } from '@linli/shared/billing/run-api'
import { overviewApi } from '@linli/shared/insight/overview-api'
import type { OfficeRole } from '@linli/shared/permissions'
import { beforeAll, describe, expect, it } from 'vitest'
import { roleIn, staffWith } from '../../test/actors'
import { callAs, type Caller } from '../../test/call'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem } from '../../test/make-billing'
import { makeApp } from '../http'
import { routes as insight } from '../insight/routes'
import { monthFigures } from '../payments/month-figures'
import { seal } from '../payments/seal'
import { routes } from './routes'

let deps: TestDeps
let app: ReturnType<typeof makeApp>
let place: Place
let accountant: Caller
const by = (role: OfficeRole, at = place) => staffWith(deps, [roleIn(at, role)])
const ground = { kind: 'contract' as const, text: '物业服务合同 第八条' }

beforeAll(async () => {
  deps = testDeps()
  app = makeApp(deps, [...routes, ...insight])
  place = await makeCommunity(deps)
  accountant = await by('accountant')
})

const wish = () => ({
  communityId: place.communityId,
  name: '物业费',
  formula: { kind: 'area' as const, area: 'built' as const },
  cycle: { kind: 'month' as const },
  timing: 'prepaid' as const,
  rounding: { mode: 'half_up' as const, unit: 'fen' as const },
  nature: 'own_revenue' as const,
  invoiceable: true,
  collectingEntityId: place.community.entities[0]?.entityId ?? '',
  dueDays: 27,
  lateFee: null,
  active: true,
})
const create = (input = wish(), who = accountant, key?: string) => callAs(app, who, feeApi.createFeeItem, input, key)

describe('fee items', () => {
  it('are made once for a repeated request, and its key with another body is refused', async () => {
    const first = (await create(wish(), accountant, 'fee-item-1')).ok()
    const second = (await create(wish(), accountant, 'fee-item-1')).ok()
    expect(second.feeItemId).toBe(first.feeItemId)
    expect((await create({ ...wish(), name: '别的' }, accountant, 'fee-item-1')).code).toBe('request.reused_key')
  })

  it('are made once when two requests with one key race', async () => {
    const made = await Promise.all([create(wish(), accountant, 'fee-item-2'), create(wish(), accountant, 'fee-item-2')])
    expect(new Set(made.map(answer => answer.ok().feeItemId)).size).toBe(1)
  })

  it('are nobody’s but the accountant’s and the manager’s of this community', async () => {
    const elsewhere = await makeCommunity(deps)
    for (const who of [await by('clerk'), await by('cashier'), await by('keeper'), await by('manager', elsewhere)])
      expect((await create(wish(), who)).code).toBe('access.forbidden')
    expect((await create(wish(), {})).code).toBe('access.signed_out')
    expect((await create({ ...wish(), collectingEntityId: deps.newId() })).code).toBe('request.invalid')
  })

  it('are changed by whoever saw the newest version', async () => {
    const { feeItemId, version } = (await create()).ok()
    const change = { ...wish(), feeItemId, version, name: '物业服务费' }
    expect((await callAs(app, accountant, feeApi.updateFeeItem, change)).ok()).toMatchObject({ version: 2 })
    expect((await callAs(app, accountant, feeApi.updateFeeItem, change)).code).toBe('record.changed')
    const race = { ...change, version: 2 }
    const both = await Promise.all([
      callAs(app, accountant, feeApi.updateFeeItem, race),
      callAs(app, accountant, feeApi.updateFeeItem, race),
    ])
    expect(both.map(({ code }) => code).sort()).toEqual(['ok', 'record.changed'])
  })

  it('take tariffs one after the other, never one over another', async () => {
    const { feeItemId } = (await create()).ok()
    const add = async (from: string, to?: string) =>
      callAs(app, accountant, feeApi.addTariff, {
        communityId: place.communityId,
        feeItemId,
        from,
        ...(to && { to }),
        price: 23_000,
        ground,
      })
    const dates = (await add('2026-01-01')).ok() && (await add('2027-01-01')).ok()
    expect(dates.tariffs.map(({ from, to }) => [from, to])).toEqual([
      ['2026-01-01', '2026-12-31'],
      ['2027-01-01', undefined],
    ])
    expect((await add('2026-06-01')).code).toBe('billing.tariff_overlap')
    expect((await add('2025-01-01')).code).toBe('billing.tariff_overlap')
    expect((await add('2025-01-01', '2025-12-31')).ok().tariffs).toHaveLength(3)
    expect((await add('2028-01-01', '2027-12-31')).code).toBe('request.invalid')
  })
})

describe('a run', () => {
  const window = { from: '2026-12-01', to: '2026-12-31' }

  it('is refused backwards, too long, for unknown rooms, and for items that are off or without a price', async () => {
    const priced = await makeFeeItem(place)
    const bare = (await create()).ok()
    const off = (await create({ ...wish(), active: false })).ok()
    const start = (change: object) =>
      callAs(app, accountant, runApi.startRun, {
        communityId: place.communityId,
        ...window,
        feeItemIds: [priced.feeItemId],
        ...change,
      })
    for (const change of [
      { to: '2026-11-30' },
      { to: '2030-01-01' },
      { roomIds: [deps.newId()] },
      { feeItemIds: [off.feeItemId] },
      { feeItemIds: [deps.newId()] },
    ])
      expect((await start(change)).code).toBe('request.invalid')
    expect((await start({ feeItemIds: [bare.feeItemId] })).code).toBe('billing.no_tariff')
  })

  it('is started by a clerk and published by another role', async () => {
    const clerk = await by('clerk')
    const asked = { communityId: place.communityId, runId: deps.newId(), count: 0, amountFen: 0 }
    expect((await callAs(app, clerk, runApi.publishRun, asked)).code).toBe('access.forbidden')
    expect((await callAs(app, accountant, runApi.publishRun, asked)).code).toBe('record.not_found')
  })

  it('shows in the morning’s overview once the journal is sealed, and never twice', async () => {
    const own = await makeCommunity(deps)
    await makeRoom(own, { ownerName: '李小红' })
    const item = await makeFeeItem(own)
    await issue(own, { ...window, feeItems: [item] })
    await seal(deps, own.communityId)
    await seal(deps, own.communityId)
    deps.world.settle()
    await seal(deps, own.communityId)
    expect((await monthFigures(own.ctx, own.communityId, ['2026-12']))[0]?.billedFen).toBe(20_585)
    const at = { communityId: own.communityId, month: '2026-12' }
    const seen = (await callAs(app, await by('manager', own), overviewApi.overview, at)).ok()
    expect(seen).toMatchObject({ rooms: 1, billedFen: 20_585, receivedFen: 0, rateBp: 0, waiting: [] })
    expect(seen.daily).toHaveLength(31)
    expect((await callAs(app, await by('keeper', own), overviewApi.overview, at)).code).toBe('access.forbidden')
  })
})
