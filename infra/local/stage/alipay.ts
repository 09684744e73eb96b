import { formatYuan } from '@linli/shared/money'
import type { Trade } from '../alipay/book'
import { announce, button, el, show } from './dom'
import { alipay } from './local'
import type { Tab } from './panel'
import { alipayFaults, alipayStates, words } from './words'

const most = 50

/** What is paid by Alipay: whoever stands there with a telephone scans and pays, or only scans. */
export function alipayTab(): Tab {
  const list = el('div', {}, el('p', { class: 'empty', text: words.loading }))
  const refresh = async () => {
    const trades = await alipay.trades()
    if (trades.length === 0) return show(list, el('p', { class: 'empty', text: words.alipay.none }))
    const newest = [...trades].sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, most)
    const heads = [words.money.number, words.money.what, words.money.amount, words.money.state, words.alipay.pay]
    show(
      list,
      el(
        'table',
        {},
        el('caption', { class: 'unseen', text: words.alipay.payments }),
        el('thead', {}, el('tr', {}, ...heads.map(text => el('th', { text, attrs: { scope: 'col' } })))),
        el('tbody', {}, ...newest.map(trade => rowOf(trade, refresh))),
      ),
    )
  }
  const faults = el(
    'div',
    { class: 'stack' },
    el('h3', { text: words.alipay.faults }),
    el(
      'div',
      { class: 'faults' },
      ...alipayFaults.map(({ name, fault }) =>
        button(name, () => void alipay.arm(fault).then(() => announce(words.faults.added(name)), failed)),
      ),
    ),
  )
  return { key: 'alipay', body: el('div', {}, list, faults), refresh }
}

const failed = () => announce(words.faults.failed)

function rowOf(trade: Trade, refresh: () => Promise<void>): HTMLElement {
  const [word, look] = alipayStates[trade.status]
  const { outTradeNo } = trade
  const act = (text: string, label: string, work: (outTradeNo: string) => Promise<{ done: boolean }>) => {
    const run = async () => {
      const { done } = await work(outTradeNo)
      announce(done ? words.alipay.done : words.alipay.late)
      await refresh()
    }
    const made = button(text, () => void run().catch(failed))
    made.setAttribute('aria-label', label)
    return made
  }
  return el(
    'tr',
    {},
    el('td', { class: 'num', text: outTradeNo }),
    el('td', { text: trade.subject }),
    el('td', { class: 'num', text: `¥${formatYuan(trade.totalFen)}` }),
    el('td', {}, el('span', { class: `tag ${look}`, text: word })),
    el(
      'td',
      {},
      trade.status === 'GIVEN_OUT' && act(words.alipay.scan, words.alipay.scanOf(outTradeNo), alipay.scan),
      (trade.status === 'GIVEN_OUT' || trade.status === 'WAIT_BUYER_PAY') &&
        act(words.alipay.pay, words.alipay.payOf(outTradeNo), alipay.pay),
    ),
  )
}
