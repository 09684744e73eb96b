import { Button } from 'antd'
import { type ComponentProps, Fragment, type ReactNode, useMemo } from 'react'
import { ExportButton } from '../exports/export-button'
import type { PagesQuery } from '../queries'
import { DataTable } from './data-table'
import { Card } from './page'
import { Failed, Skeleton } from './state'
import { kitWords } from './words'

type Props<T> = Omit<ComponentProps<typeof DataTable<T>>, 'rows'> & {
  query: PagesQuery<T>
  empty: ReactNode
  /** Inside a card or drawer that is already there. */
  plain?: boolean
  /** False where there is nothing to take along as a workbook. */
  exports?: boolean
}

/** A list of the contract on a page: waiting, failed, empty, or its rows with what is left to load. */
export function PagedTable<T>({ query, empty, plain = false, exports = true, ...table }: Props<T>) {
  const Box = plain ? Fragment : Card
  const rows = useMemo(() => query.data?.pages.flatMap(page => page.items) ?? [], [query.data])
  if (query.isPending) return <Box children={<Skeleton rows={8} />} />
  if (query.error && rows.length === 0) return <Box children={<Failed error={query.error} retry={query.refetch} />} />
  if (rows.length === 0) return <Box children={empty} />
  return (
    <Box>
      <DataTable {...table} rows={rows} />
      <div className="table-foot">
        <span className="hint" role="status">
          {query.hasNextPage ? kitWords.shown(rows.length) : kitWords.total(rows.length)}
        </span>
        {query.error && <Failed error={query.error} />}
        <span className="bar">
          {query.hasNextPage && (
            <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {query.isFetchingNextPage ? kitWords.loadingMore : kitWords.more}
            </Button>
          )}
          {exports && <ExportButton {...query.asked} />}
        </span>
      </div>
    </Box>
  )
}
