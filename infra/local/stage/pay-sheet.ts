import { formatYuan } from '@linli/shared/money'
import type { Order } from '../wechat/book'
import type { PayInput, PayOutcome } from '../wechat/phone'
import { el } from './dom'
import { gateway } from './local'
import { type Choice, askOn } from './sheet'
import { words } from './words'

export type PayParams = Omit<PayInput, 'decision' | 'openid'>
export type PayAnswer = { outcome: 'paid-claimed' | 'cancelled' | 'failed' }

type Where = { screen: HTMLElement; signal: AbortSignal; merchant: string }

/**
 * WeChat's payment sheet: the gateway checks the merchant's signature first, then the person decides. Undefined when
 * the phone must stay without an answer, as it can be in WeChat.
 */
export async function paySheet(where: Where, params: PayParams, user: string): Promise<PayAnswer | undefined> {
  const { openid } = await gateway.loginCode(user)
  const decide = (decision: PayInput['decision']) => gateway.pay({ ...params, openid, decision })
  const opened = await decide('open')
  if (opened.result === 'fail') return refused(where, opened)
  const order = await orderOf(params)
  if (!order) return refused(where, opened)
  const choice = (text: string, decision: PayInput['decision'], main = false): Choice<PayOutcome> => ({
    text,
    main,
    choose: () => decide(decision),
  })
  const outcome = await askOn(
    where.screen,
    {
      title: words.pay.title,
      busy: words.pay.working,
      body: bodyOf(order, where.merchant),
      choices: [
        choice(words.pay.approve, 'approve', true),
        choice(words.pay.cancel, 'cancel'),
        choice(words.pay.refuse, 'refuse'),
      ],
      cancel: () => decide('cancel'),
    },
    where.signal,
  )
  // The phone went away with its sheet open: in WeChat that is a cancel, too.
  if (!outcome) return void (await decide('cancel'))
  switch (outcome.result) {
    case 'ok':
      return { outcome: 'paid-claimed' }
    case 'cancel':
      return { outcome: 'cancelled' }
    case 'fail':
      return refused(where, outcome)
    case 'none':
      return undefined
  }
}

async function refused({ screen, signal }: Where, { errMsg }: PayOutcome): Promise<PayAnswer> {
  const why = errMsg.replace('requestPayment:fail ', '') || words.pay.unknown
  const answer: PayAnswer = { outcome: 'failed' }
  await askOn(
    screen,
    {
      title: words.pay.failed,
      body: [el('p', { text: why })],
      choices: [{ text: words.pay.known, main: true, choose: () => answer }],
      cancel: () => answer,
    },
    signal,
  )
  return answer
}

async function orderOf(params: PayParams): Promise<Order | undefined> {
  const prepayId = params.package.replace('prepay_id=', '')
  return (await gateway.payments()).find(order => order.prepays.some(({ id }) => id === prepayId))
}

function bodyOf(order: Order, merchant: string): HTMLElement[] {
  const rows: [string, string][] = [
    [words.pay.to, merchant],
    [words.pay.what, order.description],
    [words.pay.number, order.outTradeNo],
    [words.pay.method, words.pay.change],
  ]
  return [
    el('p', { class: 'who', text: merchant }),
    el('p', { class: 'amount num' }, el('small', { text: '¥' }), formatYuan(order.totalFen)),
    el('dl', {}, ...rows.flatMap(([term, value]) => [el('dt', { text: term }), el('dd', { text: value })])),
  ]
}
