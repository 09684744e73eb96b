import type { PassState } from '@linli/shared/visitors/schema'
import type { Tone } from '../../kit/tag'

export const passTones: Record<PassState, Tone> = {
  pending: 'due',
  active: 'ok',
  used_up: 'closed',
  expired: 'closed',
  revoked: 'closed',
  refused: 'danger',
}
