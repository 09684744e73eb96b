import { forumApi } from '@linli/shared/forum/api'
import type { Post } from '@linli/shared/forum/schema'
import { View } from '@tarojs/components'
import { Button } from '../../kit/button'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { LikeButton } from './like-button'
import { PostMenu } from './post-menu'
import { useMark } from './use-mark'
import { forumWords } from './words'

type Props = { home: { communityId: string; roomId: string }; post: Post; onChanged: () => void }

/** 赞, 关注 and ⋯. */
export function PostActions({ home, post, onChanged }: Props) {
  const words = useWords(forumWords)
  const of = { ...home, postId: post.postId }
  const like = useMark(forumApi.like, of, post.liked)
  const follow = useMark(forumApi.follow, of, post.followed)
  return (
    <View className="ll-stack">
      <Trouble problem={like.problem ?? follow.problem} />
      <View className="own-acts">
        <LikeButton post={post} mark={like} kind="plain" />
        <Button kind="plain" onTap={follow.toggle}>
          {follow.on ? words.following : words.follow}
        </Button>
        <PostMenu home={home} post={post} onChanged={onChanged} />
      </View>
    </View>
  )
}
