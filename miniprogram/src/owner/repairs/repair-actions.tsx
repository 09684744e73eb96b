import { myRepairsApi } from '@linli/shared/repairs/my-api'
import type { MyRepair } from '@linli/shared/repairs/views'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { AskSheet } from '../ask-sheet'
import { Rate } from '../rate'
import { feedbackWords } from '../feedback-words'
import { MorePictures } from './pictures-coming'
import { repairWords } from './words'

type Of = { communityId: string; roomId: string; repairId: string }
type ActionProps = { of: Of; repair: MyRepair; onChanged: () => void }
type Asked = 'cancel' | 'reopen' | 'note'
const shown = ['confirm', 'reopen', 'urge', 'add_note', 'add_pictures', 'cancel', 'rate'] as const

/** What the household may do to the order now: the server says what, each opens where it needs words. */
export function RepairActions({ of, repair, onChanged }: ActionProps) {
  const words = useWords(repairWords)
  const feedback = useWords(feedbackWords)
  const act = useAct()
  const [asked, setAsked] = useState<Asked>()
  const may = (event: MyRepair['may'][number]) => repair.may.includes(event)
  const done = (said?: string) => {
    setAsked(undefined)
    if (said) toast(said)
    onChanged()
  }
  const doing = (name: 'confirm' | 'urge', said: string) => () =>
    act.run(name, async () => {
      await call(myRepairsApi[name], of)
      done(said)
    })
  if (!shown.some(may) && !repair.rating) return null
  return (
    <Card>
      <View className="ll-stack">
        <Trouble problem={act.problem} />
        {may('confirm') ? (
          <Button wide busy={act.busy === 'confirm' && words.busy} onTap={doing('confirm', words.confirmed)}>
            {words.confirm}
          </Button>
        ) : null}
        {repair.rating ? <View>{feedback.rated(repair.rating.stars)}</View> : null}
        {may('rate') && !repair.rating ? (
          <Rate
            send={async rated => {
              await call(myRepairsApi.rate, { ...of, ...rated })
              done()
            }}
          />
        ) : null}
        {may('reopen') ? (
          <Button kind="plain" wide onTap={() => setAsked('reopen')}>
            {words.reopen}
          </Button>
        ) : null}
        {may('urge') ? (
          <Button kind="plain" wide busy={act.busy === 'urge' && words.busy} onTap={doing('urge', words.sent)}>
            {words.urge}
          </Button>
        ) : null}
        {may('add_note') ? (
          <Button kind="plain" wide onTap={() => setAsked('note')}>
            {words.add}
          </Button>
        ) : null}
        {may('add_pictures') ? <MorePictures of={of} /> : null}
        {may('cancel') ? (
          <Button kind="text" wide risk onTap={() => setAsked('cancel')}>
            {words.cancel}
          </Button>
        ) : null}
        {asked ? <Ask asked={asked} of={of} onClose={() => setAsked(undefined)} onDone={done} /> : null}
      </View>
    </Card>
  )
}

type AskProps = { asked: Asked; of: Of; onClose: () => void; onDone: (said?: string) => void }

function Ask({ asked, of, onClose, onDone }: AskProps) {
  const words = useWords(repairWords)
  const said = {
    cancel: { title: words.cancelAsk, line: words.cancelLine, label: words.cancelWhy, button: words.cancel },
    reopen: { title: words.reopen, label: words.reopenWhy, button: words.reopenSend },
    note: { title: words.add, label: words.addText, button: words.addSend },
  }[asked]
  const send = async (text: string, idempotencyKey: string) => {
    if (asked === 'cancel') await call(myRepairsApi.cancelMine, { ...of, ...(text && { reason: text }) })
    else if (asked === 'reopen') await call(myRepairsApi.reopen, { ...of, reason: text })
    else await call(myRepairsApi.addMyNote, { ...of, text }, { idempotencyKey })
    onDone(asked === 'note' ? words.sent : undefined)
  }
  return <AskSheet said={said} optional={asked === 'cancel'} risk={asked === 'cancel'} send={send} onClose={onClose} />
}
