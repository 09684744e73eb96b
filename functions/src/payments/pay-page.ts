import { AppError, sentenceOf, statusOf } from '@linli/shared/errors'
import { periodName } from '@linli/shared/billing/words'
import { formatYuan } from '@linli/shared/money'
import { wholeDue } from '@linli/shared/payments/part-payment'
import type { Context, Deps } from '../context'
import { publicError } from '../http'
import { type Answered, type Asked, makeService, type Mount, type Service } from '../service'
import { followOrder } from './pay-page-follow'
import { helpLine, html, page } from './pay-page-html'
import { payPageWords as words } from './pay-page-words'
import { billsOfNotice, type NoticeBills } from './pay-notice-bills'
import { noticeOrder } from './pay-notice-order'
import { addressOf, payNoticeOf, type StoredPayNotice } from './pay-notice-store'

/**
 * GET and POST /pay/:code, the page behind the code of a printed notice, for any browser: the masked bills, an order once
 * somebody confirms them, Alipay's own page, and what came of it. Server-made, without script; who has the paper may pay.
 */
export const payPageMounts = (deps: Deps): Mount[] => [
  { method: 'GET', path: '/pay/:code', answer: (asked, { code = '' }) => shown(deps, asked, code) },
  { method: 'POST', path: '/pay/:code', answer: (asked, { code = '' }) => paid(deps, asked, code) },
]

/** The pages alone: they speak HTML, and to everybody. */
export const payPageService = (deps: Deps): Service => makeService(payPageMounts(deps), over)

const over = (): Answered =>
  page(words.over, html`<h1>${words.over}</h1><p class="quiet">${words.overHelp}</p>`, { status: 404 })

async function shown(deps: Deps, asked: Asked, code: string): Promise<Answered> {
  return orSaid(deps, code, async () => {
    const found = await payNoticeOf(deps, code)
    if (!found) return over()
    const query = new URLSearchParams(asked.query)
    const orderId = query.get('order')
    if (orderId !== null) return followOrder(found.ctx, { ...found, code, orderId, looks: Number(query.get('n') ?? 0) })
    return billsPage(found.ctx, await billsOfNotice(found.ctx, found.notice))
  })
}

async function paid(deps: Deps, asked: Asked, code: string): Promise<Answered> {
  return orSaid(deps, code, async () => {
    // A form of another site's must not hold these bills; browsers that do not say so are let through.
    const from = asked.header('sec-fetch-site')
    if (from !== undefined && from !== 'same-origin' && from !== 'none') throw new AppError('access.forbidden')
    const found = await payNoticeOf(deps, code)
    if (!found) return over()
    const entityId = new URLSearchParams(await asked.text()).get('entity') ?? ''
    return redirect(await alipayOf(found.ctx, found.notice, code, entityId))
  })
}

async function alipayOf(ctx: Context, notice: StoredPayNotice, code: string, entityId: string): Promise<string> {
  const { merchantRef, orderId, description, amountFen, expiresAt } = await noticeOrder(ctx, notice, entityId)
  const returnUrl = `${addressOf(ctx.deps, code)}?order=${orderId}`
  const { url } = await ctx.deps.pay.payPage(merchantRef, { orderId, description, amountFen, expiresAt, returnUrl })
  return url
}

const redirect = (url: string): Answered => ({
  status: 303,
  headers: { Location: url, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  body: '',
})

function billsPage({ deps }: Context, { community, room, parts, paidCount }: NoticeBills): Answered {
  const help = helpLine(words.help, community.officePhone)
  if (parts.length === 0) {
    const [title, text] = paidCount > 0 ? [words.allPaid, words.allPaidHelp] : [words.nothing, '']
    return page(title, html`<h1>${title}</h1><p class="quiet">${text}</p>${help}`)
  }
  const bills = parts.map(
    part =>
      html`<h2>${words.payee(part.entityName)}</h2><ul class="card">${part.bills.map(
        bill =>
          html`<li><span>${bill.feeItemName} ${periodName(bill.period)}${bill.lateFeeFen > 0 ? words.lateFee(bill.lateFeeFen) : ''}</span><b>¥${formatYuan(wholeDue(bill))}</b></li>`,
      )}</ul><p class="sum">¥${formatYuan(part.amountFen)}</p>${
        part.isPayable
          ? html`<form method="post"><input type="hidden" name="entity" value="${part.entityId}"><button>${words.pay}</button></form>`
          : html`<p class="quiet">${words.elsewhere}</p>`
      }`,
  )
  const count = parts.reduce((sum, part) => sum + part.bills.length, 0)
  return page(
    words.title,
    html`<h1>${words.of(community.name, room)}</h1><p class="quiet">${words.due(count)}</p>
<p class="quiet">${words.masked}</p>${parts.length > 1 ? html`<p class="quiet">${words.more}</p>` : html``}${bills}${help}`,
    { pays: new URL(deps.env.LINLI_ALIPAY_GATEWAY).origin },
  )
}

/** A refusal in words, with the way back; nothing of an error's inside. */
async function orSaid(deps: Deps, code: string, answer: () => Promise<Answered>): Promise<Answered> {
  try {
    return await answer()
  } catch (error) {
    const { code: why } = publicError(deps, error, deps.newId(), 'payments.pay_page')
    return page(
      words.notDone,
      html`<h1>${words.notDone}</h1><p class="quiet">${sentenceOf(why)}</p><a class="button other" href="/pay/${code}">${words.back}</a>`,
      { status: statusOf(why) },
    )
  }
}
