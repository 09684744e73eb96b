import type { Merchants } from '@linli/shared/payments/merchant-api'
import type { OnlineChannel } from '@linli/shared/payments/schema'
import { merchantWords as words } from './merchant-words'

type Refs = { merchantRef?: string | undefined; alipayRef?: string | undefined }
type Entity = Merchants['entities'][number]
/** What the selects hold: '' is nobody, or of a fee item, as all else. */
export type MerchantValues = {
  own: Record<OnlineChannel, string>
  items: Record<string, Record<OnlineChannel, string>>
}

export const refOf = ({ merchantRef, alipayRef }: Refs, channel: OnlineChannel): string | undefined =>
  channel === 'wechat' ? merchantRef : alipayRef

/** Its name with the end of its number; one that the system has no more is still named. */
export function nameOf({ choices }: Merchants, ref: string | undefined, channel: OnlineChannel): string {
  if (ref === undefined) return words.off
  const found = choices.find(choice => choice.ref === ref && choice.channel === channel)
  return found ? words.numbered(ref, found.numberEnd) : ref + words.gone
}

/** The merchants of a channel, and whoever collects already. */
export function optionsOf(all: Merchants, channel: OnlineChannel, ref: string | undefined, none: string) {
  const refs = all.choices.filter(choice => choice.channel === channel).map(choice => choice.ref)
  const shown = ref === undefined || refs.includes(ref) ? refs : [...refs, ref]
  return [{ value: '', label: none }, ...shown.map(value => ({ value, label: nameOf(all, value, channel) }))]
}

const valuesOf = ({ merchantRef = '', alipayRef = '' }: Refs) => ({ wechat: merchantRef, alipay: alipayRef })
const refsOf = ({ wechat, alipay }: Record<OnlineChannel, string>): Refs => ({
  ...(wechat !== '' && { merchantRef: wechat }),
  ...(alipay !== '' && { alipayRef: alipay }),
})

export const formOf = (entity: Entity): MerchantValues => ({
  own: valuesOf(entity),
  items: Object.fromEntries(entity.items.map(item => [item.feeItemId, valuesOf(item)])),
})

/** Only fee items with a merchant of their own are sent. */
export const askedOf = ({ own, items }: MerchantValues) => ({
  ...refsOf(own),
  items: Object.entries(items).flatMap(([feeItemId, refs]) =>
    refs.wechat === '' && refs.alipay === '' ? [] : [{ feeItemId, ...refsOf(refs) }],
  ),
})
