import type { Room } from '@linli/shared/communities/schema'
import { auditItem } from '../src/audit'
import { aliasItems, meterItem } from '../src/billing/meter-store'
import { poolItem, shareItem, type StoredPool } from '../src/billing/pool-store'
import { readingIdOf, readingItem } from '../src/billing/reading-store'
import { assignmentItem } from '../src/billing/register-store'
import { draftItem, historyItem } from '../src/opening/store'
import { countItems } from '../src/opening/totals'
import { plateField, spaceItem, vehicleItem } from '../src/parking/store'
import { vehicleIdsOf } from '../src/parking/plan-vehicles'
import { openingItems } from '../src/payments/opening-items'
import { depositItem, openingLotItem } from '../src/payments/opening-lots'
import type { Context } from '../src/context'

/** What an import brings along: opening balances with their posting, history, and the registers. */
export async function broughtStory(ctx: Context, room: Room): Promise<void> {
  const { communityId, roomId, code } = room
  const [object, createdAt] = [{ type: 'room' as const, id: roomId, code }, ctx.now()]
  const payer = { kind: 'former' as const, personIds: [], name: '原业主' }
  const [lotId, depositId, draftId, importId] = [ctx.newId(), ctx.newId(), ctx.newId(), ctx.newId()]
  const both = { communityId, object, payer, createdAt }
  const audit = auditItem(ctx, {
    communityId,
    action: 'opening.post',
    objectType: 'opening',
    objectId: draftId,
    summary: '期初入账',
  })
  const draft = {
    ...both,
    draftId,
    kind: 'arrears' as const,
    state: 'draft' as const,
    importId,
    building: '1',
    itemName: '物业费',
    amountFen: 100,
  }
  const posted = {
    ...draft,
    draftId: ctx.newId(),
    building: '2',
    kind: 'prepayment' as const,
    state: 'confirmed' as const,
  }
  const movements = [
    { kind: 'prepayment' as const, roomId, amountFen: 30_000 },
    { kind: 'deposit' as const, roomId, amountFen: 50_000 },
  ]
  await ctx.db.transact(
    [
      openingLotItem({ ...both, id: lotId, amountFen: 30_000 }),
      depositItem({ ...both, id: depositId, amountFen: 50_000, name: '装修押金' }),
      ...openingItems(ctx, communityId, { sourceId: draftId, valueDate: ctx.today(), movements }),
      ...countItems([draft], { draft: 1 }),
      ...countItems([posted], { confirmed: 1 }),
      audit,
    ],
    audit.put,
  )
  const vehicleId = vehicleIdsOf(ctx, communityId, '京A12323')[0] ?? ''
  const plateSealed = ctx.deps.secrets.seal('京A12323', plateField(vehicleId))
  const at = { communityId, roomId, roomCode: code, version: 1 }
  const devices = [{ number: '0007', multiplier: 10_000, final: 9_000, on: '2026-01-05' }]
  const meter = { meterId: ctx.newId(), type: 'power' as const, number: '0012', reading: 12_345, devices }
  const renamed = { meterId: ctx.newId(), type: 'gas' as const, number: '0013' }
  const reading = {
    readingId: readingIdOf(meter.meterId, '2026-01-31'),
    readOn: '2026-01-31',
    value: 12_345,
    state: 'held' as const,
    spans: [],
    usedBefore: 0,
    enteredBy: '王经理',
    enteredAt: ctx.now(),
  }
  const pool: StoredPool = {
    poolId: ctx.newId(),
    communityId,
    feeItemId: ctx.newId(),
    feeItemName: '公摊电费',
    period: { from: '2026-01-01', to: '2026-01-31' },
    scope: { kind: 'all' },
    weight: { by: 'household' },
    cost: { kind: 'amount', amountFen: 100 },
    totalFen: 100,
    totalWeight: '1',
    rooms: 1,
    state: 'ready',
    createdAt: ctx.now(),
    createdBy: '王经理',
    counts: [],
    frozen: 1,
    version: 1,
  }
  const share = { roomId: object.id, roomCode: object.code, weight: '1', amountFen: 100, odd: false }
  const row = {
    historyId: ctx.newId(),
    communityId,
    object,
    itemName: '物业费',
    paidOn: '2020-05-01',
    paidFen: 100,
    payerName: '李',
  }
  await ctx.db.writeMany(
    [
      draftItem(draft),
      draftItem(posted),
      historyItem(row),
      vehicleItem({ vehicleId, plateMasked: '京A***23', plateSealed, ...at }),
      spaceItem({ spaceId: ctx.newId(), lot: '地下一层', code: 'A-12', vehicleId, plateMasked: '京A***23', ...at }),
      meterItem({ ...meter, ...at }),
      ...aliasItems({ ...meter, ...at }),
      meterItem({ ...renamed, ...at }),
      ...aliasItems({ ...renamed, ...at }),
      readingItem({ ...meter, ...at, ...reading }),
      poolItem(pool),
      shareItem(communityId, pool.poolId, share),
      assignmentItem({ assignmentId: ctx.newId(), feeItemName: '垃圾费', ...at }),
    ].map(put => ({ put })),
  )
}
