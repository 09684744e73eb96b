import { billItem } from '@linli/functions/billing/store'
import type { Deps } from '@linli/functions/context'
import { orderItem, receiptsKey } from '@linli/functions/payments/store'
import { personItem, placeItem } from '@linli/functions/people/store'
import { derivedId } from '@linli/functions/secrets'
import type { Place } from '@linli/functions/test/make'
import type { Bill } from '@linli/shared/billing/schema'
import { roomItems, roomOf } from './rooms'

const month = '2026-11'
const at = '2026-11-05T02:00:00.000Z'

/** Paid orders, receipts and audit records: one for so many rooms. */
const roomsPerOrder = 10

/**
 * What `count` rooms leave behind in every list that the office pages through, item by item as the product keeps it:
 * rooms, people, bills, orders, receipts, audit records. `shards` is what the bills are spread over.
 */
export function* estateItems(
  deps: Deps,
  { communityId, companyId, community }: Place,
  count: number,
  shards: number,
): Generator<Record<string, unknown>> {
  const entityId = community.entities[0]?.entityId ?? ''
  yield* roomItems(communityId, count)
  for (let i = 0; i < count; i++) {
    const bill = billOf(communityId, entityId, i)
    yield* peopleOf(companyId, communityId, i)
    yield billItem(bill, i % shards)
    if (i % roomsPerOrder === 0) yield* paidOrder(deps, { communityId, companyId, entityId }, i / roomsPerOrder, bill)
  }
}

/** The i-th room's bill of the month: open, with one computed line. */
export function billOf(communityId: string, entityId: string, i: number): Bill {
  const { roomId, code, areas, occupancies } = roomOf(communityId, i)
  const feeItemId = derivedId('fee', communityId)
  return {
    billId: derivedId('bill', roomId),
    communityId,
    object: { type: 'room', id: roomId, code },
    feeItemId,
    feeItemName: '物业费',
    nature: 'own_revenue',
    entityId,
    period: { from: `${month}-01`, to: `${month}-30` },
    rev: 0,
    payer: { kind: 'owners', personIds: occupancies.map(({ personId }) => personId), name: '李小红' },
    lines: [
      {
        from: `${month}-01`,
        to: `${month}-30`,
        tariffId: derivedId('tariff', communityId),
        formula: { kind: 'area', area: 'built' },
        areaM2x100: areas.built,
        price: 23_000,
        surchargeFen: 0,
        coefficient: 10_000,
        payablePct: 100,
        time: { whole: 1, parts: [] },
        exactFen: '41170/2',
        rounding: { mode: 'half_up', unit: 'fen' },
        amountFen: 20_585,
      },
    ],
    amountFen: 20_585,
    dueDate: `${month}-28`,
    lateFee: null,
    state: 'published',
    paidFen: 0,
    lateFeePaidFen: 0,
    publishedAt: at,
    runId: derivedId('run', communityId),
  }
}

function* peopleOf(companyId: string, communityId: string, i: number): Generator<Record<string, unknown>> {
  const { roomId, code, occupancies } = roomOf(communityId, i)
  for (const { occupancyId, personId, personName, role, from } of occupancies) {
    const phoneMasked = '138****0001'
    const name = `${personName}${String(i).padStart(6, '0')}`
    if (i < 100) yield personItem({ personId, companyId, kind: 'natural', name, phoneMasked, accounts: [], version: 1 })
    const place = { personId, companyId, communityId, roomId, occupancyId, code, role, from }
    yield placeItem({ ...place, name, kind: 'natural', phoneMasked, personVersion: 1 })
  }
}

type Owner = { communityId: string; companyId: string; entityId: string }

export const orderIdOf = (communityId: string, n: number) => communityId + derivedId('order', communityId, n)

function* paidOrder(deps: Deps, owner: Owner, n: number, bill: Bill): Generator<Record<string, unknown>> {
  const { communityId, companyId, entityId } = owner
  const orderId = orderIdOf(communityId, n)
  const serial = `2026-${String(n + 1).padStart(6, '0')}`
  const {
    gs3pk: _open,
    gs3sk: _due,
    ...item
  } = orderItem(
    {
      orderId,
      communityId,
      communityName: '锦绣花园',
      companyId,
      entityId,
      entityName: '安居物业服务有限公司',
      entityUscc: '91110108MA01C8X123',
      merchantRef: 'linli',
      mchid: '1600000000',
      appid: deps.env.LINLI_WECHAT_APPID,
      channel: 'wechat',
      accountId: derivedId('account', bill.object.id),
      paidBy: '李小红',
      description: '物业费',
      state: 'paid',
      amountFen: bill.amountFen,
      paidFen: bill.amountFen,
      paidAt: at,
      transactionId: `42000${orderId.slice(-23)}`,
      receiptSerial: serial,
      shares: [
        {
          billId: derivedId('paid', bill.billId),
          object: bill.object,
          feeItemId: bill.feeItemId,
          feeItemName: bill.feeItemName,
          period: bill.period,
          payer: bill.payer,
          expectedPaidFen: 0,
          principalFen: bill.amountFen,
          lateFeeFen: 0,
        },
      ],
      createdAt: at,
      expiresAt: at,
    },
    at,
  )
  yield item
  yield { pk: receiptsKey(communityId, 2026), sk: serial, orderId }
  const auditId = derivedId('audit', orderId)
  yield {
    pk: `C#${communityId}#audit#order#${orderId}`,
    sk: auditId,
    gs1pk: `C#${communityId}#audit-by#linli`,
    gs1sk: auditId,
    gs2pk: `C#${communityId}#audit-in#${month}`,
    gs2sk: auditId,
    auditId,
    at,
    actorKind: 'channel',
    actorId: 'linli',
    requestId: derivedId('request', orderId),
    action: 'payments.settle',
    objectType: 'order',
    objectId: orderId,
    summary: `到账 ${bill.amountFen} 分，1 张账单`,
  }
}
