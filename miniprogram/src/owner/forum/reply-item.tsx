import { forumApi } from '@linli/shared/forum/api'
import type { Post } from '@linli/shared/forum/schema'
import { View } from '@tarojs/components'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { momentOf } from '../../time-words'
import { LikeButton } from './like-button'
import { OwnState } from './own-state'
import { Pieces } from './pieces'
import { PostMenu } from './post-menu'
import { useMark } from './use-mark'
import { forumWords } from './words'

type Props = { home: { communityId: string; roomId: string }; reply: Post; onChanged: () => void }

/** A reply; of one's own that others do not see also how it stands. */
export function ReplyItem({ home, reply, onChanged }: Props) {
  const words = useWords(forumWords)
  const like = useMark(forumApi.like, { ...home, postId: reply.postId }, reply.liked)
  return (
    <View className="own-reply">
      <View className="ll-bar">
        <View className="own-facts__head">{reply.author}</View>
        {reply.state === 'approved' ? (
          <View className="own-acts">
            <LikeButton post={reply} mark={like} kind="text" />
            <PostMenu home={home} post={reply} onChanged={onChanged} />
          </View>
        ) : null}
      </View>
      <View className="own-entry__text">{reply.text}</View>
      <Pieces of={[momentOf(reply.at), words.from(reply.from)]} />
      <Trouble problem={like.problem} />
      {reply.mine && (reply.state !== 'approved' || reply.appeal) ? (
        <OwnState home={home} post={reply} live onChanged={onChanged} />
      ) : null}
    </View>
  )
}
