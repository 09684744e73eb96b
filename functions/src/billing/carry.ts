import { PoolShare } from '@linli/shared/billing/pool-schema'
import { RoomVacancies } from '@linli/shared/billing/vacancy-schema'
import { Id } from '@linli/shared/ids'
import { bare, listedPart, type Part, part, partition } from '../exports/part'
import { contractItem, contractsPk, StoredContract } from './contract-store'
import { feeItemItem, feeItemKey, StoredFeeItem } from './fee-item-store'
import { aliasItems, meterItem, metersByRoom, StoredMeter } from './meter-store'
import { poolItem, poolsPk, shareItem, sharesPk, StoredPool } from './pool-store'
import { questionItem, questionsByTime, StoredQuestion } from './question-store'
import { readingItem, readingsByMonth, StoredReading } from './reading-store'
import { assignmentItem, assignmentsByRoom, StoredAssignment } from './register-store'
import { vacanciesByTime, vacanciesItem } from './vacancy-store'
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

const metersPart = part({
  name: 'meters',
  record: StoredMeter.loose(),
  async *read(source) {
    const place = { pk: metersByRoom(source.communityId), index: 'gs1' as const }
    for await (const items of partition(source, place)) yield items.map(each => StoredMeter.loose().parse(each))
  },
  items: (_, records) => records.flatMap(meter => [meterItem(meter), ...aliasItems(meter)]),
})

const readingsPart = listedPart({
  name: 'readings',
  record: StoredReading.loose(),
  pk: readingsByMonth,
  index: 'gs1',
  item: (_, record) => readingItem(record),
})

const poolsPart = listedPart({
  name: 'cost-pools',
  record: StoredPool.loose(),
  pk: poolsPk,
  item: (_, record) => poolItem(record),
})

const CarriedShare = PoolShare.extend({ poolId: Id })

const sharesPart = part({
  name: 'cost-shares',
  record: CarriedShare,
  async *read(source) {
    for await (const pools of partition(source, { pk: poolsPk(source.communityId) }))
      for (const { poolId } of pools.map(pool => StoredPool.pick({ poolId: true }).parse(pool)))
        for await (const shares of partition(source, { pk: sharesPk(source.communityId, poolId) }))
          yield shares.map(share => CarriedShare.parse({ ...share, poolId }))
  },
  items: ({ communityId }, records) => records.map(({ poolId, ...share }) => shareItem(communityId, poolId, share)),
})

const assignmentsPart = listedPart({
  name: 'assignments',
  record: StoredAssignment.loose(),
  pk: assignmentsByRoom,
  index: 'gs1',
  item: (_, record) => assignmentItem(record),
})

const questionsPart = listedPart({
  name: 'bill-questions',
  record: StoredQuestion.loose(),
  pk: questionsByTime,
  index: 'gs1',
  item: (_, record) => questionItem(record),
})

const vacanciesPart = listedPart({
  name: 'vacancies',
  record: RoomVacancies.loose(),
  pk: vacanciesByTime,
  index: 'gs1',
  item: (_, record) => vacanciesItem(record),
})

const contractsPart = part({
  name: 'contracts',
  record: StoredContract.loose(),
  async *read(source) {
    for await (const items of partition(source, { pk: contractsPk(source.communityId) })) {
      const contracts = items.map(item => StoredContract.loose().parse(bare(item)))
      for (const { party } of contracts) if (party.personId) source.seen.people.add(party.personId)
      yield contracts
    }
  },
  items: (_, records) => records.map(record => contractItem(record)),
})

/** What is small and is read when everything else has been. */
export const billingParts: Part[] = [
  feeItemsPart,
  runsPart,
  statePart,
  metersPart,
  readingsPart,
  poolsPart,
  sharesPart,
  assignmentsPart,
  contractsPart,
  questionsPart,
  vacanciesPart,
]
