import { differenceItem } from '../src/payments/reconciliation-store'
import { randomInt } from 'node:crypto'
import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb'
import { ensureTable, localClient } from '../../infra/local/engine-table'
import { calm } from './processes'
import { issue, makeFeeItem } from './make-billing'
import { makeCommunity, makeRoom, type Place } from './make'
import { makeOrder, merchantDeps } from './payments'
import { broughtStory } from './brought-story'
import { deskStory } from './desk-story'
import { noticed } from './noticed'
import { forumPast } from './forum-past'
import { makeStaff } from './sign-in'
import { type TestDeps, testDeps } from './context'
import { Bill } from '@linli/shared/billing/schema'
import type { Room } from '@linli/shared/communities/schema'
import { newQuestion, questionItem } from '../src/billing/question-store'
import { vacanciesItem } from '../src/billing/vacancy-store'
import { voidBill } from '../src/billing/void-bill'
import { linesOf } from '@linli/shared/invoices/rules'
import { newInvoice } from '../src/invoices/new-invoice'
import { invoiceItem } from '../src/invoices/store'
import { titlesItem } from '../src/invoices/title-store'
import { communityContext, type Context, makeContext, reaching } from '../src/context'
import { fileKey, objectKey } from '../src/files/store'
import { fromAttributes } from '../src/db-items'
import { recountBills } from '../src/dunning/count-debts'
import { endOccupancy } from '../src/people/end-occupancy'
import { queryAll } from '../src/query-all'
import { seal } from '../src/payments/seal'
import { recordRefund } from '../src/payments/record-refund'
import { saveRefundSettings } from '../src/payments/refund-settings'
import { requestRefund } from '../src/payments/request-refund'
import { settle } from '../src/payments/settle'
import { getOrder } from '../src/payments/store'
import { suspend } from '../src/payments/suspend'

const key = (letter: string) => `v1:${Buffer.alloc(32, letter).toString('base64')}`

/** A system of its own beside the first: another table, other keys. */
export async function otherSystem(): Promise<TestDeps> {
  const table = `linli-other-${randomInt(1e9)}`
  await ensureTable(process.env.LINLI_DYNAMODB_ENDPOINT ?? '', table)
  const keys = { LINLI_FIELD_KEYS: key('g'), LINLI_HASH_KEYS: key('i') }
  return testDeps({ env: { LINLI_TABLE: table, ...keys }, at: '2026-12-05T04:00:00.000Z', strict: calm })
}

export type Lived = Place & {
  deps: TestDeps
  managerId: string
  billsOf: (nth: number) => Promise<Bill[]>
  pay: (bills: Bill[]) => Promise<string>
}

