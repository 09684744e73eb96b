import { forumApi } from '@linli/shared/forum/api'
import { type Post, PostKind } from '@linli/shared/forum/schema'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Page } from '../../../kit/page'
import { Pager } from '../../../kit/pager'
import { Skeleton } from '../../../kit/skeleton'
import { State } from '../../../kit/state'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import type { Load } from '../../../use-load'
import { type Pages, usePages } from '../../../use-pages'
import { homePage } from '../../home-page'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { type Filter, FilterChips } from '../filter'
import { ForumOff } from '../forum-off'
import { PostCard } from '../post-card'
import { SearchBar } from '../search-bar'
import { useWithoutUnwanted } from '../unwanted'
import { useOwnWaiting } from '../waiting'
import { forumWords } from '../words'

export default function ForumPage() {
  return <SignedIn>{() => <Forum />}</SignedIn>
}

type Home = { communityId: string; roomId: string }

/** What neighbours say: of everything, a kind or a topic, or what was looked for. */
function Forum() {
  const words = useWords(forumWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const home = { communityId, roomId }
  const phone = useHomeOf(roomId)?.officePhone
  const [chosen, setChosen] = useState<Filter>('all')
  const [q, setQ] = useState('')
  const pages = useFound(home, chosen, q)
  const topics = useTopics(pages.data)
  const waiting = useOwnWaiting(home)
  useWithoutUnwanted(pages.reload)
  usePullDownRefresh(() => {
    void Promise.all([pages.reload(), waiting.reload()]).finally(() => Taro.stopPullDownRefresh())
  })
  const items = pages.data?.items ?? []
  if (pages.problem?.code === 'forum.off') return <ForumOff phone={phone} />
  const isFirst = q === '' && chosen === 'all' && !pages.previous
  const pending = isFirst ? waiting.own.filter(({ state, replyTo }) => state === 'pending' && !replyTo) : []
  return (
    <Page
      load={{ ...pages, data: topics }}
      refresh
      skeleton={[48, 160, 160, 160]}
      phone={phone}
      foot={
        <Button wide onTap={() => void Taro.navigateTo({ url: homePage('forum/new', home) })}>
          {words.say}
        </Button>
      }
    >
      <SearchBar
        home={home}
        q={q}
        onSearch={next => {
          setQ(next)
          setChosen('all')
        }}
      />
      {q === '' ? <FilterChips topics={topics ?? []} value={chosen} onChange={setChosen} /> : null}
      <Waiting load={pages} />
      {[...pending, ...items].map(post => (
        <PostCard key={post.postId} home={home} post={post} />
      ))}
      {pages.data && items.length + pending.length === 0 ? (
        <Nothing q={q} isAll={chosen === 'all'} onAll={() => (q ? setQ('') : setChosen('all'))} />
      ) : null}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}

type Found = { items: Post[]; cursor?: string | undefined; topics?: string[] }

function useFound(home: Home, chosen: Filter, q: string): Pages<Found> {
  const kind = PostKind.safeParse(chosen).data
  const topic = kind || chosen === 'all' ? undefined : chosen.slice(1)
  return usePages<Found>(
    `forum.${home.roomId}.${q ? `?${q}` : chosen}`,
    cursor => {
      const page = { ...home, ...(cursor && { cursor }) }
      return q ? call(forumApi.search, { ...page, q }) : call(forumApi.list, { ...page, kind, topic })
    },
    q ? undefined : forumApi.list.output,
  )
}

/** What was typed or chosen stays in reach while the answer comes, or does not. */
function Waiting({ load: { data, problem, loading } }: { load: Load<unknown> }) {
  if (problem) return <Trouble problem={problem} />
  return loading && data === undefined ? <Skeleton blocks={[160, 160]} /> : null
}

/** They come with each page of a list, and stay while another one is on its way. */
function useTopics(data: Found | undefined): readonly string[] | undefined {
  const [topics, setTopics] = useState<readonly string[]>()
  useEffect(() => {
    if (data?.topics) setTopics(data.topics)
  }, [data])
  return topics
}

function Nothing({ q, isAll, onAll }: { q: string; isAll: boolean; onAll: () => void }) {
  const words = useWords(forumWords)
  if (q)
    return (
      <State icon="search" head={words.noHit(q)} line={words.noHitLine}>
        <Button onTap={onAll}>{words.searchClear}</Button>
      </State>
    )
  if (isAll) return <State icon="talk" head={words.none} line={words.noneLine} />
  return (
    <State icon="talk" head={words.noneOfKind} line={words.noneOfKindLine}>
      <Button onTap={onAll}>{words.all}</Button>
    </State>
  )
}
