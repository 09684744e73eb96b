import type { Invoice } from '@linli/shared/invoices/schema'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Banner } from '../kit/banner'
import { dateTime } from '../kit/format'
import { usePlace } from '../session'
import { invoiceWords } from './words'

const words = invoiceWords.show

/** What an invoice waits for, why it came to nothing, and what to do about it. */
export function InvoiceNotes({ invoice }: { invoice: Invoice }) {
  const { communityId } = usePlace()
  const { replacedById, replacesId } = invoice
  const to = (invoiceId: string) => `/c/${communityId}/invoices?show=${invoiceId}`
  return (
    <>
      {noteOn(invoice)}
      {(replacedById ?? replacesId) && (
        <div className="bar">
          {replacedById && <Link to={to(replacedById)}>{words.replaced}</Link>}
          {replacesId && <Link to={to(replacesId)}>{words.replaces}</Link>}
        </div>
      )}
    </>
  )
}

function noteOn({ state, red, problem = '' }: Invoice): ReactNode {
  if (state === 'failed') return <Note tone="danger" head={words.failed(problem)} lines={[words.failedLine]} />
  if (state === 'withdrawn') return <Note tone="info" head={words.withdrawn(problem)} lines={[]} />
  if (state === 'requested' || state === 'issuing') return <Note tone="info" head={words.working} lines={[]} />
  if (!red) return null
  const reason = words.redReason(red.reason, dateTime(red.requestedAt))
  if (state === 'reversed')
    return <Note tone="info" head={words.red.reversed} lines={[reason, words.redNumber(red.number ?? '')]} />
  if (state === 'red_pending')
    return <Note tone="due" head={words.red[red.state === 'confirmed' ? 'confirmed' : 'pending']} lines={[reason]} />
  const head = red.state === 'lapsed' ? words.lapsed : words.refused(red.refusal ?? '')
  const must = red.cause === 'refund' ? [words.refundLine] : []
  return <Note tone="danger" head={head} lines={[reason, ...must, words.againLine]} />
}

type NoteProps = { tone: 'info' | 'due' | 'danger'; head: string; lines: string[] }

const Note = ({ tone, head, lines }: NoteProps) => (
  <Banner tone={tone}>
    <strong>{head}</strong>
    {lines.map(line => (
      <p key={line}>{line}</p>
    ))}
  </Banner>
)
