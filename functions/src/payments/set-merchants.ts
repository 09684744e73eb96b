import { collecting, everCollecting, type Refs } from '@linli/shared/communities/merchants'
import type { CollectingEntity, Community } from '@linli/shared/communities/schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { Merchants, merchantApi } from '@linli/shared/payments/merchant-api'
import { listFeeItems, type StoredFeeItem } from '../billing/fee-item-store'
import { loadCommunity } from '../communities/community'
import { saveCommunity } from '../communities/update-community'
import type { Context } from '../context'
import { openOrdersOf } from './open-orders-of'
import { receiverOf } from './wechat-merchant'

type Asked = InputOf<typeof merchantApi.setMerchants>

/** Who collects for each entity and fee item, and who may: of a merchant its name and the end of its number. */
export async function merchants(ctx: Context, { communityId }: { communityId: string }): Promise<Merchants> {
  const [community, items] = await Promise.all([loadCommunity(ctx, communityId), listFeeItems(ctx, communityId)])
  return viewOf(ctx, community, items)
}

/**
 * From now on an entity's orders go to these merchants; those that are open keep theirs, and who asks must have seen that
 * there are some. A merchant that collects no longer stays known: its days are compared and its refunds go on. Throws
 * payments.orders_open, request.invalid, record.changed, record.not_found.
 */
export async function setMerchants(ctx: Context, asked: Asked): Promise<Merchants> {
  const { communityId, entityId, version, despiteOpen } = asked
  const [community, items] = await Promise.all([loadCommunity(ctx, communityId), listFeeItems(ctx, communityId)])
  const before = community.entities.find(entity => entity.entityId === entityId)
  if (!before) throw new AppError('record.not_found')
  if (community.version !== version) throw new AppError('record.changed')
  checkChoice(ctx, community, before, asked, items)
  const after = changed(before, asked)
  const left = collecting(before).filter(({ ref }) => !collecting(after).some(other => other.ref === ref))
  if (!despiteOpen && left.length > 0) {
    const open = await openOrdersOf(ctx, communityId, new Set(left.map(({ ref }) => ref)))
    if (open > 0)
      throw new AppError('payments.orders_open', { message: `还有 ${open} 笔订单正在支付，它们仍由原来的商户收` })
  }
  const entities = community.entities.map(entity => (entity.entityId === entityId ? after : entity))
  const next = { ...community, entities, version: version + 1 }
  const names = collecting(after).map(({ ref }) => ref)
  const summary = `${before.name}：${names.length > 0 ? names.join('、') : '不在线上收款'}`
  return viewOf(ctx, await saveCommunity(ctx, next, 'communities.set_merchants', summary), items)
}

function changed(before: CollectingEntity, { merchantRef, alipayRef, items }: Asked): CollectingEntity {
  const { merchantRef: _wechat, alipayRef: _alipay, itemMerchants: _items, formerMerchants: _former, ...rest } = before
  const own = items.filter(item => item.merchantRef !== undefined || item.alipayRef !== undefined)
  const after: CollectingEntity = {
    ...rest,
    ...(merchantRef !== undefined && { merchantRef }),
    ...(alipayRef !== undefined && { alipayRef }),
    ...(own.length > 0 && { itemMerchants: own }),
  }
  const now = new Set(collecting(after).map(({ ref }) => ref))
  const former = everCollecting(before).filter(({ ref }) => !now.has(ref))
  return { ...after, ...(former.length > 0 && { formerMerchants: former }) }
}

/** Only merchants that this company may choose, or that the entity has anyway; only fee items that the entity collects. */
function checkChoice(
  ctx: Context,
  { companyId }: Community,
  before: CollectingEntity,
  { entityId, items, ...own }: Asked,
  known: readonly StoredFeeItem[],
): void {
  const allowed = [...choicesOf(ctx, companyId), ...collecting(before)]
  const has = (ref: string | undefined, channel: string) =>
    ref === undefined || allowed.some(choice => choice.ref === ref && choice.channel === channel)
  const isRight = (refs: Refs) => has(refs.merchantRef, 'wechat') && has(refs.alipayRef, 'alipay')
  if (![own, ...items].every(isRight)) throw wrong('merchantRef', '没有这个商户，请刷新后再选')
  const ids = new Set(known.filter(item => item.collectingEntityId === entityId).map(({ feeItemId }) => feeItemId))
  const once = new Set(items.map(({ feeItemId }) => feeItemId))
  if (once.size !== items.length || items.some(({ feeItemId }) => !ids.has(feeItemId)))
    throw wrong('items', '收费项目不是这个公司收的，请刷新后再选')
}

const wrong = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })

function choicesOf(ctx: Context, companyId: string): Merchants['choices'] {
  const { LINLI_WECHATPAY_MERCHANTS: wechat, LINLI_ALIPAY_MERCHANTS: alipay } = ctx.deps.env
  const isOurs = ({ companies }: { companies?: string[] | undefined }) => companies?.includes(companyId) ?? true
  return [
    ...wechat.filter(isOurs).map(merchant => ({
      ref: merchant.ref,
      channel: 'wechat' as const,
      numberEnd: receiverOf(merchant).mchid.slice(-4),
    })),
    ...alipay
      .filter(isOurs)
      .map(({ ref, sellerId }) => ({ ref, channel: 'alipay' as const, numberEnd: sellerId.slice(-4) })),
  ]
}

const viewOf = (ctx: Context, community: Community, items: readonly StoredFeeItem[]): Merchants => ({
  version: community.version,
  choices: choicesOf(ctx, community.companyId),
  entities: community.entities.map(({ entityId, name, itemMerchants = [], ...refs }) => ({
    entityId,
    name,
    ...refs,
    items: items
      .filter(item => item.collectingEntityId === entityId)
      .map(({ feeItemId, name: feeItemName }) => ({
        feeItemId,
        feeItemName,
        ...itemMerchants.find(item => item.feeItemId === feeItemId),
      })),
  })),
})
