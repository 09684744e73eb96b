import { merchantApi, type Merchants } from '@linli/shared/payments/merchant-api'
import { OnlineChannel } from '@linli/shared/payments/schema'
import { Form, Select } from 'antd'
import { useState } from 'react'
import { ApiError } from '../api-client'
import { FormDialog } from '../kit/form-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { askedOf, formOf, type MerchantValues, optionsOf, refOf } from './merchant-values'
import { merchantWords as words } from './merchant-words'

type Props = { all: Merchants; entity: Merchants['entities'][number]; close: () => void }

/** Open orders are told once; whoever has read that presses again. */
export function MerchantForm({ all, entity, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const { entityId } = entity
  const [open, setOpen] = useState(true)
  const save = useWrite(merchantApi.setMerchants, {
    refreshes: ['payments.', 'communities.', 'audit.'],
    onDone: () => {
      toast(words.done)
      setOpen(false)
      close()
    },
  })
  const isTold = save.error instanceof ApiError && save.error.code === 'payments.orders_open'
  return (
    <FormDialog<MerchantValues>
      title={words.dialog(entity.name)}
      open={open}
      close={close}
      action={isTold ? words.despite : words.save}
      busy={save.isPending}
      error={save.error}
      initial={formOf(entity)}
      submit={values =>
        save.mutate({
          communityId,
          entityId,
          version: all.version,
          ...askedOf(values),
          ...(isTold && { despiteOpen: true as const }),
        })
      }
    >
      <p className="form-wide">{words.effect}</p>
      {OnlineChannel.options.map(channel => (
        <Form.Item key={channel} name={['own', channel]} label={words.channels[channel]}>
          <Select options={optionsOf(all, channel, refOf(entity, channel), words.off)} />
        </Form.Item>
      ))}
      {entity.items.length > 0 && <p className="form-wide hint">{words.itemsHint}</p>}
      {entity.items.flatMap(item =>
        OnlineChannel.options.map(channel => (
          <Form.Item
            key={`${item.feeItemId} ${channel}`}
            name={['items', item.feeItemId, channel]}
            label={words.item(item.feeItemName, words.channels[channel])}
          >
            <Select options={optionsOf(all, channel, refOf(item, channel), words.asUsual)} />
          </Form.Item>
        )),
      )}
    </FormDialog>
  )
}
