import type { DeskPost, PostState } from '@linli/shared/forum/schema'
import { postStateNames } from '@linli/shared/forum/words'
import { Tag, type Tone } from '../kit/tag'

const tones: Record<PostState, Tone> = {
  pending: 'due',
  approved: 'ok',
  refused: 'closed',
  hidden: 'info',
  taken_down: 'closed',
  appealed: 'due',
  upheld: 'closed',
  deleted: 'closed',
}

export const PostTag = ({ post: { state } }: { post: Pick<DeskPost, 'state'> }) => (
  <Tag tone={tones[state]}>{postStateNames[state]}</Tag>
)
