import '../kit/timeline.css'
import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { dateTime } from '../kit/format'
import { Card } from '../kit/page'
import { Failed } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { vacancyWords as words } from './register-words'
import { VacancyTag } from './vacancy-list'

/** What was asked and decided about a room, refusals too; nothing where there was never anything. */
export function VacancyHistory({ roomId }: { roomId: string }) {
  const { communityId } = usePlace()
  const room = useRead(vacancyApi.roomVacancies, { communityId, roomId })
  if (room.error) return <Card children={<Failed error={room.error} retry={room.refetch} />} />
  const cases = room.data?.cases ?? []
  if (cases.length === 0) return null
  return (
    <Card>
      <h3>{words.history}</h3>
      <ol className="timeline">
        {cases.map(({ caseId, state, at, asked, decided }) => (
          <li key={caseId}>
            <span className="hint small">
              {asked?.name ?? words.byOffice} · {dateTime(at)} <VacancyTag state={state} />
            </span>
            {asked && <span className="question-text">{`${asked.from}：${asked.reason}`}</span>}
            {decided && <span className="question-text">{words.result(decided)}</span>}
          </li>
        ))}
      </ol>
    </Card>
  )
}
