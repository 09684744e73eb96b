import { AppError } from '@linli/shared/errors'
import { OrderId } from '@linli/shared/ids'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import type { Answered } from '../service'
import { askWhetherPaid } from './ask-channel'
import { helpLine, type Html, html, page } from './pay-page-html'
import { payPageWords as words } from './pay-page-words'
import { bookLook } from './pay-page-looks'
import type { StoredPayNotice } from './pay-notice-store'
import { getOrder, type StoredOrder } from './store'

const lookEverySeconds = 5
/** After a minute the page stops asking by itself, and says whom to call. */
const mostLooks = 12

type At = { notice: StoredPayNotice; code: string; orderId: string; looks: number }

/** What became of an order of this paper: Alipay is asked, what the browser brought back is not believed. */
export async function followOrder(ctx: Context, { notice, code, orderId, looks }: At): Promise<Answered> {
  const order = OrderId.safeParse(orderId).success && (await getOrder(ctx, orderId))
  if (!order || order.noticeId !== notice.noticeId) throw new AppError('record.not_found')
  const { officePhone } = await loadCommunity(ctx, notice.communityId)
  const help = helpLine(words.help, officePhone)
  const home = `/pay/${code}`
  const here = `${home}?order=${orderId}`
  const link = (text: string, url: string, look = 'button') => html`<a class="${look}" href="${url}">${text}</a>`
  const said = (title: string, text: string, more: Html, again?: string) =>
    page(
      title,
      html`<h1 role="status">${title}</h1><p class="quiet">${text}</p>${more}${help}`,
      again === undefined ? {} : { again: { seconds: lookEverySeconds, url: again } },
    )
  const now = await asked(ctx, order)
  if (now.order.state === 'paid')
    return said(
      words.arrived,
      words.receipt(now.order.receiptSerial),
      html`<p class="sum">${words.arrivedAt(now.order.paidFen ?? 0)}</p>${link(words.rest, home, 'button other')}`,
    )
  if (now.order.suspended) return said(words.held, words.heldHelp, html``)
  if (now.order.state === 'closed') return said(words.closed, words.closedHelp, link(words.back, home))
  if (now.unpaid)
    return said(
      words.unpaid,
      words.unpaidHelp,
      html`${link(words.back, home)}${link(words.look, here, 'button other')}`,
    )
  const next = Math.min(Math.max(Math.trunc(looks) || 0, 0), mostLooks) + 1
  return next <= mostLooks
    ? said(words.confirming, words.confirmingHelp, html``, `${here}&n=${next}`)
    : said(words.stillConfirming, words.stillConfirmingHelp, link(words.look, here))
}

async function asked(ctx: Context, order: StoredOrder): Promise<{ order: StoredOrder; unpaid: boolean }> {
  if (order.state === 'paid' || !(await bookLook(ctx, order.orderId))) return { order, unpaid: false }
  try {
    return await askWhetherPaid(ctx, order)
  } catch (error) {
    const isKnown = error instanceof AppError && ['payments.mismatch', 'payments.channel_down'].includes(error.code)
    if (!isKnown) throw error
    return { order: (await getOrder(ctx, order.orderId)) ?? order, unpaid: false }
  }
}
