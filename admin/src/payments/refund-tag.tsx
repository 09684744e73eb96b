import { type RefundState, refundStateNames } from '@linli/shared/payments/refund-state'
import type { Refund } from '@linli/shared/payments/schema'
import { Tag, type Tone } from '../kit/tag'
import { onlineWords } from './online-words'

const tones: Record<RefundState, Tone> = {
  waiting: 'due',
  refused: 'closed',
  requested: 'info',
  accepted: 'info',
  abnormal: 'danger',
  succeeded: 'ok',
  closed: 'closed',
}

type Shown = Pick<Refund, 'state' | 'trouble' | 'seenAt' | 'givenUpAt' | 'isReversal'>

/** A refund's state; one at the desk is done as it is made. What somebody has to do about stands out. */
export function RefundTag({ refund }: { refund: Shown }) {
  const { state = 'succeeded', trouble, seenAt, givenUpAt, isReversal } = refund
  if (isReversal) return <Tag tone="closed">{onlineWords.reversed}</Tag>
  if (givenUpAt && state === 'requested') return <Tag tone="info">{onlineWords.givingUp}</Tag>
  const isStuck = state === 'requested' && trouble !== undefined && trouble !== 'silent'
  const isToDo = isStuck || (state === 'closed' && !seenAt)
  return <Tag tone={isToDo ? 'danger' : tones[state]}>{isStuck ? onlineWords.stuck : refundStateNames[state]}</Tag>
}
