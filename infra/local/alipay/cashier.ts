import type { Incoming, Reply } from '../wechat/http'
import { authenticated, parametersOf } from './api'
import type { Trade } from './book'
import { type AlipayContext, opened, pay } from './context'
import { beijing, yuan } from './notice'
import { Refusal } from './refusal'
import { given } from './trades'

/** alipay.trade.wap.pay: the address that the product signed opens a page of Alipay's. */
export function openCashier(context: AlipayContext, incoming: Incoming): Reply {
  try {
    const trade = given(context, authenticated(context, parametersOf(incoming)), 'page')
    return { status: 302, headers: { Location: `/cashier?token=${trade.token}` } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return page(`<p role="alert">${escaped(error.message)}</p><p class="quiet">${escaped(error.subCode)}</p>`, 400)
  }
}

/** The page itself, and what the person decides on it. */
export function cashier(context: AlipayContext, { method, query, body }: Incoming): Reply {
  const trade = Object.values(context.book.trades).find(({ token }) => token === query.get('token'))
  if (!trade) return page('<p role="alert">订单不存在</p>', 404)
  const decision = method === 'POST' ? new URLSearchParams(body).get('decision') : undefined
  if (decision === 'approve') pay(context, trade)
  if (decision && trade.returnUrl) return { status: 303, headers: { Location: backTo(trade, trade.returnUrl) } }
  if (trade.paidAt) return page('<p class="amount">支付成功</p>')
  if (!opened(context, trade)) return page('<p role="alert">订单已经关闭，请回到商家重新付款</p>')
  return page(`<p>${escaped(trade.subject)}</p><p class="amount">¥${yuan(trade.totalFen)}</p>
<form method="post"><button name="decision" value="approve" class="main">确认付款</button>
<button name="decision" value="cancel">取消</button></form>`)
}

/** Where the browser comes back; what it brings along is for show, and the product believes none of it. */
function backTo(trade: Trade, returnUrl: string): string {
  const url = new URL(returnUrl)
  url.searchParams.set('out_trade_no', trade.outTradeNo)
  url.searchParams.set('total_amount', yuan(trade.totalFen))
  if (trade.paidAt) url.searchParams.set('timestamp', beijing(new Date(trade.paidAt)))
  return url.href
}

const page = (content: string, status = 200): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  body: `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>支付宝</title>
<style>body{font:17px/1.6 system-ui;max-width:420px;margin:40px auto;padding:0 20px;text-align:center;color:#1f2421}.amount{font-size:34px;margin:12px 0 28px}.quiet{color:#6b746e}button{font:inherit;width:100%;height:52px;border-radius:8px;border:1px solid #1677ff;background:#fff;color:#1677ff;margin-top:12px}.main{background:#1677ff;color:#fff}</style>
<h1 style="font-size:20px">支付宝</h1>${content}</html>`,
})

const escaped = (text: string) => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
