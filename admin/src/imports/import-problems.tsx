import { importsApi } from '@linli/shared/imports/api'
import { Button } from 'antd'
import { Refusal } from '../kit/banner'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { kitWords } from '../kit/words'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { importWords as words } from './words'

/** Row, column, value, reason; and the same rows as a file to be corrected. */
export function ImportProblems({ importId }: { importId: string }) {
  const { communityId } = usePlace()
  const problems = usePages(importsApi.problems, { communityId, importId })
  const download = useWrite(importsApi.problemFile, {
    refreshes: [],
    onDone: ({ url }) => window.location.assign(url),
  })
  const isEmpty = problems.data?.pages[0]?.items.length === 0
  return (
    <div className="stack">
      {!isEmpty && (
        <div className="bar">
          <Button disabled={download.isPending} onClick={() => download.mutate({ communityId, importId })}>
            {words.download}
          </Button>
        </div>
      )}
      <Refusal error={download.error} />
      <PagedTable
        caption={words.tabs.problems}
        query={problems}
        plain
        sticky={false}
        rowKey={problem => `${problem.row} ${problem.column} ${problem.code}`}
        empty={<State {...words.noProblems} />}
        columns={[
          { title: words.problemColumns.row, cell: problem => problem.row, figure: true },
          { title: words.problemColumns.column, cell: problem => <span className="figure">{problem.column}</span> },
          { title: words.problemColumns.value, cell: problem => problem.value || kitWords.none },
          { title: words.problemColumns.reason, cell: problem => problem.reason },
          {
            title: words.problemColumns.severity,
            cell: ({ severity }) => (
              <Tag tone={severity === 'error' ? 'due' : 'info'}>{words.severities[severity]}</Tag>
            ),
          },
        ]}
      />
    </div>
  )
}
