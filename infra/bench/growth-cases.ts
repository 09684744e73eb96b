import { endpoints } from '@linli/shared/api'
import type { Endpoint } from '@linli/shared/contract'

/** Ids and dates of an estate, by the names that the contract gives them. */
export type Known = Record<
  | 'communityId'
  | 'roomId'
  | 'personId'
  | 'cashierId'
  | 'meterId'
  | 'poolId'
  | 'batchId'
  | 'contractId'
  | 'billId'
  | 'debtId'
  | 'orderId'
  | 'invoiceId'
  | 'repairId'
  | 'complaintId'
  | 'passId'
  | 'noticeId'
  | 'gateId'
  | 'postId'
  | 'link'
  | 'feeItemId'
  | 'importId'
  | 'runId'
  | 'jobId'
  | 'fileId'
  | 'exportId'
  | 'code'
  | 'scene'
  | 'printId'
  | 'month'
  | 'year'
  | 'objectType'
  | 'objectId'
  | 'actorId'
  | 'merchantRef'
  | 'date',
  string
>

export type GrowthCase = {
  name: string
  endpoint: Endpoint
  input: Record<string, string>
  /** A list that reads every shard of the community's bills: its capacity is divided by their number. */
  perShard: boolean
}

/** What the estate charges stays in its car park by. */
export const stayItemId = '0'.repeat(26)

/** One of the places that all share, in both communities. */
export const liftId = '0'.repeat(25).concat('1')

/** Who called the office and came to the gate in both communities. */
export const callerPhone = '13800001234'
export const callerPlate = '京A12345'
/** The first of the estate's rooms, as somebody types it. */
const visitedRoom = '1-1-101'

const pageSize = '20'
const sharded = new Set(['billing.listBills', 'billing.listArrears', 'dunning.listArrears'])

/** What an endpoint asks for beside the estate's ids. */
const given: Record<string, Record<string, string>> = {
  'opening.listDrafts': { kind: 'arrears' },
  // The estate's month is that of its bills; what it brought along is older.
  'opening.listHistory': { month: '' },
  // Of all fee items: the counters are those of the estate's bills.
  'insight.collection': { period: '2026-11', by: 'building', feeItemId: '' },
  'payments.findOrders': { number: '4200002711202611' },
  'payments.listRefunds': { shelf: 'waiting' },
  // Of one room it reads the year and leaves the other rooms out: as much as one account pays in a year.
  'payments.myReceipts': { roomId: '' },
  'billing.previewExpression': { text: '单价 × 建筑面积', price: '23000' },
  'billing.quoteStay': {
    feeItemId: stayItemId,
    plate: callerPlate,
    enteredAt: '2026-11-05T01:00:00.000Z',
    leftAt: '2026-11-05T02:00:00.000Z',
  },
  'forum.shelf': { shelf: 'review' },
  'forum.search': { q: '电梯坏了' },
  'complaints.figures': { period: '2026-11' },
  'notices.unread': { show: 'unread', building: '1', unit: '' },
  'repairs.figures': { by: 'building', period: '2026-11' },
  'repairs.materials': { period: '2026-11' },
  'repairs.costs': { period: '2026-11' },
  'billing.metersToRead': { building: '1' },
  'billing.readingPhoto': { readOn: '2026-11-20' },
  'billing.statement': { from: '2026-01-01', to: '2026-12-31' },
  'billing.myStatement': { from: '2026-01-01', to: '2026-12-31' },
}

