import { figuresApi } from '@linli/shared/repairs/figures-api'
import { ExportButton } from '../exports/export-button'
import { DataTable } from '../kit/data-table'
import { count, yuan } from '../kit/format'
import { Card } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { materialWords as words } from './figure-words'

/** 材料用量 of a period: what was used, the dearest first. */
export function MaterialsCard({ period }: { period: string }) {
  const { communityId } = usePlace()
  const asked = { communityId, period }
  const used = useRead(figuresApi.materials, asked)
  if (!used.data)
    return <Card>{used.error ? <Failed error={used.error} retry={used.refetch} /> : <Skeleton rows={3} />}</Card>
  const { items } = used.data
  const [first] = items
  if (!first) return <Card children={<State {...words.none} />} />
  const amount = ({ quantity, unit }: typeof first) => `${count(quantity)} ${unit}`
  return (
    <Card
      title={first.costFen > 0 ? words.title(first.name, yuan(first.costFen)) : words.plain(first.name, amount(first))}
    >
      <p className="hint small">{words.means}</p>
      <DataTable
        caption={words.caption}
        rows={items}
        rowKey={({ name, unit }) => `${name}|${unit}`}
        sticky={false}
        columns={[
          { title: words.columns.name, cell: row => row.name },
          { title: words.columns.quantity, cell: amount, figure: true },
          { title: words.columns.cost, cell: row => yuan(row.costFen), figure: true },
        ]}
      />
      <div className="table-foot">
        <span className="bar">
          <ExportButton endpoint={figuresApi.materials.id} input={asked} />
        </span>
      </div>
    </Card>
  )
}
