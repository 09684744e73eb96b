import { type Refs, refsOfItem } from '@linli/shared/communities/merchants'
import type { CollectingEntity } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { channelNames, OnlineChannel } from '@linli/shared/payments/schema'
import type { Env } from '../env'
import { receiverOf } from './wechat-merchant'

/** Who receives what is paid to an entity on this channel, as an order freezes it. */
export type Receiver = { ref: string; mchid: string; appid: string }

type Paid = { feeItemId: string }

/**
 * Who receives what an order on these bills of one entity brings. Throws payments.no_merchant where nobody collects for one
 * of them on this channel, payments.mixed_entities where several do.
 */
export function merchantFor(
  env: Env,
  entity: CollectingEntity,
  channel: OnlineChannel,
  bills: readonly Paid[],
): Receiver {
  const found = bills.map(({ feeItemId }) => receivers[channel](env, refsOfItem(entity, feeItemId)))
  const [first] = found
  if (!first || found.includes(undefined)) throw noMerchant(entity, channel)
  if (found.some(other => other?.ref !== first.ref)) throw new AppError('payments.mixed_entities')
  return first
}

const noMerchant = ({ name }: CollectingEntity, channel: OnlineChannel) =>
  new AppError('payments.no_merchant', {
    message: `${name}收的费用还不能用${channelNames[channel]}缴，请到前台缴`,
  })

/** The same bills, each with what tells its merchants from those of others of its entity: nothing, where all have the same. */
export const withMerchants = <B extends Paid & { entityId: string }>(
  entities: readonly CollectingEntity[],
  bills: readonly B[],
): (B & { merchantRef?: string })[] =>
  bills.map(bill => {
    const entity = entities.find(({ entityId }) => entityId === bill.entityId)
    if (!entity?.itemMerchants) return bill
    const { merchantRef = '', alipayRef = '' } = refsOfItem(entity, bill.feeItemId)
    return { ...bill, merchantRef: `${merchantRef} ${alipayRef}` }
  })

const receivers: Record<OnlineChannel, (env: Env, refs: Refs) => Receiver | undefined> = {
  wechat: (env, { merchantRef }) => {
    const merchant = env.LINLI_WECHATPAY_MERCHANTS.find(({ ref }) => ref === merchantRef)
    return merchant && receiverOf(merchant)
  },
  alipay: (env, { alipayRef }) => {
    const merchant = env.LINLI_ALIPAY_MERCHANTS.find(({ ref }) => ref === alipayRef)
    return merchant && { ref: merchant.ref, mchid: merchant.sellerId, appid: merchant.appId }
  },
}

/** Whether somebody collects for the bill on this channel. */
export const isCollected = (env: Env, entity: CollectingEntity, channel: OnlineChannel, { feeItemId }: Paid): boolean =>
  receivers[channel](env, refsOfItem(entity, feeItemId)) !== undefined

/** What each of these entities can be paid by online, for some fee item at least. */
export const channelsOf = (env: Env, entities: CollectingEntity[]): { entityId: string; channel: OnlineChannel }[] =>
  entities.flatMap(entity =>
    OnlineChannel.options.flatMap(channel =>
      [entity, ...(entity.itemMerchants ?? [])].some(refs => receivers[channel](env, refs))
        ? [{ entityId: entity.entityId, channel }]
        : [],
    ),
  )
