import { forumApi } from '@linli/shared/forum/api'
import type { UnwantedLine } from '@linli/shared/forum/schema'
import { useEffect, useRef } from 'react'
import { call } from '../../api'
import { createStore } from '../../store'

type Home = { communityId: string; roomId: string }
type Wish = Pick<UnwantedLine, 'postId' | 'what'> & { on: boolean }

/** How often something was said here that lists follow. */
const times = createStore(() => 0)

/** 不看, or again: kept with the account, so that every phone of theirs leaves it out; nobody is told. */
export async function unwant(home: Home, wish: Wish): Promise<void> {
  await call(forumApi.unwant, { ...home, ...wish })
  times.set(times.get() + 1)
}

/** A list that stays open under the page where it was said asks again. */
export function useWithoutUnwanted(reload: () => Promise<void>): void {
  const now = times.use()
  const seen = useRef(now)
  useEffect(() => {
    if (seen.current === now) return
    seen.current = now
    void reload()
  }, [now, reload])
}
