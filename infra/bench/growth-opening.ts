import { draftItem, historyItem } from '@linli/functions/opening/store'
import { countItems } from '@linli/functions/opening/totals'
import { depositItem, openingLotItem } from '@linli/functions/payments/opening-lots'
import { derivedId } from '@linli/functions/secrets'
import type { Bill } from '@linli/shared/billing/schema'

const createdAt = '2026-11-05T02:00:00.000Z'

/** What a room brought along: a draft, a payment of the past, a prepayment and a deposit. */
export function* broughtAlong({
  communityId,
  object,
  payer,
  feeItemId,
  period,
}: Bill): Generator<Record<string, unknown>> {
  const id = (kind: string) => derivedId(kind, object.id)
  const itemName = '物业费'
  const [building = ''] = object.code.split('-')
  const draft = { communityId, kind: 'arrears', object, building, itemName, feeItemId, period, payer } as const
  for (const state of ['draft', 'confirmed'] as const)
    yield draftItem({
      ...draft,
      draftId: id(`opening-${state}`),
      state,
      importId: id('import'),
      amountFen: 10_000,
      createdAt,
    })
  yield historyItem({
    historyId: id('history'),
    communityId,
    object,
    itemName,
    paidOn: '2024-05-01',
    paidFen: 10_000,
    payerName: payer.name,
  })
  const brought = { communityId, object, payer, amountFen: 10_000, createdAt }
  for (const write of [
    openingLotItem({ id: id('lot'), ...brought }),
    depositItem({ id: id('deposit'), ...brought, name: '装修押金' }),
  ])
    if ('put' in write) yield write.put
}

/** The counters of a building whose drafts wait or are in the books. */
export const openingCounters = (communityId: string, building: string): Record<string, unknown>[] =>
  countItems([{ communityId, kind: 'arrears', building, itemName: '物业费', amountFen: 10_000 }], {
    draft: 1,
    confirmed: 1,
  }).flatMap(write => ('update' in write ? [{ ...write.update.key, ...write.update.add }] : []))
