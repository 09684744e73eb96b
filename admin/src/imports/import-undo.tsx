import { type Import, importsApi } from '@linli/shared/imports/api'
import type { Referring } from '@linli/shared/imports/detail'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Banner } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { Card } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { usePages, useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { useImportMoved } from './import-moved'
import { undoWords as words } from './words'
import { kindsText } from './writing'

type Props = { data: Pick<Import, 'importId' | 'problem'>; label?: string; line?: string }

/** Takes the whole import back, or gives one up that is being written; asks first, saying what will go. */
export function ImportUndo({ data: { importId }, label = words.undo, line }: Props) {
  const { communityId } = usePlace()
  const [asking, setAsking] = useState(false)
  const detail = useRead(importsApi.detail, { communityId, importId }, { enabled: asking })
  const moved = useImportMoved()
  const undo = useWrite(importsApi.undo, {
    refreshes: [''],
    onDone: output => {
      setAsking(false)
      moved(output)
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{label}</Button>
      <ConfirmDialog
        title={`${label}？`}
        open={asking}
        close={() => setAsking(false)}
        action={label}
        busy={undo.isPending}
        error={undo.error}
        danger
        confirm={() => undo.mutate({ communityId, importId })}
      >
        <p>{line ?? words.will(detail.data ? ` ${kindsText(detail.data.byKind)}` : '内容')}</p>
        <p className="hint">{words.refuses}</p>
      </ConfirmDialog>
    </>
  )
}

/** Why an undo was refused: everything that refers to the import, with the way to it. */
export function UndoRefused({ data }: { data: Import }) {
  const { communityId } = usePlace()
  const referring = usePages(importsApi.referring, { communityId, importId: data.importId })
  return (
    <Card title={words.refused} extra={<ImportUndo data={data} label={words.again} />}>
      <div className="stack">
        <Banner tone="due">
          {data.problem}
          <p>{words.refusedLine}</p>
        </Banner>
        <PagedTable
          caption={words.refused}
          query={referring}
          plain
          sticky={false}
          rowKey={each => each.what}
          empty={<State head={data.problem ?? ''} />}
          columns={[
            { title: words.columns.what, cell: each => each.what },
            { title: words.columns.open, cell: each => <Way to={each} /> },
          ]}
        />
      </div>
    </Card>
  )
}

/** The page on which a record of a kind is shown. */
const pages: Record<string, string> = { room: 'rooms', bill: 'bills', person: 'people' }

function Way({ to: { objectType = '', objectId } }: { to: Referring }) {
  const { communityId } = usePlace()
  const page = pages[objectType]
  return page && objectId ? <Link to={`/c/${communityId}/${page}?show=${objectId}`}>{words.open}</Link> : null
}
