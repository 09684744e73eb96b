import { forumApi } from '@linli/shared/forum/api'
import type { Post } from '@linli/shared/forum/schema'
import { type ReactNode, useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Pager } from '../../../kit/pager'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { usePages } from '../../../use-pages'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { type Home, TwoLists } from '../../two-lists'
import { ForumOff } from '../forum-off'
import { PostCard } from '../post-card'
import { ReplyItem } from '../reply-item'
import { useWithoutUnwanted } from '../unwanted'
import { UnwantedSheet } from '../unwanted-sheet'
import { forumWords } from '../words'

export default function MyPostsPage() {
  return <SignedIn>{() => <MyPosts />}</SignedIn>
}

/** What this account said here, in every state, and what it follows. */
function MyPosts() {
  const words = useWords(forumWords)
  return (
    <TwoLists
      lists={[
        { name: words.mine, show: (home, tabs) => <Mine home={home}>{tabs}</Mine> },
        { name: words.followed, show: (home, tabs) => <Followed home={home}>{tabs}</Followed> },
      ]}
    />
  )
}

function Mine({ home, children }: { home: Home; children: ReactNode }) {
  const words = useWords(forumWords)
  const [unwanted, setUnwanted] = useState(false)
  const pages = usePages(
    `forum-mine.${home.roomId}`,
    cursor => call(forumApi.mine, { ...home, ...(cursor && { cursor }) }),
    forumApi.mine.output,
  )
  const phone = useHomeOf(home.roomId)?.officePhone
  if (pages.problem?.code === 'forum.off') return <ForumOff phone={phone} />
  const items = pages.data?.items ?? []
  return (
    <Page load={pages} refresh skeleton={[48, 160, 160]} phone={phone}>
      {children}
      {items.length === 0 && !pages.next ? <State icon="talk" head={words.mineNone} line={words.mineNoneLine} /> : null}
      {items.map(post => (
        <OfMine key={post.postId} home={home} post={post} onChanged={() => void pages.reload()} />
      ))}
      <Pager next={pages.next} previous={pages.previous} />
      <Button kind="text" onTap={() => setUnwanted(true)}>
        {words.unwantedOnes}
      </Button>
      {unwanted ? <UnwantedSheet home={home} onClose={() => setUnwanted(false)} /> : null}
    </Page>
  )
}

/** A reply that others do not see says here why: what it is under may be gone. */
function OfMine({ home, post, onChanged }: { home: Home; post: Post; onChanged: () => void }) {
  if (!post.replyTo || post.state === 'approved') return <PostCard home={home} post={post} />
  return (
    <Card>
      <ReplyItem home={home} reply={post} onChanged={onChanged} />
    </Card>
  )
}

function Followed({ home, children }: { home: Home; children: ReactNode }) {
  const words = useWords(forumWords)
  const pages = usePages(
    `forum-followed.${home.roomId}`,
    cursor => call(forumApi.followed, { ...home, ...(cursor && { cursor }) }),
    forumApi.followed.output,
  )
  useWithoutUnwanted(pages.reload)
  const phone = useHomeOf(home.roomId)?.officePhone
  if (pages.problem?.code === 'forum.off') return <ForumOff phone={phone} />
  const items = pages.data?.items ?? []
  return (
    <Page load={pages} refresh skeleton={[48, 160, 160]} phone={phone}>
      {children}
      {items.length === 0 ? <State icon="talk" head={words.followedNone} line={words.followedNoneLine} /> : null}
      {items.map(post => (
        <PostCard key={post.postId} home={home} post={post} />
      ))}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}
