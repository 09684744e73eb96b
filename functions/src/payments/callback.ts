import { AppError } from '@linli/shared/errors'
import type { Deps } from '../context'
import type { Merchant } from '../env-shapes'
import { makeService, type Mount, type Service } from '../service'
import { alipayCallback } from './alipay-callback'
import { refuseNotice } from './callback-refusal'
import { withLiveKeys } from './live-keys'
import { receiveRefundNews } from './receive-refund-news'
import { openNotice } from './open-notice'
import { receiveTrade } from './receive-trade'
import { receiverOf } from './wechat-merchant'
import { tradeOf, UnknownKey, WechatTrade } from './wechat-notice'
import { refundNewsOf, WechatRefundNotice } from './wechat-refunds'

/**
 * POST /callbacks/wechat/:merchantRef. The path names the merchant, so its keys are chosen before anything is decrypted.
 * 2xx only after the result is durable; a refusal is 4xx or 5xx, never 200 with FAIL, so that WeChat sends again.
 */
export const callbackMounts = (deps: Deps): Mount[] => [
  {
    method: 'POST',
    path: '/callbacks/wechat/:merchantRef',
    async answer(asked, { merchantRef = '' }) {
      try {
        await receiveNotice(deps, merchantRef, asked.header, await asked.text())
        return { status: 204, headers: {}, body: '' }
      } catch (error) {
        return refuseNotice(deps, error)
      }
    },
  },
  alipayCallback(deps),
]

/** The callbacks alone: nothing else may delay them. */
export const callbackService = (deps: Deps): Service =>
  makeService(callbackMounts(deps), () => refuseNotice(deps, new AppError('request.not_found')))

/** Verifies, decrypts, compares and settles one notice. Throws payments.bad_signature, payments.mismatch, record.not_found. */
export async function receiveNotice(
  deps: Deps,
  merchantRef: string,
  header: (name: string) => string | undefined,
  rawBody: string,
): Promise<void> {
  const opened = async (merchant: Merchant) => ({ merchant, ...(await openNotice(deps, merchant, header, rawBody)) })
  const { merchant, event, told } = await withLiveKeys(deps, () => merchantAt(deps, merchantRef), isUnknown, opened)
  if (event.startsWith('REFUND.')) {
    const refund = WechatRefundNotice.safeParse(told)
    if (!refund.success) throw new AppError('request.invalid')
    return receiveRefundNews(deps, receiverOf(merchant), refundNewsOf(refund.data, merchant))
  }
  const trade = WechatTrade.safeParse(told)
  if (!trade.success) throw new AppError('request.invalid')
  await receiveTrade(deps, receiverOf(merchant), tradeOf(merchant, trade.data), event)
}

const merchantAt = (deps: Deps, merchantRef: string) =>
  deps.env.LINLI_WECHATPAY_MERCHANTS.find(({ ref }) => ref === merchantRef)

const isUnknown = (error: unknown) => error instanceof UnknownKey
