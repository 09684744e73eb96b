import type { DeskPost, TakedownReason } from '@linli/shared/forum/schema'
import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Banner, Refusal } from '../kit/banner'
import { PostBody } from './post-body'
import { PostFacts } from './post-facts'
import { ReasonDialog } from './reason-dialog'
import { reviewWords as words } from './words'

export type Decision = { allow: true } | { allow: false; reason: TakedownReason; note?: string }

type Props = {
  post: DeskPost
  /** Somebody else has dealt with it while it was on the screen. */
  isGone: boolean
  left: string
  busy: boolean
  error: unknown
  decide: (decision: Decision) => void
  skip: () => void
}

/** One that waits, with its buttons above it where they stay; while the focus is inside, 1 2 3 press them. */
export function ReviewCard({ post, isGone, left, busy, error, decide, skip }: Props) {
  const [asks, setAsks] = useState(false)
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    // Whoever types elsewhere goes on typing.
    if (!document.activeElement?.matches('input:not([type=radio]), textarea'))
      card.current?.focus({ preventScroll: true })
  }, [])
  const blocked = busy || isGone
  const keys: Record<string, () => void> = {
    1: () => blocked || decide({ allow: true }),
    2: () => blocked || setAsks(true),
    3: () => busy || skip(),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.repeat
    const act = isPlain && card.current?.contains(document.activeElement) ? keys[event.key] : undefined
    if (!act || asks) return
    event.preventDefault()
    act()
  }
  return (
    <section ref={card} className="card stack review-card" tabIndex={-1} aria-label={words.title} onKeyDown={onKeyDown}>
      <div className="bar">
        <Button type="primary" disabled={blocked} aria-keyshortcuts="1" onClick={keys[1]}>
          {words.pass} <kbd>1</kbd>
        </Button>
        <Button disabled={blocked} aria-keyshortcuts="2" onClick={keys[2]}>
          {words.refuse} <kbd>2</kbd>
        </Button>
        <Button disabled={busy} aria-keyshortcuts="3" onClick={keys[3]}>
          {isGone ? words.next : words.skip} <kbd>3</kbd>
        </Button>
        <span className="bar-space" />
        <span className="hint" role="status">
          {left}
        </span>
      </div>
      {isGone && <Banner tone="due">{words.goneMeanwhile}</Banner>}
      <Refusal error={error} />
      <PostFacts post={post} />
      <PostBody post={post} />
      <ReasonDialog
        act="refuse"
        open={asks}
        close={() => setAsks(false)}
        busy={busy}
        error={error}
        send={why => decide({ allow: false, ...why })}
      />
    </section>
  )
}
