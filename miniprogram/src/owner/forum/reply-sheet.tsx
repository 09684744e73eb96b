import { forumApi } from '@linli/shared/forum/api'
import type { Home } from '@linli/shared/identity/schema'
import { call } from '../../api'
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

type Props = {
  home: Home
  postId: string
  /** Stays when the sheet is closed by a slip of the thumb; under one key, so that the same reply twice is one. */
  draft: { text: string; sendKey: string }
  onText: (text: string) => void
  onSent: (replyId: string) => void
  onClose: () => void
}

/** A reply, and the name it is shown under. */
export function ReplySheet({ home, postId, draft: { text, sendKey }, onText, onSent, onClose }: Props) {
  const words = useWords(forumWords)
  const act = useAct()
  const [calledAs, setCalledAs] = useCalledAs()
  const { communityId, roomId } = home
  const send = async () => {
    const input = { communityId, roomId, postId, text, calledAs }
    const reply = await call(forumApi.reply, input, { idempotencyKey: sendKey })
    toast(words.replySent)
    onSent(reply.postId)
  }
  return (
    <Sheet open title={words.reply} onClose={onClose}>
      <LongField label={words.replyText} value={text} maxLength={mostCharacters} counter onChange={onText} />
      <CalledAsChoice home={home} value={calledAs} onChange={setCalledAs} />
      <Trouble problem={act.problem} />
      <Button wide disabled={text.trim() === ''} busy={act.busy && words.sending} onTap={() => act.run('send', send)}>
        {words.replySend}
      </Button>
    </Sheet>
  )
}
