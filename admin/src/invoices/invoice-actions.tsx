import { invoicesApi } from '@linli/shared/invoices/api'
import type { Invoice } from '@linli/shared/invoices/schema'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Refusal } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { invoiceWords } from './words'

const words = invoiceWords.show
const refreshes = ['invoices.', 'billing.', 'audit.']

/** What can be done with an invoice in its state. */
export function InvoiceActions({ invoice }: { invoice: Invoice }) {
  const { can } = usePlace()
  const { communityId, invoiceId, state } = invoice
  const [asked, setAsked] = useState<'withdraw' | 'reverse'>()
  const toast = useToast()
  const of = { communityId, invoiceId }
  const retry = useWrite(invoicesApi.retryInvoice, { refreshes, onDone: () => toast(words.retried) })
  const download = useWrite(invoicesApi.downloadInvoice, {
    refreshes: ['audit.'],
    onDone: ({ url }) => void window.open(url, '_blank', 'noopener'),
  })
  const mayIssue = can('invoices:issue')
  return (
    <>
      <div className="bar">
        {invoice.number &&
          (['pdf', 'ofd'] as const).map(format => (
            <Button key={format} disabled={download.isPending} onClick={() => download.mutate({ ...of, format })}>
              {words[format]}
            </Button>
          ))}
        {mayIssue && state === 'failed' && (
          <Button type="primary" loading={retry.isPending} onClick={() => retry.mutate(of)}>
            {words.retry}
          </Button>
        )}
        {mayIssue && (state === 'failed' || state === 'requested') && (
          <Button onClick={() => setAsked('withdraw')}>{words.withdraw}</Button>
        )}
        {mayIssue && state === 'issued' && (
          <Button danger onClick={() => setAsked('reverse')}>
            {invoice.red ? words.reverseAgain : words.reverse}
          </Button>
        )}
        {can('audit:read') && <Link to={`/c/${communityId}/audit?object=invoice/${invoiceId}`}>{words.audit}</Link>}
      </div>
      <Refusal error={retry.error ?? download.error} />
      <Withdraw invoice={invoice} open={asked === 'withdraw'} close={() => setAsked(undefined)} />
      <Reverse invoice={invoice} open={asked === 'reverse'} close={() => setAsked(undefined)} />
    </>
  )
}

type DialogProps = { invoice: Invoice; open: boolean; close: () => void }

function Withdraw({ invoice: { communityId, invoiceId }, open, close }: DialogProps) {
  const toast = useToast()
  const withdraw = useWrite(invoicesApi.withdrawInvoice, {
    refreshes,
    onDone: () => {
      toast(words.withdrew)
      close()
    },
  })
  return (
    <ConfirmDialog
      title={words.withdrawTitle}
      open={open}
      close={close}
      action={words.withdrawAction}
      danger
      needsReason
      busy={withdraw.isPending}
      error={withdraw.error}
      confirm={reason => withdraw.mutate({ communityId, invoiceId, reason })}
    >
      <p>{words.withdrawLine}</p>
    </ConfirmDialog>
  )
}

function Reverse({ invoice: { communityId, invoiceId }, open, close }: DialogProps) {
  const toast = useToast()
  const [reissue, setReissue] = useState(false)
  const reverse = useWrite(invoicesApi.reverseInvoice, {
    refreshes,
    onDone: () => {
      toast(words.reversing)
      close()
    },
  })
  return (
    <ConfirmDialog
      title={words.reverseTitle}
      open={open}
      close={close}
      action={words.reverseAction}
      danger
      needsReason
      busy={reverse.isPending}
      error={reverse.error}
      confirm={reason => reverse.mutate({ communityId, invoiceId, reason, reissue })}
    >
      <p>{words.reverseLine}</p>
      <Checkbox checked={reissue} onChange={event => setReissue(event.target.checked)}>
        {words.reissue}
      </Checkbox>
    </ConfirmDialog>
  )
}
