import { questionApi } from '@linli/shared/billing/question-api'
import type { QuestionSummary } from '@linli/shared/billing/question-schema'
import { periodName } from '@linli/shared/billing/words'
import { Segmented } from 'antd'
import { dateTime, daysSince } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import './billing.css'
import { QuestionShow } from './question-show'
import { QuestionTags } from './question-tags'
import { questionWords as words } from './question-words'

/** Questions on bills: what waits for the office, the oldest first; or all of them, the newest first. */
export function QuestionList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const show = url.get('tab') === 'all' ? 'all' : 'waiting'
  const questions = usePages(questionApi.listQuestions, { communityId, show })
  const [roomId, billId] = (url.get('show') ?? '').split('.')
  return (
    <Page title={shared.pages.questions} line={words.line}>
      <Segmented
        aria-label={shared.pages.questions}
        className="bar-segment"
        value={show}
        options={[
          { value: 'waiting', label: words.tabs.waiting },
          { value: 'all', label: words.tabs.all },
        ]}
        onChange={next => url.set({ tab: next === 'all' ? next : undefined, show: undefined })}
      />
      <PagedTable
        caption={words.caption}
        query={questions}
        rowKey={each => each.billId}
        open={each => url.set({ show: `${each.object.id}.${each.billId}` })}
        selected={billId}
        empty={<State {...(show === 'all' ? words.emptyAll : words.emptyWaiting)} />}
        columns={[
          { title: words.columns.room, cell: each => each.object.code },
          { title: words.columns.bill, cell: each => `${each.feeItemName} ${periodName(each.period)}` },
          {
            title: words.columns.last,
            cell: each => <span className="question-last">{each.last.text || kitWords.none}</span>,
          },
          { title: words.columns.who, cell: each => each.last.name, wide: true },
          { title: words.columns.at, cell: each => dateTime(each.last.at), figure: true, wide: true },
          { title: words.columns.waiting, cell: waited, figure: true },
          { title: words.columns.state, cell: each => <QuestionTags question={each} /> },
        ]}
      />
      <QuestionShow roomId={roomId} billId={billId} close={() => url.set({ show: undefined })} />
    </Page>
  )
}

const waited = ({ waitingSince }: QuestionSummary) =>
  waitingSince ? words.since(daysSince(waitingSince)) : kitWords.none
