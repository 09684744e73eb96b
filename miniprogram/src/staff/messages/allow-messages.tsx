import { Row } from '../../kit/row'
import { staffMessageWords as words } from './words'
import type { OrderMessages } from './use-order-messages'

type Props = {
  messages: OrderMessages
  busy: boolean
  run: (name: string, work: () => Promise<void>) => unknown
}

/** What WeChat will tell, and how often it still may; a tap allows one more. Nothing where nothing can be sent. */
export function AllowMessages({ messages: { left, ask }, busy, run }: Props) {
  if (left === undefined) return null
  return (
    <Row
      title={words.title}
      note={left > 0 ? words.left(left) : words.none}
      disabled={busy}
      onTap={() => void run('messages', ask)}
    />
  )
}
