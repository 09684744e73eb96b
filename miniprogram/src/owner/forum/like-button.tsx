import type { Post } from '@linli/shared/forum/schema'
import { Button } from '../../kit/button'
import { useWords } from '../../kit/use-words'
import type { useMark } from './use-mark'
import { forumWords } from './words'

type Props = { post: Post; mark: ReturnType<typeof useMark>; kind: 'plain' | 'text' }

/** 赞, with how many there are, one's own among them. */
export function LikeButton({ post, mark: { on, toggle }, kind }: Props) {
  const words = useWords(forumWords)
  const likes = post.likes + Number(on) - Number(post.liked)
  return (
    <Button kind={kind} onTap={toggle} {...(post.replyTo && { label: words.likeOf(post.author, on, likes) })}>
      {on ? words.liked(likes) : words.like(likes)}
    </Button>
  )
}
