import { invoicesApi } from '@linli/shared/invoices/api'
import type { Buyer, InvoiceTitle } from '@linli/shared/invoices/schema'
import { Checkbox, Form, Select } from 'antd'
import { useState } from 'react'
import { Banner } from '../kit/banner'
import { FormDialog } from '../kit/form-dialog'
import { yuan } from '../kit/format'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { type BuyerValues, buyerOf, TitleFields } from './title-fields'
import { InvoiceBills } from './invoice-bills'
import { invoiceWords } from './words'

const words = invoiceWords.request

type Props = {
  roomId: string | undefined
  /** Ids of the bills that it begins with, with commas between. */
  bills: string | undefined
  close: () => void
  done: (invoiceId: string) => void
}

const another = 'new'
type Values = BuyerValues & { title: string; keep?: boolean }

/** 开发票 for a household: its bills, and one of its payers' titles or a new one. */
export function InvoiceRequest({ roomId, bills, close, done }: Props) {
  const { communityId } = usePlace()
  const [show, setShow] = useState<'paid' | 'part'>('paid')
  const found = useRead(
    invoicesApi.invoiceable,
    { communityId, roomId: roomId ?? '', show, bills },
    { enabled: roomId !== undefined },
  )
  const [ticked, setChosen] = useState<{ of: unknown; ids: ReadonlySet<string> }>()
  const open = (found.data?.bills ?? []).filter(({ refusal }) => !refusal)
  // Bills that are named are ticked to begin with.
  const first = new Set(bills ? open.map(({ billId }) => billId) : [])
  const chosen = ticked && ticked.of === found.data ? ticked.ids : first
  const asked = open.filter(({ billId }) => chosen.has(billId))
  const sumFen = asked.reduce((sum, bill) => sum + bill.principalFen + bill.lateFeeFen, 0)
  const titles = found.data?.payers.flatMap(payer => payer.titles) ?? []
  const toast = useToast()
  const keep = useWrite(invoicesApi.saveTitle, { refreshes: ['invoices.invoiceable'] })
  const request = useWrite(invoicesApi.requestInvoice, {
    refreshes: ['invoices.', 'billing.', 'audit.'],
    onDone: ({ invoiceId }) => {
      toast(words.done)
      done(invoiceId)
    },
  })
  const submit = (values: Values) => {
    const buyer = titles.find(({ titleId }) => titleId === values.title)?.buyer ?? buyerOf(values)
    const personId = found.data?.payers[0]?.personId
    if (values.title === another && values.keep && personId) keep.mutate({ communityId, personId, buyer })
    if (asked.length > 0)
      request.mutate({ communityId, buyer, bills: asked.map(({ billId }) => ({ roomId: roomId ?? '', billId })) })
  }
  const code = found.data?.bills[0]?.object.code ?? ''
  return (
    <FormDialog<Values>
      // The titles decide what the form begins with.
      key={`${roomId} ${found.data ? 'read' : 'reading'}`}
      title={words.title(code)}
      open={roomId !== undefined}
      close={close}
      action={words.action(asked.length, yuan(sumFen))}
      busy={request.isPending}
      error={request.error ?? found.error}
      width={760}
      initial={{ title: defaultOf(titles)?.titleId ?? another, kind: 'personal', name: nameOf(found.data?.payers[0]) }}
      submit={submit}
    >
      <div className="form-wide stack">
        {found.data?.connected === false && <Banner tone="danger">{words.notConnected}</Banner>}
        <InvoiceBills
          bills={found.data?.bills ?? []}
          chosen={chosen}
          choose={ids => setChosen({ of: found.data, ids })}
          show={bills ? undefined : show}
          setShow={setShow}
        />
      </div>
      <Form.Item name="title" label={words.title1} className="form-wide">
        <Select
          options={[
            ...titles.map(({ titleId, buyer }) => ({ value: titleId, label: wordsOf(buyer) })),
            { value: another, label: words.newTitle },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['title']}>
        {({ getFieldValue }) => (getFieldValue('title') === another ? <TitleFields /> : null)}
      </Form.Item>
      <Form.Item noStyle dependencies={['title']}>
        {({ getFieldValue }) =>
          getFieldValue('title') === another ? (
            <Form.Item name="keep" valuePropName="checked" className="form-wide">
              <Checkbox>{words.keep}</Checkbox>
            </Form.Item>
          ) : null
        }
      </Form.Item>
    </FormDialog>
  )
}

const defaultOf = (titles: InvoiceTitle[]) => titles.find(({ isDefault }) => isDefault) ?? titles[0]
const nameOf = (payer: { name: string } | undefined) => payer?.name ?? ''
const wordsOf = (buyer: Buyer) => (buyer.kind === 'company' ? `${buyer.name}　${buyer.taxNumber}` : buyer.name)
