import type { Invoice, InvoiceState } from '@linli/shared/invoices/schema'
import { invoiceStateNames, redStateNames } from '@linli/shared/invoices/words'
import { Tag, type Tone } from '../kit/tag'

const tones: Record<InvoiceState, Tone> = {
  requested: 'info',
  issuing: 'info',
  issued: 'ok',
  failed: 'danger',
  red_pending: 'due',
  reversed: 'closed',
  withdrawn: 'closed',
}

/** An invoice's state; a reversal that came to nothing stands beside it. */
export const InvoiceTag = ({ invoice: { state, red } }: { invoice: Pick<Invoice, 'state' | 'red'> }) => (
  <>
    <Tag tone={tones[state]}>{invoiceStateNames[state]}</Tag>
    {state === 'issued' && red && <Tag tone="danger">{redStateNames[red.state]}</Tag>}
  </>
)
