import type { Referring } from '@linli/shared/imports/detail'
import { ImportRecord, type RecordKind, type RecordOf } from '@linli/shared/imports/record'
import * as z from 'zod'
import type { Context } from '../context'
import type { PlanAt, Planned, Planner, ReferringTo } from './planned'
import { objectKeys, readObject, type StoredImport } from './store'

type AnyPlanner = (ctx: Context, at: PlanAt, records: ImportRecord[]) => Promise<Planned[]>
type AnyReferring = (ctx: Context, at: PlanAt, records: ImportRecord[]) => Promise<Referring[]>
type Owner = { plan: AnyPlanner; referring?: AnyReferring }

/** Only records of one kind reach what its domain offers. */
function owner<K extends RecordKind>(kind: K, plan: Planner<K>, referring?: ReferringTo<K>): Owner {
  const own = (records: ImportRecord[]) => records.filter((record): record is RecordOf<K> => record.kind === kind)
  return {
    plan: (ctx, at, records) => plan(ctx, at, own(records)),
    ...(referring && { referring: (ctx, at, records) => referring(ctx, at, own(records)) }),
  }
}

const drafts = () => import('../opening/plan-drafts')

/** Whose the kinds of records are; loaded when the first comes. */
const owners: Record<RecordKind, () => Promise<Owner>> = {
  fee_item: async () => owner('fee_item', (await import('../billing/plan-fee-items')).planFeeItems),
  room: async () =>
    owner(
      'room',
      (await import('../communities/import-rooms')).planRooms,
      (await import('../billing/referring-to-rooms')).referringToRooms,
    ),
  residents: async () => owner('residents', (await import('../people/plan-residents')).planResidents),
  assignment: async () => owner('assignment', (await import('../billing/plan-assignments')).planAssignments),
  space: async () => owner('space', (await import('../parking/plan-spaces')).planSpaces),
  vehicle: async () => owner('vehicle', (await import('../parking/plan-vehicles')).planVehicles),
  meter: async () => owner('meter', (await import('../billing/plan-meters')).planMeters),
  paid_through: async () => {
    const { planPaidThrough, referringToPaidThrough } = await import('../billing/plan-paid-through')
    return owner('paid_through', planPaidThrough, referringToPaidThrough)
  },
  arrears: async () => owner('arrears', (await drafts()).planDrafts, (await drafts()).referringToDrafts),
  prepayment: async () => owner('prepayment', (await drafts()).planDrafts, (await drafts()).referringToDrafts),
  deposit: async () => owner('deposit', (await drafts()).planDrafts, (await drafts()).referringToDrafts),
  history: async () => owner('history', (await import('../opening/plan-history')).planHistory),
}

/** The records of one kind by the planner of the domain that owns them. */
export async function planRecords(
  ctx: Context,
  at: PlanAt,
  kind: RecordKind,
  records: ImportRecord[],
): Promise<Planned[]> {
  const { plan } = await owners[kind]()
  return plan(ctx, at, records)
}

const atOnce = 100

/** The records of an import that are of these kinds, some at a time, as they lie in its chunks. */
export async function* recordsOf<K extends RecordKind>(
  ctx: Context,
  { communityId, importId, reading, chunks }: StoredImport,
  kinds: readonly K[],
): AsyncGenerator<RecordOf<K>[]> {
  const isAsked = (record: ImportRecord): record is RecordOf<K> => kinds.some(kind => kind === record.kind)
  for (const [i, { kind }] of chunks.entries()) {
    if (!kinds.some(asked => asked === kind)) continue
    const key = objectKeys(communityId, importId).records(reading, i + 1)
    const records = ((await readObject(ctx, key, z.array(ImportRecord))) ?? []).filter(isAsked)
    for (let from = 0; from < records.length; from += atOnce) yield records.slice(from, from + atOnce)
  }
}

/** What the records' domains know to refer to them, some records at a time. */
export async function* recordsReferredTo(
  ctx: Context,
  known: StoredImport,
  companyId: string,
): AsyncGenerator<Referring[]> {
  const { communityId, importId, reading } = known
  const at = { communityId, companyId, importId, looking: true }
  for (const [i, { kind }] of known.chunks.entries()) {
    const { referring } = await owners[kind]()
    if (!referring) continue
    const key = objectKeys(communityId, importId).records(reading, i + 1)
    const records = (await readObject(ctx, key, z.array(ImportRecord))) ?? []
    for (let from = 0; from < records.length; from += atOnce)
      yield await referring(ctx, at, records.slice(from, from + atOnce))
  }
}
