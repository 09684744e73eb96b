import { messageGroups } from '@linli/shared/messages/rules'
import { forumApi } from '@linli/shared/forum/api'
import type { Post } from '@linli/shared/forum/schema'
import { View } from '@tarojs/components'

import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call, newKey } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Pager } from '../../../kit/pager'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { usePages } from '../../../use-pages'
import { homePage } from '../../home-page'
import { AskForMessages } from '../../messages/ask-for-messages'
import { useHomeThere } from '../../session'
import { SignedIn } from '../../signed-in'
import { ForumOff } from '../forum-off'
import { PostBody } from '../post-body'
import { ReplyItem } from '../reply-item'
import { ReplySheet } from '../reply-sheet'
import { useWithoutUnwanted } from '../unwanted'
import { useOwnWaiting, waitFor } from '../waiting'
import { forumWords } from '../words'

export default function PostPage() {
  return <SignedIn>{() => <OnePost />}</SignedIn>
}

/** One with its replies, whoever replied first first; one's own that others do not see yet, or no more, after them. */
function OnePost() {
  const words = useWords(forumWords)
  const { communityId = '', roomId: asked, postId = '', new: isNew } = useRouter().params
  const home = useHomeThere(communityId, asked)
  const at = { communityId, roomId: home?.roomId ?? asked ?? '' }
  const [replying, setReplying] = useState(false)
  const [draft, setDraft] = useState(() => ({ text: '', sendKey: newKey() }))
  const [hasReplied, setHasReplied] = useState(false)
  const pages = usePages(
    `post.${postId}.${at.roomId}`,
    cursor => call(forumApi.get, { ...at, postId, ...(cursor && { cursor }) }),
    forumApi.get.output,
  )
  const { own, reload: reloadOwn } = useOwnWaiting(at)
  const reload = () => Promise.all([pages.reload(), reloadOwn()])
  useWithoutUnwanted(pages.reload)
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()))
  const changed = () => void reload()
  const post = pages.data?.post
  const live = !pages.keptAt
  if (pages.problem?.code === 'forum.off') return <ForumOff phone={home?.officePhone} />
  if (pages.problem?.code === 'record.not_found' && !post) return <Gone at={at} phone={home?.officePhone} />
  return (
    <Page
      load={pages}
      refresh
      skeleton={[220, 120, 120]}
      phone={home?.officePhone}
      foot={
        live && post?.state === 'approved' ? (
          <Button wide onTap={() => setReplying(true)}>
            {words.reply}
          </Button>
        ) : undefined
      }
    >
      {post ? (
        <>
          <PostBody home={at} post={post} live={live} onChanged={changed} />
          {isNew || hasReplied ? (
            <AskForMessages head={words.grantHead} line={words.grantLine} kinds={messageGroups.forum} />
          ) : null}
          <Replies home={at} post={post} items={pages.data?.items ?? []} own={own} onChanged={changed} />
          <Pager next={pages.next} previous={pages.previous} />
          {replying && home ? (
            <ReplySheet
              home={home}
              postId={postId}
              draft={draft}
              onText={text => setDraft({ ...draft, text })}
              onSent={replyId => {
                waitFor(replyId)
                setReplying(false)
                setDraft({ text: '', sendKey: newKey() })
                setHasReplied(true)
                changed()
              }}
              onClose={() => setReplying(false)}
            />
          ) : null}
        </>
      ) : null}
    </Page>
  )
}

/** A message may lead to what its author deleted, or what is being looked at. */
function Gone({ at, phone }: { at: { communityId: string; roomId: string }; phone: string | undefined }) {
  const words = useWords(forumWords)
  return (
    <Page phone={phone}>
      <State live icon="talk" head={words.gone} line={words.goneLine}>
        <Button wide onTap={() => void Taro.redirectTo({ url: homePage('forum/list', at) })}>
          {words.seeOthers}
        </Button>
      </State>
    </Page>
  )
}

type RepliesProps = {
  home: { communityId: string; roomId: string }
  post: Post
  items: readonly Post[]
  own: readonly Post[]
  onChanged: () => void
}

function Replies({ home, post, items, own, onChanged }: RepliesProps) {
  const words = useWords(forumWords)
  const unseen = own.filter(({ replyTo }) => replyTo === post.postId)
  const shown = [...items, ...unseen]
  if (shown.length === 0)
    return post.state === 'approved' ? <View className="ll-sub own-center">{words.noReplies}</View> : null
  return (
    <Card>
      <View className="ll-title">{words.replies}</View>
      {shown.map(reply => (
        <ReplyItem key={`${reply.postId}${reply.liked}`} home={home} reply={reply} onChanged={onChanged} />
      ))}
    </Card>
  )
}
