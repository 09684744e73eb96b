import { periodName } from '@linli/shared/billing/words'
import type { InvoiceableBill } from '@linli/shared/invoices/schema'
import { notInvoiceableSentences } from '@linli/shared/invoices/words'
import { Checkbox, Segmented } from 'antd'
import { DataTable } from '../kit/data-table'
import { yuan } from '../kit/format'
import { invoiceWords } from './words'

const words = invoiceWords.request

type Props = {
  bills: InvoiceableBill[]
  chosen: ReadonlySet<string>
  choose: (ids: ReadonlySet<string>) => void
  /** Which ones are listed; none where they are named. */
  show: 'paid' | 'part' | undefined
  setShow: (show: 'paid' | 'part') => void
}

/** A household's bills to tick; those that cannot be invoiced say why. */
export function InvoiceBills({ bills, chosen, choose, show, setShow }: Props) {
  const toggle = (billId: string) => {
    const next = new Set(chosen)
    if (!next.delete(billId)) next.add(billId)
    choose(next)
  }
  return (
    <>
      {show && (
        <Segmented
          aria-label={words.bills}
          value={show}
          options={[
            { value: 'paid', label: words.paid },
            { value: 'part', label: words.part },
          ]}
          onChange={setShow}
        />
      )}
      {bills.length === 0 ? (
        <p className="hint">{words.none}</p>
      ) : (
        <DataTable
          caption={words.bills}
          rows={bills}
          rowKey={bill => bill.billId}
          sticky={false}
          columns={[
            {
              title: words.columns.item,
              cell: bill => (
                <Checkbox
                  checked={chosen.has(bill.billId)}
                  disabled={bill.refusal !== undefined}
                  aria-label={words.choose(nameOf(bill))}
                  onChange={() => toggle(bill.billId)}
                >
                  {nameOf(bill)}
                </Checkbox>
              ),
            },
            { title: words.columns.payer, cell: bill => bill.payerName },
            { title: words.columns.open, cell: bill => yuan(bill.principalFen + bill.lateFeeFen), figure: true },
            { title: words.columns.why, cell: whyOf },
          ]}
        />
      )}
    </>
  )
}

const nameOf = ({ feeItemName, period }: InvoiceableBill) => `${feeItemName} ${periodName(period)}`

const whyOf = ({ refusal, lateFeeFen }: InvoiceableBill) =>
  refusal ? notInvoiceableSentences[refusal] : lateFeeFen > 0 ? words.late(yuan(lateFeeFen)) : ''
