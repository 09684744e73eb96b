import type { ComplaintDetail } from '@linli/shared/complaints/schema'
import { complaintEventNames } from '@linli/shared/complaints/words'
import { dateTime } from '../kit/format'
import { Tag } from '../kit/tag'
import { Timeline } from '../kit/timeline'
import { showWords as words } from './words'

/** Everything that happened, the newest first. */
export const ComplaintSteps = ({ complaint: { steps } }: { complaint: ComplaintDetail }) => (
  <Timeline
    title={words.steps}
    moments={steps.toReversed().map(({ stepId, event, internal, text, by, at }) => ({
      key: stepId,
      head: (
        <>
          <strong>{event === 'report' ? words.report : complaintEventNames[event]}</strong>{' '}
          {internal && <Tag tone="closed">{words.internal}</Tag>}
        </>
      ),
      text,
      foot: `${by.name ?? words.by[by.kind]} · ${dateTime(at)}`,
    }))}
  />
)
