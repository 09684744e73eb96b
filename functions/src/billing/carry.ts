import { listedPart, type Part, part } from '../exports/part'
import { feeItemItem, feeItemKey, StoredFeeItem } from './fee-item-store'
import {
  assignmentItem,
  assignmentsByRoom,
  meterItem,
  metersByRoom,
  StoredAssignment,
  StoredMeter,
} from './register-store'
import { BillingState, billingStateKey, loadBillingState, runKey, runsPk, StoredRun } from './run-store'

const feeItemsPart = listedPart({
  name: 'fee-items',
  record: StoredFeeItem.loose(),
  pk: communityId => feeItemKey(communityId, '').pk,
  item: (_, record) => feeItemItem(record),
})

const CarriedRun = StoredRun.loose()

/** Drafts stay behind: what was not issued is computed again. A run that was open arrives as given up. */
const runsPart = listedPart({
  name: 'billing-runs',
  record: CarriedRun,
  pk: runsPk,
  item: (_, { lease: _lease, ...run }) => ({
    ...runKey(run.communityId, run.runId),
    ...run,
    state: run.state === 'published' ? run.state : 'discarded',
    leaseUntil: 0,
  }),
})

const statePart = part({
  name: 'billing',
  record: BillingState.pick({ shards: true }),
  async *read({ ctx, communityId }) {
    yield [{ shards: (await loadBillingState(ctx, communityId)).shards }]
  },
  items: ({ communityId }, records) => records.map(record => ({ ...billingStateKey(communityId), ...record })),
})

const metersPart = listedPart({
  name: 'meters',
  record: StoredMeter.loose(),
  pk: metersByRoom,
  index: 'gs1',
  item: (_, record) => meterItem(record),
})

const assignmentsPart = listedPart({
  name: 'assignments',
  record: StoredAssignment.loose(),
  pk: assignmentsByRoom,
  index: 'gs1',
  item: (_, record) => assignmentItem(record),
})

/** What is small and is read when everything else has been. */
export const billingParts: Part[] = [feeItemsPart, runsPart, statePart, metersPart, assignmentsPart]
