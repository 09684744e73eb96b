import { billingApi } from '@linli/shared/billing/api'
import { questionApi } from '@linli/shared/billing/question-api'
import type { BillQuestion, QuestionEntry } from '@linli/shared/billing/question-schema'
import { periodName } from '@linli/shared/billing/words'
import { Link } from 'react-router'
import { Banner } from '../kit/banner'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { dateTime, yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import '../kit/timeline.css'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { BillTag } from './bill-table'
import { billWords } from './bill-words'
import { QuestionAnswer } from './question-answer'
import { QuestionTags } from './question-tags'
import { questionWords as words } from './question-words'

type Props = { roomId: string | undefined; billId: string | undefined; close: () => void }

export function QuestionShow({ roomId = '', billId, close }: Props) {
  const { communityId } = usePlace()
  const place = { communityId, roomId, billId: billId ?? '' }
  const question = useRead(questionApi.getQuestion, place, { enabled: billId !== undefined })
  const { data } = question
  return (
    <DetailDrawer
      title={data ? `${data.object.code} ${data.feeItemName} ${periodName(data.period)}` : words.caption}
      open={billId !== undefined}
      close={close}
    >
      {data ? (
        <Details question={data} />
      ) : question.error ? (
        <Failed error={question.error} retry={question.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Details({ question }: { question: BillQuestion }) {
  const { can } = usePlace()
  return (
    <>
      <QuestionTags question={question} />
      {question.disputedSince && <Banner tone="due">{words.disputedSince(question.disputedSince)}</Banner>}
      <BillFacts question={question} />
      <h3>{words.thread}</h3>
      <ol className="timeline">
        {question.entries.map(entry => (
          <Entry key={entry.entryId} entry={entry} />
        ))}
      </ol>
      {can('billing:answer') && <QuestionAnswer key={question.billId} question={question} />}
    </>
  )
}

function Entry({ entry }: { entry: QuestionEntry }) {
  const { communityId, can } = usePlace()
  const { kind, name, personId, disputes, text, at } = entry
  const said = words.entry(name, kind, disputes ?? false)
  return (
    <li>
      <span className="hint small">
        {personId && can('people:read') ? <Link to={`/c/${communityId}/people?show=${personId}`}>{said}</Link> : said}
        {' · '}
        {dateTime(at)}
      </span>
      <span className="question-text">{kind === 'withdrawn' ? words.withdrawn : text}</span>
    </li>
  )
}

/** What the answer is about: sum, state and payer of the bill as it is now. */
function BillFacts({ question }: { question: BillQuestion }) {
  const { communityId } = usePlace()
  const { billId, object } = question
  const bill = useRead(billingApi.getBill, { communityId, roomId: object.id, billId })
  if (!bill.data) return bill.error ? <Failed error={bill.error} retry={bill.refetch} /> : <Skeleton />
  const { payer, amountFen, dueFen, lateFeeFen, dueDate } = bill.data
  const { facts, payerKinds } = billWords
  return (
    <>
      <Facts
        items={[
          [facts.payer, `${payerKinds[payer.kind]} ${payer.name}`],
          [facts.state, <BillTag key="state" bill={bill.data} />],
          [facts.amount, yuan(amountFen)],
          [facts.left, yuan(dueFen)],
          ...(lateFeeFen > 0 ? [[facts.lateFee, yuan(lateFeeFen)] satisfies [string, string]] : []),
          [facts.due, dueDate],
        ]}
      />
      <div className="bar">
        <Link to={`/c/${communityId}/bills?room=${object.id}&show=${object.id}.${billId}`}>{words.toBill}</Link>
      </div>
    </>
  )
}
