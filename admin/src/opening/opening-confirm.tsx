import { openingApi } from '@linli/shared/opening/api'
import { OpeningKind, openingKindNames, type OpeningSums } from '@linli/shared/opening/schema'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { Facts } from '../kit/facts'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import '../kit/confirm-bar.css'
import { openingWords as words } from './words'

/** Sends the counts and sums that were looked at; the server refuses when a draft came or went meanwhile. */
export function OpeningConfirm({ sums }: { sums: OpeningSums }) {
  const { communityId, can } = usePlace()
  const [asking, setAsking] = useState(false)
  const [compared, setCompared] = useState(false)
  const close = () => setAsking(false)
  const confirm = useWrite(openingApi.confirm, {
    refreshes: ['opening.', 'billing.', 'payments.', 'insight.', 'audit.'],
    onDone: close,
  })
  const count = OpeningKind.options.reduce((total, kind) => total + sums[kind].count, 0)
  if (count === 0) return null
  // What residents owe and what the office holds for them make no sum.
  const sentence = OpeningKind.options
    .filter(kind => sums[kind].count > 0)
    .map(kind => `${openingKindNames[kind]} ${words.sum(sums[kind].count, sums[kind].amountFen)}`)
    .join('；')
  const ask = () => {
    setCompared(false)
    setAsking(true)
  }
  return (
    <div className="confirm-bar">
      {can('opening:confirm') ? (
        <>
          <p>{sentence}</p>
          <Button type="primary" onClick={ask}>
            {words.confirm(count)}
          </Button>
        </>
      ) : (
        <p>{words.nobodyMay(sentence)}</p>
      )}
      <ConfirmDialog
        title={words.confirmTitle}
        open={asking}
        close={close}
        action={words.confirm(count)}
        busy={confirm.isPending}
        error={confirm.error}
        blocked={!compared}
        confirm={() => confirm.mutate({ communityId, sums })}
      >
        <p>{words.confirmLine}</p>
        <Facts
          items={OpeningKind.options.map(kind => [
            openingKindNames[kind],
            words.sum(sums[kind].count, sums[kind].amountFen),
          ])}
        />
        <Checkbox checked={compared} onChange={event => setCompared(event.target.checked)}>
          {words.compared}
        </Checkbox>
      </ConfirmDialog>
    </div>
  )
}
