import type { CollectingEntity } from './schema'

export type Refs = Pick<CollectingEntity, 'merchantRef' | 'alipayRef'>
type Collecting = Refs & Pick<CollectingEntity, 'itemMerchants' | 'formerMerchants'>
export type NamedMerchant = NonNullable<CollectingEntity['formerMerchants']>[number]

/** Who collects for a fee item on each channel: the item's own merchant where it has one, otherwise the entity's. */
export function refsOfItem({ merchantRef, alipayRef, itemMerchants = [] }: Collecting, feeItemId: string): Refs {
  const own = itemMerchants.find(item => item.feeItemId === feeItemId)
  const [wechat, alipay] = [own?.merchantRef ?? merchantRef, own?.alipayRef ?? alipayRef]
  return { ...(wechat !== undefined && { merchantRef: wechat }), ...(alipay !== undefined && { alipayRef: alipay }) }
}

/** All who collect for the entity today, each once. */
export const collecting = (entity: Collecting): NamedMerchant[] =>
  once([entity, ...(entity.itemMerchants ?? [])].flatMap(namedBy))

/** The same with those who did before: their days are compared and their refunds go on. */
export const everCollecting = (entity: Collecting): NamedMerchant[] =>
  once([...collecting(entity), ...(entity.formerMerchants ?? [])])

/** Only merchants that are in the set stay; a fee item that has none of its own any more is as all else. */
export function keepingMerchants(entity: CollectingEntity, refs: ReadonlySet<string>): CollectingEntity {
  const { merchantRef, alipayRef, itemMerchants, formerMerchants, ...rest } = entity
  const kept = (of: Refs): Refs => ({
    ...(of.merchantRef !== undefined && refs.has(of.merchantRef) && { merchantRef: of.merchantRef }),
    ...(of.alipayRef !== undefined && refs.has(of.alipayRef) && { alipayRef: of.alipayRef }),
  })
  const items = itemMerchants
    ?.map(({ feeItemId, ...of }) => ({ feeItemId, ...kept(of) }))
    .filter(item => namedBy(item).length > 0)
  const former = formerMerchants?.filter(({ ref }) => refs.has(ref))
  return {
    ...rest,
    ...kept({ merchantRef, alipayRef }),
    ...(items && items.length > 0 && { itemMerchants: items }),
    ...(former && former.length > 0 && { formerMerchants: former }),
  }
}

const namedBy = ({ merchantRef, alipayRef }: Refs): NamedMerchant[] => [
  ...(merchantRef === undefined ? [] : [{ ref: merchantRef, channel: 'wechat' as const }]),
  ...(alipayRef === undefined ? [] : [{ ref: alipayRef, channel: 'alipay' as const }]),
]

const once = (all: NamedMerchant[]): NamedMerchant[] => [...new Map(all.map(each => [each.ref, each])).values()]
