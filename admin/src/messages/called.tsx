import { type CallMark, CallOutcome } from '@linli/shared/messages/schema'
import { callOutcomeNames } from '@linli/shared/messages/words'
import { Button } from 'antd'
import { dateTime } from '../kit/format'
import { Tag } from '../kit/tag'
import { messageWords } from './words'

const words = messageWords.calls

type Props = {
  /** Whom the buttons are for, to be heard with them. */
  who: string
  called: CallMark | undefined
  isBusy: boolean
  mark: (outcome: CallOutcome) => void
}

/** Who called last and what came of it; and what to say after the next call. */
export const Called = ({ who, called, isBusy, mark }: Props) => (
  <div className="stack-small">
    {called && <CallTag called={called} />}
    {called?.outcome !== 'reached' && (
      <span className="bar">
        {CallOutcome.options.map(outcome => (
          <Button
            key={outcome}
            size="small"
            aria-label={words.mark(who, callOutcomeNames[outcome])}
            disabled={isBusy}
            onClick={() => mark(outcome)}
          >
            {callOutcomeNames[outcome]}
          </Button>
        ))}
      </span>
    )}
  </div>
)

export const CallTag = ({ called: { outcome, by, at } }: { called: CallMark }) => (
  <span>
    <Tag tone={outcome === 'reached' ? 'ok' : 'due'}>{callOutcomeNames[outcome]}</Tag>{' '}
    <span className="hint small figure">{words.by(by, dateTime(at))}</span>
  </span>
)
