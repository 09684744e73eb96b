import { short } from './gateway'
import type { Town } from './town'

type Say = (holds: boolean, otherwise: string) => void
type Item = Record<string, unknown>

/** What people are told and where they find it: lists show what is so, each payer hears once, sums are of their parts. */
export function checkRecords({ store, estate }: Town, say: Say): void {
  const items = [...store.table.itemsOf(`C#${estate.communityId}#`)]
  const refunds = items.filter(({ sk }) => String(sk).startsWith('refund#'))
  const messages = [...store.table.itemsOf('A#')].filter(({ pk }) => String(pk).endsWith('#messages'))
  for (const item of items) {
    const [pk, sk] = [String(item.pk), String(item.sk)]
    if (sk.startsWith('bill#')) checkList(item, ['published', 'part_paid'].includes(String(item.state)), 'bill', say)
    else if (sk === 'order') {
      checkList(item, item.state === 'created' || item.state === 'prepaid', 'order', say)
      checkOrder(item, refunds, messages, say)
    } else if (sk === 'lot' && 'payer' in item)
      say(
        (item.gs2pk !== undefined) === Number(item.leftFen) > 0,
        `a lot with ${String(item.leftFen)} fen left is listed`,
      )
    else if (pk.includes('#journal#')) checkList(item, item.seq === undefined, 'posting', say)
  }
}

/** What is open is in its list, and nothing else. */
function checkList(item: Item, isOpen: boolean, what: string, say: Say): void {
  say(
    (item.gs3pk !== undefined) === isOpen,
    `a ${what} that is ${String(item.state)} ${isOpen ? 'is not' : 'is'} listed`,
  )
}

function checkOrder(order: Item, refunds: Item[], messages: Item[], say: Say): void {
  const orderId = String(order.orderId)
  const name = `order ${short(orderId)}`
  const isBack = (refund: Item) =>
    refund.orderId === orderId &&
    (refund.state === undefined || (refund.state === 'succeeded' && refund.transactionId === order.transactionId))
  const back = refunds.filter(isBack).reduce((sum, each) => sum + Number(each.amountFen), 0)
  say(
    Number(order.refundedFen ?? 0) === back,
    `${name} gave ${String(order.refundedFen)} fen back, its refunds ${back}`,
  )
  say(back <= Number(order.paidFen ?? 0), `${name} gave more back than it took`)
  say(order.refundReservedFen === undefined, `${name} still reserves money for a refund`)
  if (order.receiptSerial === undefined) return
  const told = messages.filter(({ page, kind }) => kind === 'payment_received' && String(page).includes(orderId))
  const isPayers =
    ['wechat', 'alipay'].includes(String(order.channel)) && order.shownBy === undefined && order.desk === undefined
  if (isPayers) say(told.length === 1, `the payer of ${name} was told ${told.length} times`)
  const accounts = new Set(told.map(({ pk }) => pk))
  say(accounts.size === told.length, `somebody was told of ${name} more than once`)
}
