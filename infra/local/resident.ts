import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import type { Order, PayParams } from '@linli/shared/payments/schema'
import { apiClient, type Client } from './client'
import { until } from './office'
import type { WechatGateway } from './wechat/gateway'

type Phone = { url: string; gateway: WechatGateway }

/** What a resident's phone does, through the API and the gateway, with real codes and signatures. */

/** Signs in with the one-time code that WeChat gives this user. */
export async function signInResident({ url, gateway }: Phone, user: string): Promise<Client> {
  const { code } = gateway.control.loginCode({ user })
  const { token } = await apiClient(url).call(identityApi.signIn, { code })
  return apiClient(url, { bearer: token })
}

/** Verifies the phone number and binds every home that number and surname find. */
export async function bindHomes(
  { gateway }: Phone,
  resident: Client,
  who: { user: string; phone: string; surname: string },
) {
  const { code } = gateway.control.phoneCode({ user: who.user, phone: who.phone })
  await resident.call(identityApi.verifyPhone, { code })
  const { homes } = await resident.call(identityApi.findHomes, { surname: who.surname })
  for (const { communityId, roomId } of homes)
    await resident.call(identityApi.bindHome, { communityId, roomId, surname: who.surname })
  return homes
}

/** Confirms the payment sheet in WeChat: the gateway checks our signature, and notifies us with its own. */
export function confirmPayment({ gateway }: Phone, pay: PayParams) {
  return gateway.control.pay({ ...pay, decision: 'approve' })
}

type OrderId = Pick<Order, 'communityId' | 'orderId'>

const check = (resident: Client, { communityId, orderId }: OrderId) =>
  resident.call(paymentsApi.checkOrder, { communityId, orderId })

/** Waits until the money has arrived. The receipt's number follows. */
export const untilPaid = (resident: Client, order: OrderId): Promise<Order> =>
  until(
    () => check(resident, order),
    at => at.state === 'paid',
  )

/** Waits until the order is paid and its receipt numbered, asking as the page does. */
export const untilReceipt = (resident: Client, order: OrderId): Promise<Order> =>
  until(
    () => check(resident, order),
    at => at.state === 'paid' && at.receiptSerial !== undefined,
  )