/** A community with a past: bills of two months, paid, paid twice, void, and somebody who moved out. */
export async function livedIn(rooms = 5): Promise<Lived> {
  const { deps, merchant } = await merchantDeps({ strict: calm })
  const place = await makeCommunity(deps, { merchantRef: 'linli', developerName: '锦绣置业' })
  const { communityId, companyId } = place
  const { personId: managerId } = await makeStaff(place, ['manager'])
  const made: Room[] = []
  for (let i = 1; i <= rooms; i++)
    made.push(
      await makeRoom(place, {
        code: `${i}-1-101`,
        ownerName: `业主${i}`,
        phone: `1380005${1000 + i}`,
        idNumber: i === 1 ? '110101199003070003' : undefined,
      }),
    )
  const ctx = makeContext(deps, { kind: 'system' }, [`C#${communityId}#`, `M#${companyId}#`, 'G#phone#'])
  const feeItem = await makeFeeItem(place)
  const window = {
    from: '2026-10-01',
    to: '2026-11-30',
    feeItems: [feeItem],
    roomIds: made.map(({ roomId }) => roomId),
  }
  await issue(place, window)
  deps.world.settle()
  const billsOf = (nth: number) =>
    queryAll(ctx.db, { pk: `C#${communityId}#room#${made[nth]?.roomId}`, begins: 'bill#', schema: Bill }, 50)
  const pay = async (bills: Bill[]) => {
    const order = await makeOrder(place, bills, merchant, deps.newId())
    const payment = {
      transactionId: `t-${order.orderId.slice(-12)}`,
      paidAt: new Date(deps.nowMs()).toISOString(),
      amountFen: order.amountFen,
    }
    await settle(communityContext(deps, communityId), order, payment)
    return order.orderId
  }
  const [first, second] = [await billsOf(0), await billsOf(1)]
  const own = communityContext(deps, communityId)
  const orderId = await pay(first)
  await refunded(own, deps, await pay(second.slice(0, 1)))
  const paid = { transactionId: 't-again', paidAt: new Date(deps.nowMs()).toISOString(), amountFen: 100 }
  const order = await getOrder(own, orderId)
  if (!order) throw new Error('no order')
  await settle(own, order, paid)
  await suspend(own, order, {
    transactionId: 't-odd',
    reasons: ['金额'],
    evidence: '{"amount":1}',
    at: paid.paidAt,
    suspenseFen: 7,
  })
  const [wrong] = await billsOf(2)
  if (wrong)
    await voidBill(ctx, {
      communityId,
      roomId: wrong.object.id,
      billId: wrong.billId,
      reason: '面积有误',
      reissue: true,
    })
  await deskStory(place, deps, await billsOf(4))
  const [leaver] = made.slice(3)
  if (leaver) {
    const staff = {
      ...ctx,
      actor: {
        kind: 'staff' as const,
        personId: managerId,
        sessionKey: '',
        name: '王经理',
        csrf: '',
        grants: [{ communityId, communityName: '', companyId, role: 'manager' as const }],
      },
    }
    await endOccupancy(staff, {
      communityId,
      roomId: leaver.roomId,
      occupancyId: leaver.occupancies[0]?.occupancyId ?? '',
      to: '2026-11-20',
    })
  }
  const file = { fileId: deps.newId(), communityId, kind: 'logo' as const, contentType: 'image/png' as const, size: 4 }
  await ctx.files.put(objectKey(file), Buffer.from('logo'), 'image/png')
  const [entity] = place.community.entities
  await reaching(ctx, 'G#communities#').db.writeMany([
    { put: { ...fileKey(communityId, file.fileId), ...file, state: 'ready' } },
    {
      put: {
        pk: `C#${communityId}#`,
        sk: 'community',
        ...place.community,
        entities: [{ ...entity, logoFileId: file.fileId }],
        gs1pk: 'G#communities#0',
        gs1sk: place.community.name,
      },
    },
    {
      put: {
        pk: `C#${communityId}#reconciliation`,
        sk: 'linli#2026-11-21',
        merchantRef: 'linli',
        date: '2026-11-21',
        channelCount: 0,
        channelFen: 0,
        localCount: 0,
        localFen: 0,
        foreignCount: 0,
        foreignFen: 0,
        state: 'done',
        refundCount: 0,
        localRefundCount: 0,
        localRefundFen: 0,
        refundFen: 0,
        feeFen: 0,
        differences: 1,
        open: 1,
        version: 2,
        finishedAt: paid.paidAt,
      },
    },
    {
      put: differenceItem(communityId, {
        differenceId: '0'.repeat(26),
        merchantRef: 'linli',
        date: '2026-11-21',
        kind: 'LOCAL_MISSING',
        orderId: `${communityId}${'0'.repeat(26)}`,
        channelFen: 100,
        foundAt: paid.paidAt,
      }),
    },
  ])
  await forumPast(deps, communityId)
  const [home] = made
  if (home) await broughtStory(ctx, home)
  if (home) await noticed(deps, home)
  if (first[0]) await askedAbout(ctx, first[0])
  if (first[0]) await invoiced(ctx, place, first[0])
  await recountBills(
    own,
    communityId,
    first.map(({ billId, object }) => ({ billId, roomId: object.id })),
  )
  await seal(deps, communityId)
  deps.world.settle()
  return { ...place, deps, managerId, billsOf, pay }
}

