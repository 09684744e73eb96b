import { forumApi } from '@linli/shared/forum/api'
import type { Post } from '@linli/shared/forum/schema'
import { Id } from '@linli/shared/ids'
import { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import * as z from 'zod'
import { call } from '../../api'
import { forget, keep, readKept } from '../../storage'
import { createStore } from '../../store'
import { onTokenDropped } from '../../token'
import { useLoad } from '../../use-load'

const key = 'linli.forum-waiting'
const most = 20

/** What was said on this phone and was not seen published yet: only then a page asks how one's own stands. */
const waiting = createStore<string[]>(() => readKept(key, z.array(Id)) ?? [])

const write = (ids: readonly string[]) => {
  const next = [...ids].slice(-most)
  if (next.length > 0) keep(key, next)
  else forget(key)
  waiting.set(next)
}
export const waitFor = (postId: string): void => write([...waiting.get().filter(each => each !== postId), postId])

onTokenDropped(reason => {
  if (reason === 'left') write([])
})

/** One's own that others do not see yet, or no more. What is published, or gone, is waited for no longer. */
export function useOwnWaiting(home: { communityId: string; roomId: string }): {
  own: Post[]
  reload: () => Promise<void>
} {
  const ids = waiting.use()
  const load = useLoad(ids.length > 0 ? `forum-own.${home.roomId}` : undefined, () => call(forumApi.mine, home))
  const { data, loading, reload } = load
  const own = (data?.items ?? []).filter(({ state }) => state !== 'approved')
  useEffect(() => {
    if (!data) return
    const still = waiting
      .get()
      .filter(id => data.items.some(({ postId, state }) => postId === id && state !== 'approved'))
    if (still.length < waiting.get().length) write(still)
  }, [data])
  useDidShow(() => {
    if (!loading) void reload()
  })
  return { own, reload }
}
