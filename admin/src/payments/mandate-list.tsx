import { bankApi } from '@linli/shared/payments/bank-api'
import type { Mandate } from '@linli/shared/payments/bank-schema'
import { Button } from 'antd'
import { useState } from 'react'
import { FindRoom } from '../communities/find-room'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useToast } from '../kit/toast'
import { useUrlState } from '../kit/url-state'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { mandateWords as words } from './bank-words'
import { MandateAdd, MandatePaste } from './mandate-add'

/** 代扣协议 by room; ended ones stay with their reason. */
export function MandateList() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const [ending, setEnding] = useState<Mandate>()
  const mandates = usePages(bankApi.listMandates, { communityId, prefix: url.get('prefix') })
  const { columns } = words
  const open = url.get('add')
  const shut = () => url.set({ add: undefined }, { replace: true })
  return (
    <Page
      title={shared.pages.mandates}
      line={words.line}
      actions={
        can('payments:collect') && (
          <div className="bar">
            <Button onClick={() => url.set({ add: 'paste' })}>{words.paste}</Button>
            <Button type="primary" onClick={() => url.set({ add: 'one' })}>
              {words.add}
            </Button>
          </div>
        )
      }
    >
      <FindRoom label={words.find} />
      <PagedTable
        caption={words.caption}
        query={mandates}
        rowKey={({ mandateId }) => mandateId}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.room, cell: each => each.roomCode },
          { title: columns.name, cell: each => each.accountName },
          { title: columns.bank, cell: each => each.bank, wide: true },
          { title: columns.account, cell: each => each.accountMasked, figure: true },
          { title: columns.number, cell: each => each.agreementNumber, wide: true },
          { title: columns.dates, cell: each => words.dates(each.from, each.to), figure: true },
          { title: columns.state, cell: each => <MandateState mandate={each} /> },
          ...(can('payments:collect')
            ? [
                {
                  title: words.end,
                  cell: (each: Mandate) =>
                    !each.ended && (
                      <Button size="small" onClick={() => setEnding(each)}>
                        {words.end}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      <MandateAdd open={open === 'one'} close={shut} />
      <MandatePaste open={open === 'paste'} close={shut} />
      <MandateEnd mandate={ending} close={() => setEnding(undefined)} />
    </Page>
  )
}

function MandateState({ mandate: { ended, failures, lastFailure = '' } }: { mandate: Mandate }) {
  if (ended) return <span className="hint">{words.ended(ended.on, ended.reason)}</span>
  if (failures > 0) return <Tag tone="due">{words.failures(failures, lastFailure)}</Tag>
  return <Tag tone="ok">{words.live}</Tag>
}

function MandateEnd({ mandate, close }: { mandate: Mandate | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const end = useWrite(bankApi.endMandate, {
    refreshes: ['payments.', 'audit.'],
    onDone: () => {
      toast(words.endedDone)
      close()
    },
  })
  return (
    <ConfirmDialog
      title={words.endTitle(mandate?.roomCode ?? '')}
      open={mandate !== undefined}
      close={close}
      action={words.end}
      danger
      needsReason
      busy={end.isPending}
      error={end.error}
      confirm={reason => end.mutate({ communityId, roomId: mandate?.roomId ?? '', reason })}
    >
      <p>{words.endLine}</p>
    </ConfirmDialog>
  )
}
