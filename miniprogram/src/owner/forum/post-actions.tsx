import { forumApi } from '@linli/shared/forum/api'
import type { Post } from '@linli/shared/forum/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { PostMenu } from './post-menu'
import { forumWords } from './words'

type Props = { home: { communityId: string; roomId: string }; post: Post; onChanged: () => void }

/** 赞, 关注 and ⋯. A mark shows at once and is taken back when it was not kept; counts follow a moment later. */
export function PostActions({ home, post, onChanged }: Props) {
  const words = useWords(forumWords)
  const act = useAct()
  const [liked, setLiked] = useState(post.liked)
  const [followed, setFollowed] = useState(post.followed)
  const of = { ...home, postId: post.postId }
  const mark = (endpoint: typeof forumApi.like | typeof forumApi.follow, set: (on: boolean) => void, on: boolean) => {
    set(on)
    act.run('mark', async () => {
      try {
        await call(endpoint, { ...of, on })
      } catch (thrown) {
        set(!on)
        throw thrown
      }
    })
  }
  const likes = post.likes + Number(liked) - Number(post.liked)
  return (
    <View className="ll-stack">
      <Trouble problem={act.problem} />
      <View className="own-acts">
        <Button kind="plain" onTap={() => mark(forumApi.like, setLiked, !liked)}>
          {liked ? words.liked(likes) : words.like(likes)}
        </Button>
        <Button kind="plain" onTap={() => mark(forumApi.follow, setFollowed, !followed)}>
          {followed ? words.following : words.follow}
        </Button>
        <PostMenu home={home} post={post} onChanged={onChanged} />
      </View>
    </View>
  )
}
