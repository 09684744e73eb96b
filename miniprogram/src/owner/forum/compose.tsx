import { forumApi } from '@linli/shared/forum/api'
import type { Home } from '@linli/shared/identity/schema'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '../../api'
import { homePage } from '../home-page'
import { householdBatch, usePieces } from '../household-batch'
import { KeptBanner } from '../kept-banner'
import { CalledAsChoice, useCalledAs } from './called-as'
import { ComposeForm } from './compose-form'
import { changeDraft, type Draft, draftOf, dropDraft } from './draft'
import { blank, isBlank } from './form'
import { waitFor } from './waiting'

type Props = { home: Home; topics: readonly string[] }

/** 发一条, from what was not finished the last time, or anew. */
export function Compose({ home, topics }: Props) {
  const [draft, setDraft] = useState(() => draftOf(home.roomId))
  const startAnew = () => {
    dropDraft()
    setDraft(draftOf(home.roomId))
  }
  return <OneDraft key={draft.sendKey} home={home} topics={topics} draft={draft} onStartAnew={startAnew} />
}

function OneDraft({ home, topics, draft, onStartAnew }: Props & { draft: Draft; onStartAnew: () => void }) {
  const { communityId, roomId } = home
  const { sendKey } = draft
  const [form, setForm] = useState(draft.form)
  const [calledAs, setCalledAs] = useCalledAs()
  const [batch] = useState(() => householdBatch(home, pieces => changeDraft(sendKey, { pieces }), draft.pieces))
  const pieces = usePieces(batch)
  // Photos that the app was killed with go on.
  useEffect(() => batch.add([]), [batch])
  const wasKept = draft.form !== blank && (!isBlank(draft.form) || draft.pieces.length > 0)
  return (
    <ComposeForm
      home={home}
      topics={topics}
      form={form}
      pieces={pieces}
      batch={batch}
      banner={wasKept ? <KeptBanner onStartAnew={onStartAnew} /> : undefined}
      onChange={change => {
        const next = { ...form, ...change }
        setForm(next)
        changeDraft(sendKey, { form: next })
      }}
      send={async (said, fileIds) => {
        const input = { communityId, roomId, kind: form.kind, ...said, calledAs, fileIds }
        const { postId } = await call(forumApi.post, input, { idempotencyKey: sendKey })
        dropDraft()
        waitFor(postId)
        await Taro.redirectTo({ url: homePage('forum/one', home, { postId, new: '1' }) })
      }}
    >
      <CalledAsChoice home={home} value={calledAs} onChange={setCalledAs} />
    </ComposeForm>
  )
}
