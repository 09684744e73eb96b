import { openingApi } from '@linli/shared/opening/api'
import type { OutputOf } from '@linli/shared/contract'
import { type CountAndSum, OpeningKind, openingKindNames, type OpeningTotal } from '@linli/shared/opening/schema'
import { useEffect } from 'react'
import { Facts } from '../kit/facts'
import { Card } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { openingWords as words } from './words'

const { columns } = words
const text = ({ count, amountFen }: CountAndSum) => (count === 0 ? kitWords.none : words.sum(count, amountFen))

/** What waits and what is in the books: by kind, and by building and item as the old office adds it up. */
export function OpeningTotals({ totals }: { totals: OutputOf<typeof openingApi.totals> }) {
  const { draft, confirmed, confirmation } = totals
  const { communityId } = usePlace()
  const lines = usePages(openingApi.totals, { communityId })
  const { refetch } = lines
  const moved = JSON.stringify([draft, confirmed, confirmation?.finishedAt])
  useEffect(() => {
    if (moved) void refetch()
  }, [moved, refetch])
  return (
    <Card title={words.totals}>
      <div className="stack">
        <Facts
          items={OpeningKind.options.flatMap(kind =>
            (
              [
                [columns.draft, draft[kind]],
                [columns.confirmed, confirmed[kind]],
              ] as const
            )
              .filter(([, { count }]) => count > 0)
              .map(([how, sum]): [string, string] => [`${openingKindNames[kind]} · ${how}`, text(sum)]),
          )}
        />
        <PagedTable<OpeningTotal>
          plain
          caption={words.totalsCaption}
          sticky={false}
          query={lines}
          empty={null}
          rowKey={row => `${row.building}#${row.kind}#${row.itemName}`}
          columns={[
            { title: columns.building, cell: row => words.building(row.building) },
            { title: columns.kind, cell: row => openingKindNames[row.kind] },
            { title: columns.item, cell: row => row.itemName },
            { title: columns.draft, cell: row => text(row.draft), figure: true },
            { title: columns.confirmed, cell: row => text(row.confirmed), figure: true },
          ]}
        />
      </div>
    </Card>
  )
}
