import { CommunityId } from '@linli/shared/ids'
import { useEffect } from 'react'
import * as z from 'zod'
import { keep, readKept } from '../../storage'
import { createStore } from '../../store'

const key = 'linli.forum'

/** Where there is a forum, as the first screen last heard it; the server decides anew at each request. */
const known = createStore(() => readKept(key, z.array(CommunityId)) ?? [])

export const useForumOf = (communityId: string | undefined): boolean => known.use().includes(communityId ?? '')

/** What the first screen heard, for the pages that have no request of their own for it. */
export function useForumNews(communityId: string, on: boolean | undefined): void {
  useEffect(() => {
    if (on === undefined || on === known.get().includes(communityId)) return
    const others = known.get().filter(each => each !== communityId)
    const next = on ? [...others, communityId] : others
    keep(key, next)
    known.set(next)
  }, [communityId, on])
}