/** Something of an online payment went back, and more waits for a second person. */
async function refunded(ctx: Context, deps: TestDeps, orderId: string): Promise<void> {
  const communityId = orderId.slice(0, 6)
  const asked = { communityId, orderId, reason: '多缴了', by: { cashierName: '付款人', byPayer: true as const } }
  const [share] = (await getOrder(ctx, orderId))?.shares ?? []
  const bills = [{ billId: share?.billId ?? '', amountFen: 1_000 }]
  const { refundId, outRefundNo } = await requestRefund(ctx, { ...asked, of: { bills } })
  await recordRefund(ctx, { communityId, orderId, refundId }, { outRefundNo, amountFen: 1_000, state: 'succeeded' })
  await saveRefundSettings(ctx, { communityId, limitFen: 0, version: 0 })
  deps.clock.advance(60_000)
  await requestRefund(ctx, { ...asked, of: { bills } })
}

/** A resident asked about a bill, says that the home is empty, and waits for the office. */
async function askedAbout(ctx: Context, bill: Bill): Promise<void> {
  const at = ctx.now()
  const [personId] = bill.payer.personIds
  const entry = { entryId: ctx.newId(), kind: 'question' as const, text: '怎么算的', name: '业主1', personId, at }
  const question = { ...newQuestion(bill, at), entries: [entry], waitingSince: at, version: 1 }
  const asked = { from: '2026-11-01', reason: '没有人住', name: '业主1', ...(personId && { personId }) }
  const cases = [{ caseId: ctx.newId(), state: 'waiting' as const, at, asked }]
  const room = { communityId: bill.communityId, roomId: bill.object.id, roomCode: bill.object.code }
  const vacancies = vacanciesItem({ ...room, cases, waitingSince: at, changedAt: at, version: 1 })
  await ctx.db.writeMany([{ put: questionItem(question) }, { put: vacancies }])
}

/** An invoice for a bill that waits for its platform, and the title that it is made out to. */
async function invoiced(ctx: Context, { community }: Place, bill: Bill): Promise<void> {
  const wide = reaching(ctx, 'G#invoices#')
  const buyer = {
    kind: 'company' as const,
    name: '福州某某有限公司',
    taxNumber: '91350100M000100Y43',
    phone: '0591-1234',
  }
  const charged = { ...bill, taxCode: '3040801010000000000', taxRateBp: 600 }
  const [entity] = community.entities
  const wish = {
    communityId: bill.communityId,
    entityId: bill.entityId,
    sellerName: entity?.name ?? '',
    sellerTaxNumber: entity?.uscc ?? '',
    buyer,
    requestedBy: 'office' as const,
  }
  const invoice = newInvoice(ctx, wish, linesOf(charged, { principalFen: 100, lateFeeFen: 0 }))
  const titles = [{ titleId: ctx.newId(), buyer, isDefault: true }]
  const personId = bill.payer.personIds[0] ?? ''
  await wide.db.writeMany([
    { put: invoiceItem(wide, invoice) },
    { put: titlesItem(ctx, bill.communityId, { personId, titles, version: 1 }) },
  ])
}

/** Everything that a table holds of a community, by key; keys and values of the indexes included. */
export async function everythingOf(deps: TestDeps, communityId: string): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>()
  const client = localClient(deps.env.LINLI_DYNAMODB_ENDPOINT ?? '')
  let start: ScanCommandOutput['LastEvaluatedKey']
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({
        TableName: deps.env.LINLI_TABLE,
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    )
    for (const attributes of page.Items ?? []) {
      const item = fromAttributes(attributes)
      const [pk, sk] = [String(item.pk), String(item.sk)]
      if (`${pk}${sk}`.includes(communityId)) found.set(`${pk} ${sk}`, item)
    }
    start = page.LastEvaluatedKey
  } while (start)
  client.destroy()
  return found
}
