import { forumApi } from '@linli/shared/forum/api'
import type { Home } from '@linli/shared/identity/schema'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { LongField } from '../../kit/long-field'
import { Sheet } from '../../kit/sheet'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { CalledAsChoice, useCalledAs } from './called-as'
import { forumWords } from './words'

const mostCharacters = 500

type Props = { home: Home; postId: string; onSent: () => void; onClose: () => void }

/** A reply, and the name it is shown under. */
export function ReplySheet({ home, postId, onSent, onClose }: Props) {
  const words = useWords(forumWords)
  const act = useAct()
  const key = useRef(newKey())
  const [text, setText] = useState('')
  const [calledAs, setCalledAs] = useCalledAs()
  const { communityId, roomId } = home
  const send = async () => {
    await call(forumApi.reply, { communityId, roomId, postId, text, calledAs }, { idempotencyKey: key.current })
    toast(words.replySent)
    onSent()
  }
  return (
    <Sheet open title={words.reply} onClose={onClose}>
      <LongField label={words.replyText} value={text} maxLength={mostCharacters} counter onChange={setText} />
      <CalledAsChoice home={home} value={calledAs} onChange={setCalledAs} />
      <Trouble problem={act.problem} />
      <Button wide disabled={text.trim() === ''} busy={act.busy && words.sending} onTap={() => act.run('send', send)}>
        {words.replySend}
      </Button>
    </Sheet>
  )
}
