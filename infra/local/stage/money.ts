import { formatYuan } from '@linli/shared/money'
import { formatTime } from '@linli/shared/time'
import type { Notice, Order } from '../wechat/book'
import { announce, button, el, show } from './dom'
import { gateway } from './local'
import type { Tab } from './panel'
import { faultName, noticeOutcomes, orderStates, words } from './words'

const most = 50

/** The channel's own book: payments, and how each payment notice fared. */
export function moneyTab(): Tab {
  const body = el('div', {}, el('p', { class: 'empty', text: words.loading }))
  const refresh = async () => {
    const [payments, notices] = await Promise.all([gateway.payments(), gateway.notices()])
    if (payments.length === 0) return show(body, el('p', { class: 'empty', text: words.money.none }))
    const newest = [...payments].sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, most)
    const heads = [words.money.number, words.money.what, words.money.amount, words.money.state, words.money.notice]
    const rows = newest.map(order => rowOf(order, noticesOf(order, notices), refresh))
    show(
      body,
      el(
        'table',
        {},
        el('caption', { class: 'unseen', text: words.money.payments }),
        el('thead', {}, el('tr', {}, ...heads.map(text => el('th', { text, attrs: { scope: 'col' } })))),
        el('tbody', {}, ...rows),
      ),
    )
  }
  return { key: 'money', body, refresh }
}

const noticesOf = (order: Order, notices: Notice[]) =>
  notices.filter(({ orderKey }) => orderKey.endsWith(`/${order.outTradeNo}`))

function rowOf(order: Order, notices: Notice[], refresh: () => Promise<void>): HTMLElement {
  const [word, look] = orderStates[order.state]
  return el(
    'tr',
    {},
    el('td', { class: 'num', text: order.outTradeNo }),
    el('td', { text: order.description }),
    el('td', { class: 'num', text: `¥${formatYuan(order.totalFen)}` }),
    el('td', {}, el('span', { class: `tag ${look}`, text: word })),
    el('td', {}, ...notices.map(noticeLine), order.transactionId !== undefined && resendButton(order, refresh)),
  )
}

function noticeLine({ outcome, attempts }: Notice): HTMLElement {
  const [word, look] = noticeOutcomes[outcome]
  const last = attempts.at(-1)
  const faults = attempts.flatMap(attempt => attempt.faults).map(faultName)
  return el(
    'div',
    { class: 'line' },
    el('span', { class: `tag ${look}`, text: word }),
    last && el('span', { text: words.money.tries(attempts.length, words.money.answered(last.status)) }),
    last && el('span', { class: 'num', text: formatTime(last.at) }),
    faults.length > 0 && el('span', { class: 'tag danger', text: words.money.changed(faults.join('、')) }),
  )
}

function resendButton({ outTradeNo }: Order, refresh: () => Promise<void>): HTMLElement {
  const again = button(words.money.again, () => {
    void gateway.resend(outTradeNo).then(async () => {
      announce(words.money.sent)
      await refresh()
    })
  })
  again.setAttribute('aria-label', words.money.againOf(outTradeNo))
  return again
}
