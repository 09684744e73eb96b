import { invoicesApi } from '@linli/shared/invoices/api'
import type { InvoiceTitle } from '@linli/shared/invoices/schema'
import { Checkbox, Form } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { type BuyerValues, buyerOf, TitleFields } from './title-fields'
import { invoiceWords } from './words'

const words = invoiceWords.titles
type Values = BuyerValues & { isDefault?: boolean }
type Props = { personId: string; name: string; title: InvoiceTitle | 'new' | undefined; close: () => void }

/** A title in another wording, or a new one of this payer. */
export function TitleEdit({ personId, name, title, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const known = title === 'new' ? undefined : title
  const save = useWrite(invoicesApi.saveTitle, {
    refreshes: ['invoices.listTitles', 'invoices.invoiceable', 'audit.'],
    onDone: () => {
      toast(words.saved)
      close()
    },
  })
  return (
    <FormDialog<Values>
      key={known?.titleId ?? 'new'}
      title={known ? words.editTitle : words.addTitle(name)}
      open={title !== undefined}
      close={close}
      action={words.save}
      busy={save.isPending}
      error={save.error}
      initial={known ? { ...known.buyer, isDefault: known.isDefault } : { kind: 'personal', name }}
      submit={({ isDefault = false, ...values }) =>
        save.mutate({ communityId, personId, titleId: known?.titleId, buyer: buyerOf(values), isDefault })
      }
    >
      <TitleFields />
      <Form.Item name="isDefault" valuePropName="checked" className="form-wide">
        <Checkbox>{words.makeDefault}</Checkbox>
      </Form.Item>
    </FormDialog>
  )
}
