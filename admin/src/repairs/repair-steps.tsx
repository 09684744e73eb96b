import type { RepairDetail, RepairStep } from '@linli/shared/repairs/views'
import { eventNames } from '@linli/shared/repairs/words'
import '../billing/billing.css'
import { dateTime } from '../kit/format'
import { Tag } from '../kit/tag'
import { showWords as words } from './show-words'

/** Everything that happened, the newest first. */
export function RepairSteps({ repair: { steps } }: { repair: RepairDetail }) {
  return (
    <section className="drawer-part">
      <h2>{words.steps}</h2>
      <ol className="timeline">
        {steps.toReversed().map(step => (
          <li key={step.stepId}>
            <span>
              <strong>{step.event === 'report' ? words.stages.report : eventNames[step.event]}</strong>{' '}
              {step.internal && <Tag tone="closed">{words.internal}</Tag>}
            </span>
            {step.text && <span className="question-text">{step.text}</span>}
            <span className="hint small">
              {whoOf(step)} · {dateTime(step.at)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const whoOf = ({ by }: RepairStep) => by.name ?? words.by[by.kind]
