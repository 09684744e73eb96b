import type { RepairDetail } from '@linli/shared/repairs/views'
import { eventNames } from '@linli/shared/repairs/words'
import { dateTime } from '../kit/format'
import { Tag } from '../kit/tag'
import { Timeline } from '../kit/timeline'
import { showWords as words } from './show-words'

/** Everything that happened, the newest first. */
export const RepairSteps = ({ repair: { steps } }: { repair: RepairDetail }) => (
  <Timeline
    title={words.steps}
    moments={steps.toReversed().map(({ stepId, event, internal, text, by, at }) => ({
      key: stepId,
      head: (
        <>
          <strong>{event === 'report' ? words.stages.report : eventNames[event]}</strong>{' '}
          {internal && <Tag tone="closed">{words.internal}</Tag>}
        </>
      ),
      text,
      foot: `${by.name ?? words.by[by.kind]} · ${dateTime(at)}`,
    }))}
  />
)
