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

/** A refund's state; one at the desk is done as it is made. One that the channel does not take stands out. */
export function RefundTag({ refund }: { refund: Pick<Refund, 'state' | 'trouble' | 'isReversal'> }) {
  const { state = 'succeeded', trouble, isReversal } = refund
  if (isReversal) return <Tag tone="closed">{onlineWords.reversed}</Tag>
  const isStuck = state === 'requested' && trouble !== undefined && trouble !== 'silent'
  return <Tag tone={isStuck ? 'danger' : tones[state]}>{isStuck ? onlineWords.stuck : refundStateNames[state]}</Tag>
}
