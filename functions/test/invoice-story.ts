import type { InvoiceTitle } from '@linli/shared/invoices/schema'
import { invoicesApi } from '@linli/shared/invoices/api'
import { myInvoicesApi } from '@linli/shared/invoices/my-api'
import { makeBill } from './payments'
import { makeContext } from '../src/context'
import { loadRoom } from '../src/communities/rooms'
import { payAtDesk } from './desk'
import { type Place, staffActor } from './make'
import type { Act } from './records'
import { attended, company, type Tax, taxedItem } from './tax'

type At = { place: Place; roomId: string; tax: Tax; settle: () => void; cashierId: string }

/** Titles kept and removed; an invoice asked for by a resident, and those of the office: refused, withdrawn, reversed. */
export async function invoiceStory(
  resident: Act,
  desk: Act,
  { place, roomId, tax, settle, cashierId }: At,
): Promise<void> {
  const at = { communityId: place.communityId }
  const here = { ...at, roomId }
  const room = await loadRoom(place.ctx, at.communityId, roomId)
  const { feeItemId } = await taxedItem(place)
  const bills = [await makeBill(place, room, { feeItemId }), await makeBill(place, room, { feeItemId })]
  settle()
  await payAtDesk(cashierAt(place, cashierId), place, bills)
  const [mine = '', theirs = ''] = bills.map(({ billId }) => billId)
  const last = ({ titles }: { titles: InvoiceTitle[] }) => titles.at(-1)?.titleId ?? ''
  const own = last(await resident(myInvoicesApi.saveMyTitle, { ...here, buyer: company }))
  await resident(myInvoicesApi.removeMyTitle, { ...here, titleId: own })
  const holder = { ...at, personId: room.occupancies[0]?.personId ?? '' }
  const titleId = last(await desk(invoicesApi.saveTitle, { ...holder, buyer: company }))
  await desk(invoicesApi.removeTitle, { ...holder, titleId })
  const asked = await resident(myInvoicesApi.requestMyInvoice, { ...here, billIds: [mine], buyer: company })
  await attended(place, asked)
  await resident(myInvoicesApi.downloadMyInvoice, { ...at, invoiceId: asked.invoiceId })
  const of = { ...at, invoiceId: asked.invoiceId }
  await desk(invoicesApi.downloadInvoice, of)
  await desk(invoicesApi.reverseInvoice, { ...of, reason: '抬头有误' })
  const request = { ...at, bills: [{ roomId, billId: theirs }], buyer: company }
  const { invoiceId } = await desk(invoicesApi.requestInvoice, request)
  for (const again of [true, false]) {
    tax.gateway.faults.add({ kind: 'refuse' })
    await attended(place, { ...at, invoiceId })
    if (again) await desk(invoicesApi.retryInvoice, { ...at, invoiceId })
  }
  await desk(invoicesApi.withdrawInvoice, { ...at, invoiceId, reason: '税号写错了' })
}

/** The office's own cashier: this money is in the day that they count. */
const cashierAt = ({ deps, ctx, ...place }: Place, personId: string) =>
  makeContext(deps, { ...staffActor(deps, place, 'cashier'), personId }, [`P#${personId}#`, ...ctx.reach])
