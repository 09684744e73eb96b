import { dunningApi } from '@linli/shared/dunning/api'
import type { Reminder } from '@linli/shared/dunning/schema'
import { attemptNames, channelNames, reminderNames } from '@linli/shared/dunning/words'
import { monthOf } from '@linli/shared/time'
import { Input } from 'antd'
import { dateTime, today, yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { stepOf } from './debt-reminders'
import { dunningWords as words, reminderTones } from './words'

/** All that was said in a month, the newest first. */
export function EvidenceList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  const reminders = usePages(dunningApi.listReminders, { communityId, month })
  const { evidenceColumns: columns } = words
  return (
    <>
      <div className="bar">
        <Input
          type="month"
          aria-label={words.month}
          className="dunning-choice"
          value={month}
          onChange={event => url.set({ month: event.target.value || undefined })}
        />
      </div>
      <PagedTable<Reminder>
        caption={words.evidenceCaption}
        query={reminders}
        rowKey={each => each.reminderId}
        open={each => url.set({ show: `${each.object.id}.${each.debtId}` })}
        empty={<State {...words.noEvidence} />}
        columns={[
          { title: columns.room, cell: each => each.object.code },
          { title: columns.payer, cell: each => each.payerName, wide: true },
          { title: columns.at, cell: each => dateTime(each.createdAt), figure: true },
          { title: columns.step, cell: stepOf },
          { title: columns.amount, cell: each => yuan(each.amountFen), figure: true },
          { title: columns.tries, cell: triesOf },
          {
            title: columns.state,
            cell: each => <Tag tone={reminderTones[each.state]}>{reminderNames[each.state]}</Tag>,
          },
        ]}
      />
    </>
  )
}

const triesOf = ({ attempts }: Reminder) =>
  attempts.map(({ channel, state }) => `${channelNames[channel]} ${attemptNames[state]}`).join('；') || kitWords.none
