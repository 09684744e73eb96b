import type { RepairDetail } from '@linli/shared/repairs/views'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { usePlace } from '../session'
import { actorsOf, actsOf } from './board-moves'
import { ResponsibilityDialog } from './responsibility-dialog'
import { RevisitDialog } from './revisit-dialog'
import { useActs } from './use-acts'
import { responsibilityWords, revisitWords } from './show-words'
import { actWords, repairWords } from './words'

const inSight = 3

/** The buttons of an order: the usual ones in sight, the others in a menu. */
export function RepairActs({ repair, now }: { repair: RepairDetail; now: string }) {
  const { can } = usePlace()
  const acts = useActs()
  const [asks, setAsks] = useState(false)
  const [calls, setCalls] = useState(false)
  const isDue = repair.revisit !== undefined && repair.revisit.state !== 'over'
  const possible = actsOf({ repair, actors: actorsOf(can), now })
  const [shown, hidden] = [possible.slice(0, inSight), possible.slice(inSight)]
  return (
    <div className="stack-small">
      <div className="bar">
        {repair.may.includes('revisit') && (
          <Button type={isDue ? 'primary' : 'default'} onClick={() => setCalls(true)}>
            {revisitWords.record}
          </Button>
        )}
        {shown.map((act, nth) => (
          <Button key={act} type={nth === 0 && !isDue ? 'primary' : 'default'} onClick={() => acts.start(repair, act)}>
            {actWords[act].menu}
          </Button>
        ))}
        {repair.may.includes('set_responsibility') && (
          <Button onClick={() => setAsks(true)}>{responsibilityWords.change}</Button>
        )}
        {hidden.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: hidden.map(act => ({
                key: act,
                label: actWords[act].menu,
                onClick: () => acts.start(repair, act),
              })),
            }}
          >
            <Button type="text" aria-label={repairWords.movesOf(repair.number)}>
              ⋯
            </Button>
          </Dropdown>
        )}
      </div>
      {acts.refusal}
      {acts.dialogs}
      <RevisitDialog repair={repair} open={calls} close={() => setCalls(false)} />
      <ResponsibilityDialog repair={repair} open={asks} close={() => setAsks(false)} />
    </div>
  )
}
