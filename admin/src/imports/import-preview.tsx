import { type Import, importsApi } from '@linli/shared/imports/api'
import { Button, Tabs } from 'antd'
import { Refusal } from '../kit/banner'
import '../kit/confirm-bar.css'
import { DataTable } from '../kit/data-table'
import { area, count } from '../kit/format'
import { Card } from '../kit/page'
import { useUrlState } from '../kit/url-state'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { ImportProblems } from './import-problems'
import { importWords as words } from './words'

/** Totals, problems first, and the button that names what will happen. */
export function ImportPreview({ data }: { data: Import }) {
  const url = useUrlState()
  const problems = data.counts.bad + data.counts.duplicate
  return (
    <>
      <Counts counts={data.counts} />
      <Card>
        <Tabs
          activeKey={url.get('tab') ?? 'problems'}
          onChange={tab => url.set({ tab }, { replace: true })}
          items={[
            {
              key: 'problems',
              label: `${words.tabs.problems} ${count(problems)}`,
              children: <ImportProblems importId={data.importId} />,
            },
            { key: 'buildings', label: words.tabs.buildings, children: <Buildings data={data} /> },
            { key: 'columns', label: words.tabs.columns, children: <Columns data={data} /> },
          ]}
        />
      </Card>
      {data.state === 'previewed' && <Confirm data={data} />}
    </>
  )
}

function Counts({ counts }: { counts: Import['counts'] }) {
  const lines = {
    ready: counts.warned > 0 ? words.warned(counts.warned) : '',
    skipped: words.skippedLine,
    unchanged: words.unchangedLine,
  }
  const tiles: [keyof typeof words.counts, string][] = [
    ['ready', lines.ready],
    ['bad', ''],
    ['duplicate', ''],
    ['skipped', lines.skipped],
    ['unchanged', lines.unchanged],
  ]
  return (
    <div className="counts">
      {tiles.map(([name, line]) => (
        <Card key={name}>
          <p className="hint">{words.counts[name]}</p>
          <p className={`count-value figure${name === 'bad' && counts.bad > 0 ? ' count-due' : ''}`}>
            {count(counts[name])}
          </p>
          <p className="hint small">{line}</p>
        </Card>
      ))}
    </div>
  )
}

function Buildings({ data }: { data: Import }) {
  const sum = {
    building: words.sum,
    rooms: data.byBuilding.reduce((total, row) => total + row.rooms, 0),
    builtM2x100: data.byBuilding.reduce((total, row) => total + row.builtM2x100, 0),
  }
  return (
    <DataTable
      caption={words.tabs.buildings}
      rows={[...data.byBuilding, sum]}
      rowKey={row => row.building}
      sticky={false}
      columns={[
        { title: words.buildingColumns.building, cell: row => row.building },
        { title: words.buildingColumns.rooms, cell: row => count(row.rooms), figure: true },
        { title: words.buildingColumns.area, cell: row => area(row.builtM2x100), figure: true },
      ]}
    />
  )
}

function Columns({ data }: { data: Import }) {
  return (
    <DataTable
      caption={words.tabs.columns}
      rows={data.columns.map((column, at) => ({ ...column, at }))}
      rowKey={row => String(row.at)}
      sticky={false}
      columns={[
        { title: words.columnColumns.header, cell: row => row.header },
        {
          title: words.columnColumns.field,
          cell: row => row.field ?? <span className="hint">{words.notImported}</span>,
        },
      ]}
    />
  )
}

function Confirm({ data }: { data: Import }) {
  const { communityId } = usePlace()
  const { ready, unchanged } = data.counts
  const confirm = useWrite(importsApi.confirm, { refreshes: ['imports.', 'communities.', 'people.', 'insight.'] })
  if (ready === 0) return <div className="confirm-bar hint">{unchanged > 0 ? words.same : words.nothing}</div>
  return (
    <div className="confirm-bar">
      <div>
        <p className="hint">{words.confirmLine}</p>
        <Refusal error={confirm.error} />
      </div>
      <Button
        type="primary"
        disabled={confirm.isPending}
        onClick={() => confirm.mutate({ communityId, importId: data.importId })}
      >
        {words.confirm(ready)}
      </Button>
    </div>
  )
}
