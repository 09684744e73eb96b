import { type Import, importsApi } from '@linli/shared/imports/api'
import type { ImportDetail } from '@linli/shared/imports/detail'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { Refusal } from '../kit/banner'
import '../kit/confirm-bar.css'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { useImportMoved } from './import-moved'
import { afterSaving, mostRows, noPending, type Pending, revisionOf, usePending } from './pending'
import { confirmWords as words } from './words'
import { rulesDiffer, writingButton, writingSentences } from './writing'

/** At the foot of a preview: what was changed and is not read yet, or else exactly what a confirmation writes. */
export function ConfirmBar({ data, detail }: { data: Import; detail: ImportDetail }) {
  const { communityId } = usePlace()
  const [pending] = usePending(data.importId)
  const rules = useRead(importsApi.listRules, { communityId })
  const hasNewRules = rules.data !== undefined && rulesDiffer(rules.data.items, detail.rules)
  const changes = [
    ...(pending.cells.size > 0 ? [words.cells(pending.cells.size)] : []),
    ...(pending.left.size > 0 ? [words.leaves(pending.left.size)] : []),
    ...(pending.tables.size > 0 ? [words.tables(pending.tables.size)] : []),
    ...(hasNewRules ? [words.rules] : []),
  ]
  return (
    <div className="confirm-bar">
      {changes.length > 0 ? (
        <Reread importId={data.importId} text={words.pending(changes.join('，'))} />
      ) : (
        <Confirm data={data} detail={detail} />
      )}
    </div>
  )
}

function Reread({ importId, text }: { importId: string; text: string }) {
  const { communityId } = usePlace()
  const [pending, change] = usePending(importId)
  const sent = useRef<Pending>(noPending)
  const moved = useImportMoved()
  const revise = useWrite(importsApi.revise, {
    refreshes: ['imports.list'],
    onDone: output => {
      change(now => afterSaving(now, sent.current))
      moved(output)
    },
  })
  const revision = revisionOf(pending)
  const isTyped = pending.cells.size + pending.left.size + pending.tables.size > 0
  useEffect(() => {
    if (!isTyped) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isTyped])
  const save = () => {
    sent.current = pending
    revise.mutate({ communityId, importId, ...revision })
  }
  const isTooMany = revision.corrections.length > mostRows
  return (
    <>
      <div>
        <p className="confirm-why">{isTooMany ? words.tooMany : text}</p>
        <Refusal error={revise.error} />
      </div>
      <div className="bar">
        {isTyped && (
          <Button type="text" onClick={() => change(now => ({ ...noPending, later: now.later }))}>
            {words.drop}
          </Button>
        )}
        <Button type="primary" disabled={revise.isPending || isTooMany} onClick={save}>
          {words.reread}
        </Button>
      </div>
    </>
  )
}

function Confirm({ data, detail: { byKind } }: { data: Import; detail: ImportDetail }) {
  const { communityId } = usePlace()
  const { ready, unchanged, bad, duplicate } = data.counts
  const confirm = useWrite(importsApi.confirm, { refreshes: [''], onDone: useImportMoved() })
  if (ready === 0) return <p className="hint">{unchanged > 0 ? words.same : words.nothing}</p>
  return (
    <>
      <div>
        <p>{writingSentences(byKind, bad + duplicate).join('')}</p>
        <Refusal error={confirm.error} />
      </div>
      <Button
        type="primary"
        disabled={confirm.isPending}
        onClick={() => confirm.mutate({ communityId, importId: data.importId })}
      >
        {writingButton(byKind)}
      </Button>
    </>
  )
}
