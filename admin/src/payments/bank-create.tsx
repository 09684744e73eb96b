import { feeApi } from '@linli/shared/billing/fee-api'
import { communitiesApi } from '@linli/shared/communities/api'
import { bankApi } from '@linli/shared/payments/bank-api'
import { bankFormats } from '@linli/shared/payments/bank-formats'
import { Form, Input, Select } from 'antd'
import { useNavigate } from 'react-router'
import { today } from '../kit/format'
import { FormDialog } from '../kit/form-dialog'
import { filled, needed } from '../kit/rules'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { bankWords as words } from './bank-words'

type Values = { formatId: string; entityId: string; dueUntil: string; building?: string; items?: string[] }

/** A new batch: which bills, and the layout that the bank takes. */
export function BankCreate({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const entities = useRead(communitiesApi.get, { communityId }, { enabled: open }).data?.entities
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items ?? []
  const create = useWrite(bankApi.createBankBatch, {
    refreshes: ['payments.', 'audit.'],
    onDone: ({ batchId }) => void navigate(`/c/${communityId}/bank/${batchId}`),
  })
  return (
    <FormDialog<Values>
      title={words.createTitle}
      open={open && entities !== undefined}
      close={close}
      action={words.createAction}
      busy={create.isPending}
      error={create.error}
      initial={{ formatId: bankFormats[0]?.formatId ?? '', entityId: entities?.[0]?.entityId ?? '', dueUntil: today() }}
      submit={({ formatId, entityId, dueUntil, building, items: chosen }) =>
        create.mutate({
          communityId,
          formatId,
          entityId,
          filter: {
            dueUntil,
            ...(filled(building) && { building: filled(building)?.toUpperCase() }),
            ...(chosen?.length && { feeItemIds: chosen }),
          },
        })
      }
    >
      <Form.Item name="formatId" label={words.format} className="form-wide">
        <Select options={bankFormats.map(({ formatId, name }) => ({ value: formatId, label: name }))} />
      </Form.Item>
      <Form.Item name="entityId" label={words.entity} className="form-wide">
        <Select options={(entities ?? []).map(({ entityId, name }) => ({ value: entityId, label: name }))} />
      </Form.Item>
      <Form.Item name="dueUntil" label={words.dueUntil} extra={words.dueHint} rules={[needed(words.missing)]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="building" label={words.building}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="items" label={words.items} className="form-wide">
        <Select
          mode="multiple"
          placeholder={words.allItems}
          options={items.map(({ feeItemId, name }) => ({ value: feeItemId, label: name }))}
        />
      </Form.Item>
    </FormDialog>
  )
}
