import { invoicesApi } from '@linli/shared/invoices/api'
import type { Buyer, InvoiceTitle } from '@linli/shared/invoices/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { DataTable } from '../kit/data-table'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { TitleEdit } from './title-edit'
import { invoiceWords } from './words'

const words = invoiceWords.titles

/** The titles of one payer; whoever may issue invoices keeps them. */
export function TitleList({ personId, name }: { personId: string; name: string }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const titles = useRead(invoicesApi.listTitles, { communityId, personId })
  const [editing, setEditing] = useState<InvoiceTitle | 'new'>()
  const [removing, setRemoving] = useState<InvoiceTitle>()
  const remove = useWrite(invoicesApi.removeTitle, {
    refreshes: ['invoices.listTitles', 'invoices.invoiceable', 'audit.'],
    onDone: () => {
      toast(words.removed)
      setRemoving(undefined)
    },
  })
  if (titles.error) return <Failed error={titles.error} retry={titles.refetch} />
  if (!titles.data) return <Skeleton />
  const mayEdit = can('invoices:issue')
  return (
    <div className="stack-small">
      {titles.data.titles.length === 0 ? (
        <p className="hint">{words.none}</p>
      ) : (
        <DataTable
          caption={words.of(name)}
          rows={titles.data.titles}
          rowKey={({ titleId }) => titleId}
          sticky={false}
          columns={[
            {
              title: words.columns.name,
              cell: ({ buyer, isDefault }) => (
                <>
                  {buyer.name} {isDefault && <Tag tone="ok">{words.isDefault}</Tag>}
                </>
              ),
            },
            { title: words.columns.kind, cell: ({ buyer }) => invoiceWords.request[buyer.kind] },
            { title: words.columns.taxNumber, cell: ({ buyer }) => (buyer.kind === 'company' ? buyer.taxNumber : '') },
            { title: words.columns.more, cell: ({ buyer }) => moreOf(buyer), wide: true },
            {
              title: words.columns.act,
              cell: title =>
                mayEdit && (
                  <div className="bar">
                    <Button size="small" onClick={() => setEditing(title)}>
                      {words.edit}
                    </Button>
                    <Button size="small" danger onClick={() => setRemoving(title)}>
                      {words.remove}
                    </Button>
                  </div>
                ),
            },
          ]}
        />
      )}
      {mayEdit && (
        <div className="bar">
          <Button onClick={() => setEditing('new')}>{words.add}</Button>
        </div>
      )}
      <TitleEdit personId={personId} name={name} title={editing} close={() => setEditing(undefined)} />
      <ConfirmDialog
        title={words.removeTitle}
        open={removing !== undefined}
        close={() => setRemoving(undefined)}
        action={words.removeAction}
        danger
        busy={remove.isPending}
        error={remove.error}
        confirm={() => removing && remove.mutate({ communityId, personId, titleId: removing.titleId })}
      >
        <p>{removing?.buyer.name}</p>
        <p className="hint">{words.removeLine}</p>
      </ConfirmDialog>
    </div>
  )
}

const moreOf = (buyer: Buyer): string =>
  buyer.kind === 'personal'
    ? ''
    : [buyer.address, buyer.phone, buyer.bank, buyer.bankAccount].filter(part => part).join('，')
