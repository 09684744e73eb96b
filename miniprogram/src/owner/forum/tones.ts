import type { PostState } from '@linli/shared/forum/schema'
import type { Tone } from '../../kit/tag'

export const postTones: Record<PostState, Tone> = {
  pending: 'info',
  approved: 'ok',
  refused: 'danger',
  hidden: 'due',
  taken_down: 'danger',
  appealed: 'info',
  upheld: 'closed',
  deleted: 'closed',
}
