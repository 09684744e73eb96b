import { forumDeskApi } from '@linli/shared/forum/desk-api'
import type { DeskPost } from '@linli/shared/forum/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { ApiError } from '../api-client'
import { Banner } from '../kit/banner'
import { Card } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { useToast } from '../kit/toast'
import { usePages, useRefresh, useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { type Decision, ReviewCard } from './review-card'
import { lookOf, upNext } from './up-next'
import { reviewWords as words } from './words'

/** Colleagues decide too, and links of pictures end after five minutes. */
const everyMs = 30_000
const nobody: ReadonlySet<string> = new Set()

/**
 * What a person has to look at before neighbours see it: one at a time, whoever waits the longest first. The one on the
 * screen stays there until it is dealt with: a colleague's decision never puts another under the finger.
 */
export function ReviewQueue() {
  const { communityId } = usePlace()
  const toast = useToast()
  const refresh = useRefresh()
  const list = usePages(forumDeskApi.shelf, { communityId, shelf: 'review' }, { everyMs })
  const [decided, setDecided] = useState(nobody)
  const [skipped, setSkipped] = useState(nobody)
  const [shown, setShown] = useState<DeskPost>()
  const [overtaken, setOvertaken] = useState<string>()
  const settled = (post: DeskPost) => setDecided(last => new Set([...last, lookOf(post)]))
  const decide = useWrite(forumDeskApi.decide, {
    refreshes,
    onDone: post => {
      toast(post.state === 'approved' ? words.passed : words.refused)
      settled(post)
    },
  })
  const waiting = list.data?.pages.flatMap(({ items }) => items) ?? []
  const next = upNext(waiting, { decided, skipped })
  const isDealtWith = !shown || decided.has(lookOf(shown)) || skipped.has(lookOf(shown))
  if (isDealtWith && shown !== next.post) setShown(next.post)
  const post = isDealtWith ? next.post : shown

  const send = (about: DeskPost, decision: Decision) => {
    setOvertaken(undefined)
    const { postId, round } = about
    const onError = (error: unknown) => {
      const why = whyOvertaken(error)
      if (why === undefined) return
      setOvertaken(why)
      settled(about)
      void refresh(refreshes)
    }
    decide.mutate({ communityId, postId, round, ...decision }, { onError })
  }
  const pass = (about: DeskPost) => {
    setOvertaken(undefined)
    setSkipped(last => new Set([...last, lookOf(about)]))
  }

  return (
    <>
      {overtaken && <Banner tone="due">{words.overtaken(overtaken)}</Banner>}
      {post ? (
        <ReviewCard
          key={lookOf(post)}
          post={waiting.find(each => lookOf(each) === lookOf(post)) ?? post}
          isGone={!list.isFetching && waiting.every(each => lookOf(each) !== lookOf(post))}
          left={words.left(next.left, list.hasNextPage)}
          busy={decide.isPending && decide.variables?.postId === post.postId}
          error={decide.variables?.postId === post.postId && decide.error}
          decide={decision => send(post, decision)}
          skip={() => pass(post)}
        />
      ) : (
        <Card>
          {list.isPending ? (
            <Skeleton rows={6} />
          ) : list.error && waiting.length === 0 ? (
            <Failed error={list.error} retry={list.refetch} />
          ) : next.skipped > 0 ? (
            <State
              {...words.skipped(next.skipped)}
              action={<Button onClick={() => setSkipped(nobody)}>{words.again}</Button>}
            />
          ) : (
            <State {...words.empty} />
          )}
        </Card>
      )}
    </>
  )
}

/** A colleague, or the author, was faster; undefined for anything else. */
function whyOvertaken(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  if (error.code === 'record.not_found') return words.gone
  return error.code === 'forum.refused' || error.code === 'record.changed' ? error.message : undefined
}
