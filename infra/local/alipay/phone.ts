import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { type AlipayContext, opened, pay, standing } from './context'
import { openIdOf, sealedPhone, userIdOf } from './grant'
import { makeAlipayApp } from './merchant'

export const TradePay = z.strictObject({
  tradeNO: z.string(),
  user: z.string(),
  /** `lost`: paid, and the phone hears only that it is being worked on. */
  decision: z.enum(['approve', 'cancel', 'refuse', 'lost']),
})

/** The app on a person's phone: what `my` would do there. */
export const alipayPhone = (context: AlipayContext) => ({
  /** The residents' mini-program, made the first time; its `config` is LINLI_ALIPAY_APP. */
  async app() {
    context.keys.app ??= await makeAlipayApp()
    await context.save()
    return context.keys.app
  },

  /** my.getAuthCode. `openid`: the application is one that gets no user_id any more. */
  authCode({ user, openid = false }: { user: string; openid?: boolean }): { authCode: string } {
    const authCode = randomBytes(16).toString('hex')
    const who = openid ? { open_id: openIdOf(context, user) } : { user_id: userIdOf(user) }
    context.codes.set(authCode, who)
    return { authCode }
  },

  /** my.getPhoneNumber, once the person agreed. */
  phoneNumber: (phone: string): { response: string } => ({ response: sealedPhone(context, phone) }),

  /** my.tradePay: opens this very person's trade; its answer is for show. */
  tradePay(input: z.input<typeof TradePay>): { resultCode: string; memo: string } {
    const { tradeNO, user, decision } = TradePay.parse(input)
    const found = Object.values(context.book.trades).find(({ tradeNo }) => tradeNo === tradeNO)
    const trade = found && standing(context, found.outTradeNo)
    const isTheirs = trade?.buyer !== undefined && [userIdOf(user), openIdOf(context, user)].includes(trade.buyer)
    if (!trade || !isTheirs || !opened(context, trade)) return { resultCode: '4000', memo: '订单已经关闭' }
    if (decision === 'cancel') return { resultCode: '6001', memo: '用户中途取消' }
    if (decision === 'refuse') return { resultCode: '4000', memo: '银行卡可用余额不足' }
    pay(context, trade)
    return decision === 'lost' ? { resultCode: '8000', memo: '正在处理中' } : { resultCode: '9000', memo: '' }
  },
})
