import { repairsApi } from '@linli/shared/repairs/api'
import { RepairColumn } from '@linli/shared/repairs/schema'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { columnNames } from '@linli/shared/repairs/words'
import { Button } from 'antd'
import { useState } from 'react'
import { Banner } from '../kit/banner'
import { Skeleton } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { BoardCard } from './board-card'
import { actOfDrop, actorsOf } from './board-moves'
import { useActs } from './use-acts'
import { useNow } from './use-now'
import { repairWords as words } from './words'

/** A desk looks at it all day, while others report and repair. */
const everyMs = 20_000
const most = 50

/** The orders by where they stand, the most urgent first. Dragging a card is a short way to what its menu offers. */
export function BoardColumns() {
  const { can } = usePlace()
  const now = useNow()
  const acts = useActs()
  const [dragged, setDragged] = useState<OfficeRepair>()
  const [refused, setRefused] = useState<string>()
  const drop = (to: RepairColumn) => {
    setDragged(undefined)
    if (!dragged) return
    const { act, why } = actOfDrop({ repair: dragged, actors: actorsOf(can), now }, to)
    setRefused(why)
    if (act) acts.start(dragged, act)
  }
  return (
    <>
      {acts.refusal}
      {refused && <Banner tone="due">{refused}</Banner>}
      <div className="board">
        {RepairColumn.options.map(column => (
          <Column
            key={column}
            column={column}
            now={now}
            dragged={dragged}
            drag={repair => {
              // The end of a drag comes after its drop: what that was refused for stays.
              if (repair) setRefused(undefined)
              setDragged(repair)
            }}
            drop={() => drop(column)}
            acts={acts}
          />
        ))}
      </div>
      {acts.dialogs}
    </>
  )
}

type ColumnProps = {
  column: RepairColumn
  now: string
  dragged: OfficeRepair | undefined
  drag: (repair: OfficeRepair | undefined) => void
  drop: () => void
  acts: ReturnType<typeof useActs>
}

function Column({ column, now, dragged, drag, drop, acts }: ColumnProps) {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const [isOver, setIsOver] = useState(false)
  const query = usePages(repairsApi.list, { communityId, column, limit: most }, { everyMs })
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  const takes = dragged && actOfDrop({ repair: dragged, actors: actorsOf(can), now }, column).act !== undefined
  const id = `column-${column}`
  return (
    <section
      className={['board-column', takes && 'board-takes', isOver && dragged && 'board-over'].filter(Boolean).join(' ')}
      aria-labelledby={id}
      onDragOver={event => {
        if (!dragged) return
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={event => {
        event.preventDefault()
        setIsOver(false)
        drop()
      }}
    >
      <h2 id={id}>
        {columnNames[column]}{' '}
        {query.data && (
          <span className="hint figure">
            {items.length}
            {query.hasNextPage && '+'}
          </span>
        )}
      </h2>
      {query.isPending && <Skeleton rows={3} />}
      {query.error && (
        <div className="stack-small" role="alert">
          <p>{items.length === 0 ? kitWords.failed.head : words.stale}</p>
          <Button size="small" disabled={query.isFetching} onClick={() => void query.refetch()}>
            {kitWords.retry}
          </Button>
        </div>
      )}
      {query.data && items.length === 0 && <p className="hint">{words.columnEmpty}</p>}
      <ul className="board-cards">
        {items.map(repair => (
          <BoardCard
            key={repair.repairId}
            repair={repair}
            now={now}
            selected={url.get('show') === repair.repairId}
            open={() => url.set({ show: repair.repairId })}
            drag={drag}
            start={act => acts.start(repair, act)}
          />
        ))}
      </ul>
      {query.hasNextPage && <p className="hint small">{words.more(items.length)}</p>}
    </section>
  )
}
