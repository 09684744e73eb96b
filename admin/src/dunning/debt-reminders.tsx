import { dunningApi } from '@linli/shared/dunning/api'
import type { Attempt, DebtDetail, Reminder } from '@linli/shared/dunning/schema'
import { attemptNames, channelNames, stepName } from '@linli/shared/dunning/words'
import { Button } from 'antd'
import { useState } from 'react'
import { dateTime, yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { LetterDelivery } from './letter-delivery'
import { attemptTones, dunningWords as words } from './words'

export const stepOf = ({ step, by }: Reminder): string => (step === undefined ? words.stepBy(by ?? '') : stepName(step))

/** What was said to a household, to whom, through which channel, and what is known of its arrival. */
export function DebtReminders({ debt }: { debt: DebtDetail }) {
  const { communityId, can } = usePlace()
  const [letter, setLetter] = useState<Reminder>()
  const reminders = usePages(dunningApi.debtReminders, { communityId, roomId: debt.object.id, debtId: debt.debtId })
  if (reminders.isPending) return <Skeleton rows={2} />
  if (reminders.error) return <Failed error={reminders.error} retry={reminders.refetch} />
  const items = reminders.data.pages.flatMap(page => page.items)
  if (items.length === 0) return <p className="hint">{words.noReminders}</p>
  return (
    <>
      <ol className="timeline">
        {items.map(reminder => (
          <li key={reminder.reminderId}>
            <span className="hint small">
              {dateTime(reminder.createdAt)} · {stepOf(reminder)} · {yuan(reminder.amountFen)}
            </span>
            {reminder.attempts.map(attempt => (
              <Tried key={attempt.attemptId} attempt={attempt} />
            ))}
            {can('dunning:act') && reminder.attempts.some(({ state }) => state === 'printed') && (
              <Button size="small" onClick={() => setLetter(reminder)}>
                {words.deliver}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <LetterDelivery reminder={letter} close={() => setLetter(undefined)} />
    </>
  )
}

const Tried = ({ attempt }: { attempt: Attempt }) => (
  <div className="dunning-try">
    <p>
      {channelNames[attempt.channel]} {attempt.to}{' '}
      <Tag tone={attemptTones[attempt.state]}>{attemptNames[attempt.state]}</Tag>
      {attempt.deliveredAt && ` ${dateTime(attempt.deliveredAt)}`} {attempt.detail}
    </p>
    {attempt.channel !== 'letter' && attempt.state !== 'no_address' && <p className="hint small">{attempt.text}</p>}
  </div>
)
