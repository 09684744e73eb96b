import { bankApi } from '@linli/shared/payments/bank-api'
import {
  type BankBatch,
  bankBatchStateNames,
  BankLineState,
  bankLineStateNames,
} from '@linli/shared/payments/bank-schema'
import { Button } from 'antd'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { Banner } from '../kit/banner'
import { count, yuan } from '../kit/format'
import { Card, Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { Failed, Skeleton, State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages, useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import '../billing/billing.css'
import { BankDecision } from './bank-decision'
import { batchTones, isBatchUnderWay } from './bank-list'
import { BankProblems } from './bank-problems'
import { BankResults } from './bank-results'
import { bankWords as words } from './bank-words'

/** One batch from its plan to the bank's last answer, read again while the server is at work. */
export function BankShow() {
  const { communityId } = usePlace()
  const { batchId = '' } = useParams()
  const query = useRead(
    bankApi.getBankBatch,
    { communityId, batchId },
    { pollWhile: ({ batch, results }) => isBatchUnderWay(batch) || results.some(({ state }) => state === 'reading') },
  )
  const { data } = query
  return (
    <Page
      title={data ? words.title(data.batch.number) : shared.pages.bank}
      line={<Link to={`/c/${communityId}/bank`}>{words.back}</Link>}
      actions={data && <Tag tone={batchTones[data.batch.state]}>{bankBatchStateNames[data.batch.state]}</Tag>}
    >
      {data ? (
        <>
          <p className="hint">
            {words.filter(data.batch.filter.dueUntil, data.batch.filter.building)}
            {data.batch.filter.retryOf && ` · ${words.retryOf}`}
          </p>
          <Progress batch={data.batch} />
          <Sums batch={data.batch} />
          {data.batch.sentAt && <BankResults batch={data.batch} results={data.results} />}
          {data.batch.sentAt && <BankProblems batch={data.batch} />}
          {!isBatchUnderWay(data.batch) && <Lines batch={data.batch} />}
          <BankDecision batch={data.batch} />
        </>
      ) : (
        <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton rows={8} />}</Card>
      )}
    </Page>
  )
}

function Progress({ batch: { state, endedBecause } }: { batch: BankBatch }) {
  if (state === 'computing' || state === 'sending' || state === 'closing')
    return (
      <Banner tone="info">
        <strong>{words[state]}</strong>
        <p>{words.working}</p>
      </Banner>
    )
  return endedBecause ? <Banner tone="info">{words.because(endedBecause)}</Banner> : null
}

function Sums({ batch: { tally } }: { batch: BankBatch }) {
  const shown = BankLineState.options.filter(state => tally[state].count > 0)
  return (
    <div className="tiles">
      {shown.map(state => (
        <Card key={state}>
          <p className="hint">{words.tiles[state]}</p>
          <p className="tile-value figure">{yuan(tally[state].amountFen)}</p>
          <p className="hint figure">{words.households(tally[state].count)}</p>
        </Card>
      ))}
    </div>
  )
}

const tones: Record<BankLineState, Tone> = {
  planned: 'due',
  no_mandate: 'closed',
  left_out: 'closed',
  sent: 'info',
  paid: 'ok',
  failed: 'danger',
}

function Lines({ batch }: { batch: BankBatch }) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const state = BankLineState.safeParse(url.get('state')).data
  const lines = usePages(bankApi.listBankLines, { communityId, batchId: batch.batchId, state })
  const { lineColumns: columns } = words
  const { refetch } = lines
  const moved = JSON.stringify(batch.tally)
  // The batch is read again while a worker moves its lines; the lines follow it.
  useEffect(() => void refetch(), [moved, refetch])
  return (
    <>
      <div className="looks" role="group" aria-label={words.lines}>
        <strong>{words.lines}</strong>
        <Button size="small" aria-pressed={state === undefined} onClick={() => url.set({ state: undefined })}>
          {words.all}
        </Button>
        {BankLineState.options
          .filter(each => batch.tally[each].count > 0)
          .map(each => (
            <Button key={each} size="small" aria-pressed={state === each} onClick={() => url.set({ state: each })}>
              {bankLineStateNames[each]} {count(batch.tally[each].count)}
            </Button>
          ))}
      </div>
      <PagedTable
        caption={words.lines}
        query={lines}
        rowKey={({ line }) => String(line)}
        empty={<State {...words.noLines} />}
        columns={[
          { title: columns.line, cell: each => each.line, figure: true },
          { title: columns.room, cell: each => each.roomCode },
          { title: columns.name, cell: each => each.accountName ?? kitWords.none, wide: true },
          { title: columns.account, cell: each => each.accountMasked ?? kitWords.none, figure: true },
          { title: columns.bills, cell: each => count(each.bills), figure: true, wide: true },
          { title: columns.amount, cell: each => yuan(each.amountFen), figure: true },
          { title: columns.tries, cell: each => each.tries ?? kitWords.none, figure: true, wide: true },
          {
            title: columns.state,
            cell: each => (
              <>
                <Tag tone={tones[each.state]}>{bankLineStateNames[each.state]}</Tag> {each.reason}
              </>
            ),
          },
        ]}
      />
    </>
  )
}
