import { merchantApi, type Merchants } from '@linli/shared/payments/merchant-api'
import { OnlineChannel } from '@linli/shared/payments/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { Failed, Skeleton } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { MerchantForm } from './merchant-form'
import { merchantWords as words } from './merchant-words'
import { nameOf, refOf } from './merchant-values'

/** Which merchant collects, for whoever may say so: a button over the fee items, and what it opens. */
export function MerchantButton() {
  const [open, setOpen] = useState(false)
  if (!usePlace().can('payments:limit')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.open}</Button>
      <DetailDrawer title={words.title} open={open} close={() => setOpen(false)} width={640}>
        {open && <All />}
      </DetailDrawer>
    </>
  )
}

function All() {
  const { communityId } = usePlace()
  const merchants = useRead(merchantApi.merchants, { communityId })
  const [changing, setChanging] = useState<string>()
  if (merchants.isPending) return <Skeleton />
  if (merchants.error) return <Failed error={merchants.error} retry={merchants.refetch} />
  const { data } = merchants
  const entity = data.entities.find(({ entityId }) => entityId === changing)
  return (
    <>
      <p className="hint">{data.choices.length > 0 ? words.line : words.none}</p>
      {data.entities.map(each => (
        <section key={each.entityId}>
          <h3>{each.name}</h3>
          <Collecting all={data} entity={each} />
          <div className="bar">
            <Button onClick={() => setChanging(each.entityId)}>{words.change}</Button>
          </div>
        </section>
      ))}
      {entity && <MerchantForm key={entity.entityId} all={data} entity={entity} close={() => setChanging(undefined)} />}
    </>
  )
}

function Collecting({ all, entity }: { all: Merchants; entity: Merchants['entities'][number] }) {
  const own = entity.items.flatMap(item =>
    OnlineChannel.options.flatMap(channel => {
      const ref = refOf(item, channel)
      return ref === undefined ? [] : [`${item.feeItemName}：${words.channels[channel]} ${nameOf(all, ref, channel)}`]
    }),
  )
  return (
    <Facts
      items={[
        ...OnlineChannel.options.map((channel): [string, string] => [
          words.channels[channel],
          nameOf(all, refOf(entity, channel), channel),
        ]),
        [words.items, own.length > 0 ? own.join('；') : words.noItems],
      ]}
    />
  )
}
