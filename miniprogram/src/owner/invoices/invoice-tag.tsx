import type { InvoiceState } from '@linli/shared/invoices/schema'
import { Tag, type Tone } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { invoiceWords } from './words'

const tones: Record<InvoiceState, Tone> = {
  requested: 'info',
  issuing: 'info',
  issued: 'ok',
  failed: 'danger',
  red_pending: 'due',
  reversed: 'closed',
  withdrawn: 'closed',
}

export const InvoiceTag = ({ state }: { state: InvoiceState }) => (
  <Tag tone={tones[state]}>{useWords(invoiceWords).state(state)}</Tag>
)
