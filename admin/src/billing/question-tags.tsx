import { type QuestionState, type QuestionSummary, questionStateNames } from '@linli/shared/billing/question-schema'
import { Tag, type Tone } from '../kit/tag'
import { questionWords as words } from './question-words'

const tones: Record<QuestionState, Tone> = { open: 'due', answered: 'ok', closed: 'closed' }

/** How far a thread is, and whether its bill is disputed. */
export const QuestionTags = ({ question }: { question: Pick<QuestionSummary, 'state' | 'disputedSince'> }) => (
  <span className="bar">
    <Tag tone={tones[question.state]}>{questionStateNames[question.state]}</Tag>
    {question.disputedSince && <Tag tone="due">{words.disputed}</Tag>}
  </span>
)