/** Ways of asking that read by another key than the plain call; an empty value leaves a name out. */
const filters: Record<string, Record<string, string>[]> = {
  'communities.browse': [{ building: '1' }, { building: '1', unit: '1' }, { prefix: '1' }],
  'communities.listBuildings': [{ prefix: '1' }],
  'communities.listPlaces': [{ building: '1' }],
  'repairs.figures': [{ by: 'place' }],
  'communities.listRooms': [{ prefix: '1-1-' }],
  'people.list': [{ name: '李小红' }],
  'billing.listDrafts': [{ flag: 'new' }],
  'billing.listBills': [{ prefix: '1-1-' }],
  'dunning.listArrears': [{ order: 'amount' }, { building: '1' }, { minDays: '30' }, { only: 'disputed' }],
  'dunning.listTasks': [{ show: 'done' }],
  'opening.listDrafts': [{ prefix: '1-1-' }, { state: 'confirmed' }],
  'opening.listHistory': [
    { roomId: '', payer: '李小红' },
    { roomId: '', item: '物业费' },
    { roomId: '', month: '2024-05' },
  ],
  'billing.listContracts': [{ show: 'ended' }],
  'billing.listBulkItems': [{ show: 'problems' }],
  'billing.listQuestions': [{ show: 'all' }],
  'billing.listVacancies': [{ show: 'all' }],
  'invoices.listInvoices': [{ group: 'issued' }, { month: '' }],
  'invoices.invoiceable': [{ show: 'part' }],
  'billing.listMeters': [{ roomId: '' }, { roomId: '', building: '1' }],
  'billing.listAssignments': [{ roomId: '' }],
  'parking.listSpaces': [{ lot: '地下' }],
  'payments.listDeposits': [{ prefix: '1-1-' }],
  'payments.listMandates': [{ prefix: '1-1-' }],
  'payments.listBankLines': [{ state: 'sent' }],
  // The plain call asks for what is in one person's hands.
  'repairs.list': [
    { roomId: '', personId: '' },
    { column: 'waiting' },
    { roomId: '', personId: '', kind: 'water' },
    { roomId: '', personId: '', period: '2026-11', kind: 'water' },
    { roomId: '', personId: '', period: '2026-11' },
    { roomId: '', period: '2026-11' },
    { roomId: '', personId: '', building: '1' },
    { roomId: '', personId: '', placeId: liftId },
    { roomId: '', personId: '', placeId: liftId, period: '2026-11' },
    { personId: '' },
    { roomId: '', personId: '', number: 'BX261105-00000' },
    { roomId: '', personId: '', phone: callerPhone },
  ],
  'repairs.myWork': [{ show: 'done' }],
  // The plain call asks for those of a gate on a day.
  'visitors.log': [
    { date: '', gateId: '', unseen: 'true' },
    { date: '' },
    { date: '', gateId: '', alarmed: 'true' },
    { date: '', gateId: '' },
    { date: '', gateId: '', plate: callerPlate },
    { gateId: '' },
    { date: '', gateId: '', room: visitedRoom },
  ],
  'visitors.permits': [{ state: 'active' }],
  // The plain call asks for those of a person.
  'messages.deliveries': [{ personId: '' }, { state: 'to_call' }],
  'messages.pushes': [{ objectId: '' }],
  'notices.list': [{ state: 'published' }, { q: '水箱' }],
  'notices.unread': [{ building: '' }, { show: 'unconfirmed', unit: '1' }],
  'forum.list': [{ kind: 'chat' }, { topic: '电梯' }],
  'forum.search': [{ q: '电梯' }],
  'forum.shelf': [{ shelf: 'published' }, { shelf: 'published', q: '电梯' }],
  'repairs.workAt': [{ roomId: '', building: '1' }],
  // The plain call asks for those of a room.
  'complaints.list': [
    { shelf: 'open' },
    { roomId: '', kind: 'complaint' },
    { roomId: '', number: 'TS261105-00000' },
    { roomId: '', phone: callerPhone },
    { roomId: '' },
  ],
}

/**
 * A call of every GET endpoint of the contract, and of its filters, with pages of 20.
 * @throws when an endpoint asks for something that the estate has no value of
 */
export function growthCases(known: Known, contract: readonly Endpoint[] = endpoints): GrowthCase[] {
  const values: Record<string, string> = { ...known, limit: pageSize }
  return contract
    .filter(({ method }) => method === 'GET')
    .flatMap(endpoint => [{}, ...(filters[endpoint.id] ?? [])].map(filter => caseOf(endpoint, values, filter)))
}

function caseOf(endpoint: Endpoint, values: Record<string, string>, filter: Record<string, string>): GrowthCase {
  const names = Object.keys(endpoint.input.shape)
  const plain = names.flatMap(name => (values[name] === undefined ? [] : [[name, values[name]] as const]))
  const asking: Record<string, string> = { ...Object.fromEntries(plain), ...given[endpoint.id], ...filter }
  const input = Object.fromEntries(Object.entries(asking).filter(([, value]) => value !== ''))
  const unknown = endpoint.input.safeParse(input).error
  if (unknown) throw new Error(`growth has no value for ${endpoint.id}: ${unknown.issues[0]?.path.join('.')}`)
  const asked = Object.keys(filter).join()
  return { name: asked ? `${endpoint.id}(${asked})` : endpoint.id, endpoint, input, perShard: sharded.has(endpoint.id) }
}
