import type { Merchant } from '../env-shapes'

/** Who receives an order's money, as it is frozen in the order and as its notices name it: the sub-merchant in 服务商 mode. */
export const receiverOf = ({ ref, mchid, appid, sub }: Merchant): { ref: string; mchid: string; appid: string } => ({
  ref,
  mchid: sub?.mchid ?? mchid,
  appid: sub?.appid ?? appid,
})

/** Who asks, as a request's body or query names them. */
export const namesOf = ({ mchid, sub }: Merchant): Record<string, string> =>
  sub ? { sp_mchid: mchid, sub_mchid: sub.mchid } : { mchid }

/** The same with the mini-programs, for a new order. */
export const placersOf = (merchant: Merchant): Record<string, string> =>
  merchant.sub
    ? {
        sp_appid: merchant.appid,
        ...namesOf(merchant),
        ...(merchant.sub.appid !== undefined && { sub_appid: merchant.sub.appid }),
      }
    : { appid: merchant.appid, ...namesOf(merchant) }

/** An openid is of one mini-program: the sub-merchant's, where it has one. */
export const payerOf = ({ sub }: Merchant, openid: string): Record<string, string> =>
  sub ? { [sub.appid === undefined ? 'sp_openid' : 'sub_openid']: openid } : { openid }

/** The paths of orders (基础支付), with the service provider's apart. */
export const ordersAt = ({ sub }: Merchant): string => (sub ? '/v3/pay/partner/transactions' : '/v3/pay/transactions')
