import { bankApi } from '@linli/shared/payments/bank-api'
import { type BankBatch, type BankProblem, bankProblemNames } from '@linli/shared/payments/bank-schema'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { yuan } from '../kit/format'
import { Card } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { kitWords } from '../kit/words'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { bankWords as words } from './bank-words'

const money = (fen: number | undefined) => (fen === undefined ? kitWords.none : yuan(fen))

/** Lines of result files from which nothing was posted; nothing where there are none. */
export function BankProblems({ batch }: { batch: BankBatch }) {
  const { communityId, can } = usePlace()
  const { batchId } = batch
  const [shown, setShown] = useState<BankProblem>()
  const problems = usePages(bankApi.listBankProblems, { communityId, batchId })
  const resolve = useWrite(bankApi.resolveBankProblem, {
    refreshes: ['payments.', 'insight.', 'audit.'],
    onDone: () => setShown(undefined),
  })
  const { problemColumns: columns } = words
  const { refetch } = problems
  useEffect(() => void refetch(), [batch.openProblems, refetch])
  if (!problems.error && (problems.data?.pages.flatMap(page => page.items).length ?? 0) === 0) return null
  return (
    <Card title={words.problems}>
      <PagedTable
        plain
        caption={words.problems}
        query={problems}
        rowKey={({ problemId }) => problemId}
        empty={null}
        sticky={false}
        columns={[
          { title: columns.row, cell: each => each.row, figure: true },
          { title: columns.line, cell: each => each.line ?? kitWords.none, figure: true },
          { title: columns.room, cell: each => each.roomCode ?? kitWords.none },
          { title: columns.kind, cell: each => `${bankProblemNames[each.kind]}${each.code ? `（${each.code}）` : ''}` },
          { title: columns.sums, cell: each => `${money(each.sentFen)} / ${money(each.saidFen)}`, figure: true },
          {
            title: columns.what,
            cell: each =>
              each.resolved ? (
                `${each.resolved.by}：${each.resolved.reason}`
              ) : can('payments:reconcile') ? (
                <Button size="small" onClick={() => setShown(each)}>
                  {words.resolve}
                </Button>
              ) : (
                kitWords.none
              ),
          },
        ]}
      />
      <ConfirmDialog
        title={words.resolveTitle}
        open={shown !== undefined}
        close={() => setShown(undefined)}
        action={words.resolve}
        needsReason
        busy={resolve.isPending}
        error={resolve.error}
        confirm={reason => resolve.mutate({ communityId, batchId, problemId: shown?.problemId ?? '', reason })}
      >
        <p>{words.resolveLine}</p>
      </ConfirmDialog>
    </Card>
  )
}
