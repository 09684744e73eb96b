import { financeApi } from '@linli/shared/finance/api'
import { bookAccountNames } from '@linli/shared/finance/voucher-schema'
import { sumFen } from '@linli/shared/money'
import { channelNames, type Posting, postingKindNames } from '@linli/shared/payments/schema'
import { monthOf } from '@linli/shared/time'
import { Link } from 'react-router'
import { today, yuan } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { journalWords as words } from './words'

/** 账本 of a month, in the order in which it was sealed: the posting date says whose books, the value date when the money came. */
export function JournalList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  const postings = usePages(financeApi.listPostings, { communityId, month })
  const { columns } = words
  return (
    <Page title={shared.pages.journal} line={words.line}>
      <MonthStepper month={month} change={next => url.set({ month: next })} />
      <PagedTable<Posting>
        caption={words.caption}
        query={postings}
        rowKey={({ postingId }) => postingId}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.seq, cell: ({ seq }) => seq, figure: true },
          { title: columns.posting, cell: ({ postingDate }) => postingDate },
          { title: columns.value, cell: ({ valueDate }) => valueDate },
          { title: columns.kind, cell: ({ kind }) => postingKindNames[kind] },
          { title: columns.debit, cell: posting => sideOf(posting, 1) },
          { title: columns.credit, cell: posting => sideOf(posting, -1) },
          {
            title: columns.amount,
            cell: ({ lines }) => yuan(sumFen(lines.map(({ amountFen }) => Math.max(0, amountFen)))),
            figure: true,
          },
          {
            title: columns.receipt,
            cell: ({ orderId, receiptSerial }) =>
              orderId ? (
                <Link to={`/c/${communityId}/orders?show=${orderId}`}>{receiptSerial ?? kitWords.none}</Link>
              ) : (
                kitWords.none
              ),
            wide: true,
          },
        ]}
      />
    </Page>
  )
}

/** The accounts of one side, each once, a channel's own name with it. */
const sideOf = ({ lines }: Posting, sign: 1 | -1) =>
  [
    ...new Set(
      lines
        .filter(({ amountFen }) => amountFen * sign > 0)
        .map(({ account, channel }) =>
          channel ? `${bookAccountNames[account]}·${channelNames[channel]}` : bookAccountNames[account],
        ),
    ),
  ].join('、')
