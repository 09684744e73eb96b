import { runApi } from '@linli/shared/billing/run-api'
import { type BillingRun, type RunState, runStateNames } from '@linli/shared/billing/run-schema'
import { periodName } from '@linli/shared/billing/words'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { count, dateTime, yuan, yuanChange } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { RunStart } from './run-start'
import { runWords as words } from './run-words'

export const runTones: Record<RunState, Tone> = {
  computing: 'info',
  ready: 'due',
  publishing: 'info',
  published: 'ok',
  discarded: 'closed',
  failed: 'danger',
}

/** The server computes or publishes. */
export const isUnderWay = ({ state }: BillingRun) => state === 'computing' || state === 'publishing'

export function RunList() {
  const { communityId, can } = usePlace()
  const navigate = useNavigate()
  const url = useUrlState()
  const runs = usePages(runApi.listRuns, { communityId }, { pollWhile: isUnderWay })
  return (
    <Page
      title={shared.pages.runs}
      line={words.line}
      actions={
        can('billing:run') && (
          <Button type="primary" onClick={() => url.set({ start: '1' })}>
            {words.start}
          </Button>
        )
      }
    >
      <PagedTable
        caption={words.caption}
        query={runs}
        rowKey={run => run.runId}
        open={run => void navigate(run.runId)}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.window, cell: run => periodName(run) },
          {
            title: words.columns.state,
            cell: run => <Tag tone={runTones[run.state]}>{runStateNames[run.state]}</Tag>,
          },
          { title: words.columns.count, cell: run => count(run.count), figure: true },
          { title: words.columns.amount, cell: run => yuan(run.amountFen), figure: true },
          {
            title: words.columns.change,
            cell: run => yuanChange(run.amountFen - run.previousFen),
            figure: true,
            wide: true,
          },
          { title: words.columns.by, cell: run => run.createdBy },
          { title: words.columns.at, cell: run => dateTime(run.createdAt), figure: true },
        ]}
      />
      <RunStart open={url.get('start') !== undefined} close={() => url.set({ start: undefined }, { replace: true })} />
    </Page>
  )
}
