import { createPublicKey, type KeyObject } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import { OrderId } from '@linli/shared/ids'
import { communityContext, type Deps } from '../context'
import type { AlipayMerchant } from '../env-shapes'
import type { Mount } from '../service'
import { checkForm, readForm } from './alipay-form'
import { tradeOfNotice } from './alipay-trade'
import { refuseNotice } from './callback-refusal'
import { withLiveKeys } from './live-keys'
import type { Trade } from './pay-gateway'
import { differences, receiveTrade } from './receive-trade'
import { getOrder } from './store'

/**
 * POST /callbacks/alipay/:merchantRef, a form. Answered `success` only after the result is durable; anything else makes
 * Alipay send it again for 25 hours. Refunds are told on the same address, by a trade whose refund_fee has grown.
 */
export const alipayCallback = (deps: Deps): Mount => ({
  method: 'POST',
  path: '/callbacks/alipay/:merchantRef',
  async answer(asked, { merchantRef = '' }) {
    try {
      await receiveAlipayNotice(deps, merchantRef, asked.header('content-type'), await asked.text())
      return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'success' }
    } catch (error) {
      return refuseNotice(deps, error)
    }
  },
})

/** Verifies, compares and settles one notice. Throws payments.bad_signature, payments.mismatch, record.not_found. */
export async function receiveAlipayNotice(
  deps: Deps,
  merchantRef: string,
  contentType: string | undefined,
  rawBody: string,
): Promise<void> {
  const told = (merchant: AlipayMerchant) => {
    const fields = readForm(contentType, rawBody)
    checkForm(fields, keyOf(merchant))
    return Promise.resolve({ merchant, fields })
  }
  // Its notices name no key: a changed one looks like a forgery.
  const { merchant, fields } = await withLiveKeys(deps, () => merchantAt(deps, merchantRef), isBadlySigned, told)
  const trade = tradeOfNotice(fields)
  const receiver = { ref: merchant.ref, mchid: merchant.sellerId }
  if (trade.state === 'paid' || trade.state === 'refunded') await receiveTrade(deps, receiver, trade, 'notice')
  else await acknowledge(deps, receiver, trade)
}

/** A trade that somebody has only begun, or that was closed unpaid: nothing to do, if it is this order's at all. */
async function acknowledge(deps: Deps, receiver: { ref: string; mchid: string }, trade: Trade): Promise<void> {
  if (!OrderId.safeParse(trade.orderId).success) throw new AppError('record.not_found')
  const order = await getOrder(communityContext(deps, trade.orderId.slice(0, 6)), trade.orderId)
  if (!order) throw new AppError('record.not_found')
  const wrong = differences(order, receiver, trade).filter(field => field !== 'success_time')
  if (wrong.length > 0) throw new AppError('payments.mismatch')
}

const merchantAt = (deps: Deps, merchantRef: string) =>
  deps.env.LINLI_ALIPAY_MERCHANTS.find(({ ref }) => ref === merchantRef)

const isBadlySigned = (error: unknown) => error instanceof AppError && error.code === 'payments.bad_signature'

const keys = new WeakMap<AlipayMerchant, KeyObject>()

function keyOf(merchant: AlipayMerchant): KeyObject {
  const key = keys.get(merchant) ?? createPublicKey(merchant.alipayPublicKeyPem)
  keys.set(merchant, key)
  return key
}
