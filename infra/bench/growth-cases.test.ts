import { endpoints } from '@linli/shared/api'
import { endpoint } from '@linli/shared/contract'
import { Id } from '@linli/shared/ids'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { growthCases, type Known } from './growth-cases'

const id = '0'.repeat(26)
const known: Known = {
  communityId: '000000',
  roomId: id,
  personId: id,
  cashierId: id,
  meterId: id,
  poolId: id,
  batchId: id,
  contractId: id,
  billId: id,
  debtId: id,
  orderId: `000000${id}`,
  invoiceId: id,
  repairId: id,
  complaintId: id,
  passId: id,
  noticeId: id,
  gateId: id,
  postId: id,
  link: `000000${id}${'a'.repeat(43)}`,
  feeItemId: id,
  importId: id,
  jobId: id,
  runId: id,
  fileId: id,
  exportId: id,
  code: `000000${'a'.repeat(32)}`,
  scene: `000000${'0'.repeat(16)}`,
  printId: id,
  month: '2026-11',
  year: '2026',
  objectType: 'order',
  objectId: id,
  actorId: 'linli',
  merchantRef: 'linli',
  date: '2026-11-05',
}

test('every GET endpoint of the contract is measured', () => {
  const measured = new Set(growthCases(known).map(each => each.endpoint.id))
  const asked = endpoints.filter(({ method }) => method === 'GET').map(each => each.id)
  expect([...measured].toSorted()).toEqual(asked.toSorted())
  expect(asked.length).toBeGreaterThan(40)
})

test('each call has a name of its own, a page of 20 and a filter that its endpoint knows', () => {
  const cases = growthCases(known)
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
  expect(cases.map(({ name }) => name)).toContain('communities.browse(building,unit)')
  for (const {
    endpoint: { input: declared },
    input,
  } of cases) {
    expect(Object.keys(declared.shape)).toEqual(expect.arrayContaining(Object.keys(input)))
    if ('limit' in declared.shape) expect(input.limit).toBe('20')
  }
})

test('only the lists of bills over all rooms are counted by the shard', () => {
  const perShard = growthCases(known).filter(each => each.perShard)
  expect(new Set(perShard.map(each => each.endpoint.id))).toEqual(
    new Set(['billing.listBills', 'billing.listArrears', 'dunning.listArrears']),
  )
})

test('an endpoint that the estate has nothing for is named', () => {
  const strange = endpoint({
    id: 'communities.parking',
    method: 'GET',
    path: '/v1/parking/:lotId',
    summary: '车位',
    access: { kind: 'staff' },
    input: { lotId: Id },
    output: z.object({}),
  })
  expect(() => growthCases(known, [strange])).toThrow('growth has no value for communities.parking: lotId')
})
