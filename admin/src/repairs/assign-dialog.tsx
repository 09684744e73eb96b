import { repairsApi } from '@linli/shared/repairs/api'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { kindNames } from '@linli/shared/repairs/words'
import { placeWords } from '@linli/shared/repairs/news'
import { Button, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Refusal } from '../kit/banner'
import { Failed, Skeleton, State } from '../kit/state'
import { useToast } from '../kit/toast'
import { kitWords } from '../kit/words'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { actWords, assignWords as words } from './words'

/** 派给…: everybody with why, the best first; or whom the system would choose. One press gives the order out. */
export function AssignDialog({ repair, close }: { repair: OfficeRepair | undefined; close: () => void }) {
  const isChange = repair?.assignee !== undefined
  const title = isChange ? actWords.transfer.title : actWords.assign.title
  return (
    <Modal
      title={repair && `${title} · ${placeWords(repair.place)} ${kindNames[repair.kind]}`}
      open={repair !== undefined}
      onCancel={close}
      destroyOnHidden
      footer={<Button onClick={close}>{kitWords.back}</Button>}
    >
      {repair && <Choices repair={repair} isChange={isChange} close={close} />}
    </Modal>
  )
}

type ChoicesProps = { repair: OfficeRepair; isChange: boolean; close: () => void }

function Choices({ repair: { repairId, assignee }, isChange, close }: ChoicesProps) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const one = { communityId, repairId }
  const list = useRead(repairsApi.candidates, one)
  const assign = useWrite(repairsApi.assign, {
    refreshes,
    onDone: ({ assignee: chosen }) => {
      toast(words.chosen(chosen?.name ?? ''))
      close()
    },
  })
  const give = (personId?: string) =>
    assign.mutate({ ...one, ...(personId && { personId }), ...(reason.trim() && { reason: reason.trim() }) })
  const others = list.data?.items.filter(({ personId }) => personId !== assignee?.personId) ?? []
  const hasFit = others.some(({ fits }) => fits)
  useEffect(() => {
    if (list.data) document.querySelector<HTMLElement>('.candidates button:not(:disabled)')?.focus()
  }, [list.data])
  if (!list.data) return list.error ? <Failed error={list.error} retry={list.refetch} /> : <Skeleton rows={4} />
  if (others.length === 0)
    return <State {...words.none} action={<Link to={`/c/${communityId}/workers`}>{words.toWorkers}</Link>} />
  return (
    <div className="stack">
      {isChange && (
        <div className="field">
          <label htmlFor="transfer-reason">{words.reason}</label>
          <Input
            id="transfer-reason"
            maxLength={100}
            value={reason}
            aria-describedby="transfer-hint"
            onChange={event => setReason(event.target.value)}
          />
          <p id="transfer-hint" className="hint small">
            {words.reasonHint}
          </p>
        </div>
      )}
      <p className="hint">{words.hint}</p>
      <ul className="candidates">
        {!isChange && (
          <li>
            <span>
              <strong>{words.auto}</strong>
              <span className="hint small">{hasFit ? words.autoLine : words.nobodyFits}</span>
            </span>
            <Button type="primary" disabled={!hasFit || assign.isPending} onClick={() => give()}>
              {words.auto}
            </Button>
          </li>
        )}
        {others.map(({ personId, name, why, fits }) => (
          <li key={personId} className={fits ? undefined : 'candidate-unfit'}>
            <span>
              <strong>{name}</strong>
              <span className="hint small">{fits ? why : `${words.unfit}：${why}`}</span>
            </span>
            <Button disabled={assign.isPending} onClick={() => give(personId)}>
              {words.give(name)}
            </Button>
          </li>
        ))}
      </ul>
      <Refusal error={assign.error} />
    </div>
  )
}
