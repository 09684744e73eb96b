import type { Post } from '@linli/shared/forum/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { ShownPhotos } from '../../kit/shown-photos'
import { Tag } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { momentOf } from '../../time-words'
import { homePage } from '../home-page'
import { OwnState } from './own-state'
import { Pieces } from './pieces'
import { PostActions } from './post-actions'
import { PostFacts } from './post-facts'
import { forumWords } from './words'

type Props = {
  home: { communityId: string; roomId: string }
  post: Post
  /** Not from this phone's memory: something can be done to it. */
  live: boolean
  onChanged: () => void
}

/** The whole of it: who says it, what, how it stands for whoever wrote it, and what a reader may do. */
export function PostBody({ home, post, live, onChanged }: Props) {
  const words = useWords(forumWords)
  const { author, kind, complaint } = post
  return (
    <>
      <Card>
        <View className="ll-stack">
          <View className="ll-bar">
            <View className="own-facts__head">{author}</View>
            <View className="own-tags">
              {post.pinned ? <Tag tone="due">{words.pinned}</Tag> : null}
              <Tag tone="closed">{words.kind(kind)}</Tag>
            </View>
          </View>
          <Pieces of={[momentOf(post.at), words.from(post.from), post.edited && words.edited]} />
          <PostFacts post={post} whole />
          <View className="own-entry__text">{post.text}</View>
          {post.topic ? <View className="ll-cap">{words.topicChip(post.topic)}</View> : null}
          <ShownPhotos pieces={post.pictures} of={author} />
          {complaint && !post.mine ? <View className="ll-sub">{words.toOffice(complaint.number)}</View> : null}
          {live && post.state === 'approved' ? (
            <PostActions key={`${post.liked}${post.followed}`} home={home} post={post} onChanged={onChanged} />
          ) : null}
        </View>
      </Card>
      {complaint && post.mine ? (
        <Card flush>
          <Row
            icon="services"
            title={words.seeAnswer}
            note={words.toOffice(complaint.number)}
            label={`${words.toOffice(complaint.number)}，${words.seeAnswer}`}
            onTap={() =>
              void Taro.navigateTo({ url: homePage('complaints/one', home, { complaintId: complaint.complaintId }) })
            }
          />
        </Card>
      ) : null}
      {post.mine && (post.state !== 'approved' || post.appeal) ? (
        <Card>
          <OwnState home={home} post={post} live={live} onChanged={onChanged} />
        </Card>
      ) : null}
    </>
  )
}
