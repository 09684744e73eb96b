import type { Post } from '@linli/shared/forum/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Card } from '../../kit/card'
import { ShownPhotos } from '../../kit/shown-photos'
import { Tag } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { momentOf } from '../../time-words'
import { homePage } from '../home-page'
import { Pieces } from './pieces'
import { PostFacts } from './post-facts'
import { postTones } from './tones'
import { forumWords } from './words'

type Home = { communityId: string; roomId: string }

/** One in a list: who, from where and when, the beginning of it, how it was answered. The whole card opens it. */
export function PostCard({ home, post }: { home: Home; post: Post }) {
  const words = useWords(forumWords)
  const { author, kind, state, text, likes, replies, topic } = post
  const counts = [...(likes > 0 ? [words.likes(likes)] : []), ...(replies > 0 ? [words.answers(replies)] : [])]
  const isOut = state === 'approved'
  const spoken = [author, words.kind(kind), isOut ? '' : words.state(state), text, ...counts]
  // A reply is seen with what it is under.
  const postId = post.replyTo ?? post.postId
  return (
    <Card
      label={spoken.filter(Boolean).join('，')}
      onTap={() => void Taro.navigateTo({ url: homePage('forum/one', home, { postId }) })}
    >
      <View className="ll-stack">
        <View className="ll-bar">
          <View className="own-facts__head">{author}</View>
          <View className="own-tags">
            {post.pinned ? <Tag tone="due">{words.pinned}</Tag> : null}
            {isOut ? (
              <Tag tone="closed">{words.kind(kind)}</Tag>
            ) : (
              <Tag tone={postTones[state]}>{words.state(state)}</Tag>
            )}
          </View>
        </View>
        <Pieces of={[momentOf(post.at), words.from(post.from)]} />
        <PostFacts post={post} />
        <View className="own-entry__text">{text}</View>
        <ShownPhotos pieces={post.pictures} still />
        {counts.length > 0 || topic ? <Pieces of={[topic && words.topicChip(topic), ...counts]} /> : null}
      </View>
    </Card>
  )
}
