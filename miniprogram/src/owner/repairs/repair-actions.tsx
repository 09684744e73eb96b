import { myRepairsApi } from '@linli/shared/repairs/my-api'
import type { MyRepair } from '@linli/shared/repairs/views'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { LongField } from '../../kit/long-field'
import { Sheet } from '../../kit/sheet'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { repairWords } from './words'

type Of = { communityId: string; roomId: string; repairId: string }
type ActionProps = { of: Of; repair: MyRepair; onChanged: () => void }
type Asked = 'cancel' | 'reopen' | 'note'

const stars = ['1', '2', '3', '4', '5'] as const

/** What the household may do to the order now: the server says what, each opens where it needs words. */
export function RepairActions({ of, repair, onChanged }: ActionProps) {
  const words = useWords(repairWords)
  const act = useAct()
  const [asked, setAsked] = useState<Asked>()
  const may = (event: MyRepair['may'][number]) => repair.may.includes(event)
  const done = (said?: string) => {
    setAsked(undefined)
    if (said) toast(said)
    onChanged()
  }
  const confirm = async () => {
    await call(myRepairsApi.confirm, of)
    done(words.confirmed)
  }
  const urge = async () => {
    await call(myRepairsApi.urge, of)
    done(words.sent)
  }
  const any = (['confirm', 'reopen', 'urge', 'add_note', 'cancel', 'rate'] as const).some(may)
  if (!any && !repair.rating) return null
  return (
    <Card>
      <View className="ll-stack">
        <Trouble problem={act.problem} />
        {may('confirm') ? (
          <Button wide busy={act.busy === 'confirm' && words.busy} onTap={() => act.run('confirm', confirm)}>
            {words.confirm}
          </Button>
        ) : null}
        {repair.rating ? <View>{words.rated(repair.rating.stars)}</View> : null}
        {may('rate') && !repair.rating ? <Rate of={of} onDone={() => done()} /> : null}
        {may('reopen') ? (
          <Button kind="plain" wide onTap={() => setAsked('reopen')}>
            {words.reopen}
          </Button>
        ) : null}
        {may('urge') ? (
          <Button kind="plain" wide busy={act.busy === 'urge' && words.busy} onTap={() => act.run('urge', urge)}>
            {words.urge}
          </Button>
        ) : null}
        {may('add_note') ? (
          <Button kind="plain" wide onTap={() => setAsked('note')}>
            {words.add}
          </Button>
        ) : null}
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

/** A sheet for what needs a sentence; its button says what happens. */
function Ask({ asked, of, onClose, onDone }: AskProps) {
  const words = useWords(repairWords)
  const act = useAct()
  const key = useRef(newKey())
  const [text, setText] = useState('')
  const written = text.trim()
  const send = async () => {
    if (asked === 'cancel') await call(myRepairsApi.cancelMine, { ...of, ...(written && { reason: written }) })
    else if (asked === 'reopen') await call(myRepairsApi.reopen, { ...of, reason: written })
    else await call(myRepairsApi.addMyNote, { ...of, text: written }, { idempotencyKey: key.current })
    onDone(asked === 'note' ? words.sent : undefined)
  }
  const said = {
    cancel: { title: words.cancelAsk, label: words.cancelWhy, button: words.cancel },
    reopen: { title: words.reopen, label: words.reopenWhy, button: words.reopenSend },
    note: { title: words.add, label: words.addText, button: words.addSend },
  }[asked]
  return (
    <Sheet open title={said.title} onClose={onClose}>
      {asked === 'cancel' ? <View className="ll-sub">{words.cancelLine}</View> : null}
      <LongField label={said.label} value={text} maxLength={500} onChange={setText} />
      <Trouble problem={act.problem} />
      <Button
        wide
        risk={asked === 'cancel'}
        disabled={asked !== 'cancel' && written === ''}
        busy={act.busy && words.busy}
        onTap={() => act.run('send', send)}
      >
        {said.button}
      </Button>
    </Sheet>
  )
}

function Rate({ of, onDone }: { of: Of; onDone: () => void }) {
  const words = useWords(repairWords)
  const act = useAct()
  const [value, setValue] = useState<(typeof stars)[number]>()
  const [comment, setComment] = useState('')
  const send = async () => {
    await call(myRepairsApi.rate, { ...of, stars: Number(value), ...(comment.trim() && { comment }) })
    onDone()
  }
  return (
    <View className="ll-stack">
      <View className="ll-title">{words.rate}</View>
      <Choice
        form="chips"
        options={stars.map(n => ({ value: n, name: words.stars(Number(n)) }))}
        value={value}
        onChange={setValue}
      />
      {value ? (
        <>
          <LongField label={words.rateHint} value={comment} maxLength={300} onChange={setComment} />
          <Trouble problem={act.problem} />
          <Button wide busy={act.busy && words.busy} onTap={() => act.run('rate', send)}>
            {words.rateSend}
          </Button>
        </>
      ) : null}
    </View>
  )
}
