import type { DeskPost, Verdict } from '@linli/shared/forum/schema'
import { fromWords, reviewWhyNames } from '@linli/shared/forum/words'
import { dateTime } from '../kit/format'
import { Tag, type Tone } from '../kit/tag'
import { showWords as words } from './words'

const tones: Record<Verdict, Tone> = { pass: 'ok', review: 'due', risky: 'danger' }

/** What WeChat's check said of one piece. */
export const VerdictTag = ({ name, verdict }: { name: string; verdict: Verdict | undefined }) => (
  <Tag tone={verdict ? tones[verdict] : 'closed'}>{`${name}：${words.verdicts[verdict ?? 'none']}`}</Tag>
)

/** Who said it, from where and when, and why it is with a person. */
export function PostFacts({ post }: { post: DeskPost }) {
  const { author, roomCode, from, at, waitingSince, why, textVerdict } = post
  const facts = [
    roomCode,
    from && fromWords(from),
    dateTime(at),
    waitingSince !== undefined && words.since(dateTime(waitingSince)),
  ]
  return (
    <div className="stack-small">
      {why && (
        <div className="bar">
          <Tag tone="due">{reviewWhyNames[why]}</Tag>
          <VerdictTag name={words.text} verdict={textVerdict} />
        </div>
      )}
      <p>
        <strong>{author}</strong> <span className="hint figure forum-facts">{facts.filter(Boolean).join(' · ')}</span>
      </p>
    </div>
  )
}
