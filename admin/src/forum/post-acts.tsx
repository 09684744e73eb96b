import { forumDeskApi } from '@linli/shared/forum/desk-api'
import type { DeskPost } from '@linli/shared/forum/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { useDone } from '../kit/use-done'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { AppealDialog } from './appeal-dialog'
import { MuteDialog } from './mute-dialog'
import { ReasonDialog } from './reason-dialog'
import { refreshes } from './refreshes'
import { actWords as words } from './words'

const nothing = () => undefined
type Asking = 'refuse' | 'take_down' | 'appeal' | 'mute'

/** The buttons that the server's own table allows to whoever looks. */
export function PostActs({ post }: { post: DeskPost }) {
  const { communityId } = usePlace()
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  const { postId, round, accountId, may } = post
  const one = { communityId, postId }
  const pass = useWrite(forumDeskApi.decide, useDone(refreshes, nothing, words.pass.done))
  const refuse = useWrite(forumDeskApi.decide, useDone(refreshes, close, words.refuse.done))
  const takeDown = useWrite(forumDeskApi.takeDown, useDone(refreshes, close, words.take_down.done))
  const dismiss = useWrite(forumDeskApi.dismiss, useDone(refreshes, nothing, words.dismiss.done))
  const hide = useWrite(
    forumDeskApi.hide,
    useDone<DeskPost>(refreshes, nothing, ({ state }) => words[state === 'hidden' ? 'hide' : 'show'].done),
  )
  const pin = useWrite(
    forumDeskApi.pin,
    useDone<DeskPost>(refreshes, nothing, ({ pinned }) => words[pinned ? 'pin' : 'unpin'].done),
  )
  const acts = [
    may.includes('restore') && { words: words.appeal, start: () => setAsking('appeal') },
    may.includes('pass') && { words: words.pass, start: () => pass.mutate({ ...one, round, allow: true }) },
    may.includes('refuse') && { words: words.refuse, start: () => setAsking('refuse') },
    may.includes('dismiss') && { words: words.dismiss, start: () => dismiss.mutate(one) },
    may.includes('show') && { words: words.show, start: () => hide.mutate({ ...one, on: false }) },
    may.includes('hide') && { words: words.hide, start: () => hide.mutate({ ...one, on: true }) },
    may.includes('take_down') && { words: words.take_down, start: () => setAsking('take_down') },
    may.includes('pin') && { words: words.pin, start: () => pin.mutate({ ...one, on: true }) },
    may.includes('unpin') && { words: words.unpin, start: () => pin.mutate({ ...one, on: false }) },
    accountId && { words: words.mute, start: () => setAsking('mute') },
  ].filter(act => act !== false && act !== undefined && act !== '')
  const atOnce = [pass, dismiss, hide, pin]
  return (
    <div className="stack-small">
      <div className="bar">
        {acts.map(({ words: { button }, start }, nth) => (
          <Button
            key={button}
            // Whoever may do nothing else is not led to mute somebody.
            type={nth === 0 && button !== words.mute.button ? 'primary' : 'default'}
            disabled={atOnce.some(({ isPending }) => isPending)}
            onClick={start}
          >
            {button}
          </Button>
        ))}
      </div>
      {atOnce.map(({ error }, nth) => (
        <Refusal key={nth} error={error} />
      ))}
      <ReasonDialog
        act="refuse"
        open={asking === 'refuse'}
        close={close}
        busy={refuse.isPending}
        error={refuse.error}
        send={why => refuse.mutate({ ...one, round, allow: false, ...why })}
      />
      <ReasonDialog
        act="take_down"
        open={asking === 'take_down'}
        close={close}
        busy={takeDown.isPending}
        error={takeDown.error}
        send={why => takeDown.mutate({ ...one, ...why })}
      />
      <AppealDialog post={post} open={asking === 'appeal'} close={close} />
      <MuteDialog post={post} open={asking === 'mute'} close={close} />
    </div>
  )
}
