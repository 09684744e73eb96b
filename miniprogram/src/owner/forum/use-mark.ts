import type { forumApi } from '@linli/shared/forum/api'
import { useState } from 'react'
import { call } from '../../api'
import { useAct } from '../../use-act'

type Of = { communityId: string; roomId: string; postId: string }

/** 赞 or 关注: it shows at once and is taken back when it was not kept; counts follow a moment later. */
export function useMark(endpoint: typeof forumApi.like | typeof forumApi.follow, of: Of, kept: boolean) {
  const act = useAct()
  const [on, set] = useState(kept)
  const toggle = () => {
    set(!on)
    act.run('mark', async () => {
      try {
        await call(endpoint, { ...of, on: !on })
      } catch (thrown) {
        set(on)
        throw thrown
      }
    })
  }
  return { on, toggle, problem: act.problem }
}
