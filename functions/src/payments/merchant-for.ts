import type { CollectingEntity } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { OnlineChannel } from '@linli/shared/payments/schema'
import type { Env } from '../env'
import { receiverOf } from './wechat-merchant'

/** Who receives what is paid to an entity on this channel, as an order freezes it. */
export type Receiver = { ref: string; mchid: string; appid: string }

/** Throws payments.no_merchant where the entity has none on this channel. */
export function merchantFor(env: Env, entity: CollectingEntity, channel: OnlineChannel): Receiver {
  const found = receivers[channel](env, entity)
  if (!found) throw new AppError('payments.no_merchant')
  return found
}

const receivers: Record<OnlineChannel, (env: Env, entity: CollectingEntity) => Receiver | undefined> = {
  wechat: (env, { merchantRef }) => {
    const merchant = env.LINLI_WECHATPAY_MERCHANTS.find(({ ref }) => ref === merchantRef)
    return merchant && receiverOf(merchant)
  },
  alipay: (env, { alipayRef }) => {
    const merchant = env.LINLI_ALIPAY_MERCHANTS.find(({ ref }) => ref === alipayRef)
    return merchant && { ref: merchant.ref, mchid: merchant.sellerId, appid: merchant.appId }
  },
}

/** What each of these entities can be paid by online. */
export const channelsOf = (env: Env, entities: CollectingEntity[]): { entityId: string; channel: OnlineChannel }[] =>
  entities.flatMap(entity =>
    OnlineChannel.options.flatMap(channel =>
      receivers[channel](env, entity) ? [{ entityId: entity.entityId, channel }] : [],
    ),
  )
