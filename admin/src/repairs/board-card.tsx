import { placeWords } from '@linli/shared/repairs/news'
import { columnOf } from '@linli/shared/repairs/rules'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { kindNames, workStateWords, wishNames } from '@linli/shared/repairs/words'
import { formatDate } from '@linli/shared/time'
import { Button, Dropdown } from 'antd'
import { Tag } from '../kit/tag'
import { usePlace } from '../session'
import { type Act, actorsOf, actsOf, isQuoteWaiting } from './board-moves'
import { TimeLeft } from './time-left'
import { actWords, repairWords as words } from './words'

type Props = {
  repair: OfficeRepair
  now: string
  selected: boolean
  open: () => void
  drag: (repair: OfficeRepair | undefined) => void
  start: (act: Act) => void
}

/** One order: what, where, how long still, who. Its menu offers all that dragging does. */
export function BoardCard({ repair, now, selected, open, drag, start }: Props) {
  const { can } = usePlace()
  const { number, kind, emergency, place, assignee, state } = repair
  const [first, ...others] = actsOf({ repair, actors: actorsOf(can), now })
  return (
    <li
      className={`board-card${selected ? ' board-selected' : ''}`}
      draggable={first !== undefined}
      onDragStart={event => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', number)
        drag(repair)
      }}
      onDragEnd={() => drag(undefined)}
    >
      <span className="board-line">
        <strong>{kindNames[kind]}</strong>
        {emergency && <Tag tone="danger">{words.emergency}</Tag>}
      </span>
      <button type="button" className="table-open figure small" aria-label={words.card(number)} onClick={open}>
        {number}
      </button>
      <span>{placeWords(place)}</span>
      <TimeLeft repair={repair} now={now} />
      <span className={assignee ? undefined : 'hint'}>{assignee?.name ?? words.nobody}</span>
      {columnOf(state) !== 'waiting' && <span className="hint small">{workStateWords(repair)}</span>}
      <Marks repair={repair} />
      {first && (
        <span className="board-line">
          <Button size="small" onClick={() => start(first)}>
            {actWords[first].menu}
          </Button>
          {others.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: others.map(act => ({ key: act, label: actWords[act].menu, onClick: () => start(act) })),
              }}
            >
              <Button size="small" type="text" aria-label={words.movesOf(number)}>
                ⋯
              </Button>
            </Dropdown>
          )}
        </span>
      )}
    </li>
  )
}

/** What makes an order another than its time tells. */
function Marks({ repair }: { repair: OfficeRepair }) {
  const { wish, urges, followers, reopened } = repair
  const marks = [
    urges > 0 && words.urged(urges),
    isQuoteWaiting(repair) && words.quoteWaits,
    wish && words.wished(`${formatDate(wish.date)}${wishNames[wish.part]}`),
    followers > 0 && words.followers(followers),
    reopened > 0 && words.reopened(reopened),
  ].filter(mark => typeof mark === 'string')
  return marks.length > 0 ? <span className="hint small">{marks.join(' · ')}</span> : null
}
