import { type Import, importsApi } from '@linli/shared/imports/api'
import type { ImportDetail } from '@linli/shared/imports/detail'
import { Button, Tabs } from 'antd'
import { Card } from '../kit/page'
import { count } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { ConfirmBar } from './confirm-bar'
import { PlaceStep } from './place-step'
import { ProblemStep } from './problem-step'
import { SheetStep } from './sheet-step'
import { Step, stepStates } from './step-states'
import { TotalStep } from './total-step'
import { stepWords as words } from './words'

/** The preview as steps: each says by itself whether it needs a look, and the first that does is open. */
export function ImportSteps({ data }: { data: Import }) {
  const { communityId } = usePlace()
  const { importId, state } = data
  const detail = useRead(importsApi.detail, { communityId, importId })
  const canEdit = state === 'previewed'
  return (
    <>
      <Counts data={data} />
      <Card>
        {detail.data ? (
          <Steps data={data} detail={detail.data} canEdit={canEdit} />
        ) : detail.error ? (
          <Failed error={detail.error} retry={detail.refetch} />
        ) : (
          <Skeleton />
        )}
      </Card>
      {canEdit && detail.data && <ConfirmBar data={data} detail={detail.data} />}
    </>
  )
}

function Steps({ data, detail, canEdit }: { data: Import; detail: ImportDetail; canEdit: boolean }) {
  const url = useUrlState()
  const states = stepStates(data, detail)
  const open = Step.safeParse(url.get('step')).data ?? Step.options.find(step => states[step]) ?? 'totals'
  const go = (step: string) => url.set({ step }, { replace: true })
  const bodies = {
    sheets: <SheetStep detail={detail} canEdit={canEdit} />,
    places: <PlaceStep detail={detail} canEdit={canEdit} />,
    problems: <ProblemStep detail={detail} canEdit={canEdit} />,
    totals: <TotalStep detail={detail} isDone={!canEdit} />,
  }
  return (
    <Tabs
      activeKey={open}
      onChange={go}
      items={Step.options.map((step, nth) => {
        const next = Step.options[nth + 1]
        return {
          key: step,
          label: (
            <span className="step">
              {nth + 1} {words.titles[step]}{' '}
              {states[step] ? <Tag tone="due">{states[step]}</Tag> : <Tag tone="ok">✓</Tag>}
            </span>
          ),
          children: (
            <div className="stack">
              {bodies[step]}
              {next && (
                <div>
                  <Button onClick={() => go(next)}>{words.next(words.titles[next])}</Button>
                </div>
              )}
            </div>
          ),
        }
      })}
    />
  )
}

function Counts({ data: { counts, state } }: { data: Import }) {
  const tiles = ['ready', 'bad', 'duplicate', 'skipped', 'unchanged'] as const
  const line = (name: (typeof tiles)[number]) => {
    if (name === 'ready') return counts.warned > 0 ? words.warned(counts.warned) : ''
    return words.lines[name]
  }
  return (
    <div className="counts">
      {tiles.map(name => (
        <Card key={name}>
          <p className="hint">{words.counts[name === 'ready' && state === 'imported' ? 'done' : name]}</p>
          <p className={`count-value figure${name === 'bad' && counts.bad > 0 ? ' count-due' : ''}`}>
            {count(counts[name])}
          </p>
          <p className="hint small">{line(name)}</p>
        </Card>
      ))}
    </div>
  )
}
