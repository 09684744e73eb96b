import { type CollectionBy, type CollectionRow, reportApi } from '@linli/shared/insight/report-api'
import { ExportButton } from '../exports/export-button'
import { type Column, DataTable } from '../kit/data-table'
import { percent, yuan } from '../kit/format'
import { kitWords } from '../kit/words'
import { reportWords as words } from './report-words'

export type Asked = { communityId: string; period: string; by: CollectionBy; building?: string; feeItemId?: string }
type Props = { rows: CollectionRow[]; asked: Asked; nameOf: (row: CollectionRow) => string }

/** A report's chart in figures, to be taken along; apart from it, because the overview shows the picture alone. */
export function CollectionFigures({ rows, asked, nameOf }: Props) {
  return (
    <>
      <DataTable
        caption={words.caption}
        rows={rows}
        rowKey={({ key }) => key}
        sticky={false}
        columns={columnsOf(words.views[asked.by], nameOf)}
      />
      <div className="table-foot">
        <span className="bar">
          <ExportButton endpoint={reportApi.collection.id} input={asked} />
        </span>
      </div>
    </>
  )
}

const rate = (bp: number | undefined) => (bp === undefined ? kitWords.none : percent(bp))

function columnsOf(title: string, nameOf: (row: CollectionRow) => string): Column<CollectionRow>[] {
  const { columns } = words
  const withBefore = (now: number | undefined, before: number | undefined) => (
    <>
      {rate(now)}
      <br />
      <span className="hint small">{words.against(rate(before))}</span>
    </>
  )
  return [
    { title, cell: nameOf },
    { title: columns.billed, cell: ({ now }) => yuan(now.billedFen), figure: true },
    { title: columns.collected, cell: ({ now }) => yuan(now.collectedFen), figure: true },
    { title: columns.rate, cell: ({ now, before }) => withBefore(now.rateBp, before.rateBp), figure: true },
    { title: columns.old, cell: ({ now }) => yuan(now.oldFen), figure: true, wide: true },
    { title: columns.oldReceived, cell: ({ now }) => yuan(now.oldReceivedFen), figure: true, wide: true },
    { title: columns.cleared, cell: ({ now, before }) => withBefore(now.clearedBp, before.clearedBp), figure: true },
    { title: columns.received, cell: ({ now }) => yuan(now.receivedFen), figure: true, wide: true },
    { title: columns.arrears, cell: ({ now }) => yuan(now.arrearsFen), figure: true },
  ]
}
