import { repairsApi } from '@linli/shared/repairs/api'
import type { OutputOf } from '@linli/shared/contract'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { kitWords } from '../kit/words'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { dispatchAllWords as words } from './words'

type Plan = OutputOf<typeof repairsApi.dispatchWaiting>

/** 自动派单: one plan over all that wait, and what became of each, with why. */
export function DispatchAll() {
  const { communityId } = usePlace()
  const [plan, setPlan] = useState<Plan>()
  const dispatch = useWrite(repairsApi.dispatchWaiting, { refreshes, onDone: setPlan })
  const close = () => setPlan(undefined)
  return (
    <>
      <Refusal error={dispatch.error} />
      <Button disabled={dispatch.isPending} onClick={() => dispatch.mutate({ communityId })}>
        {dispatch.isPending ? words.busy : words.button}
      </Button>
      <Modal
        title={plan && words.title(plan.given.length, plan.left.length)}
        open={plan !== undefined}
        onCancel={close}
        destroyOnHidden
        footer={
          <Button type="primary" onClick={close}>
            {kitWords.close}
          </Button>
        }
      >
        <ul className="candidates">
          {plan?.given.map(({ repairId, number, name, why }) => (
            <Line key={repairId} head={words.given(number, name)} why={why} />
          ))}
          {plan?.left.map(({ repairId, number, why }) => (
            <Line key={repairId} head={words.left(number)} why={why} />
          ))}
        </ul>
        {plan?.given.length === 0 && plan.left.length === 0 && <p>{words.none}</p>}
      </Modal>
    </>
  )
}

const Line = ({ head, why }: { head: string; why: string }) => (
  <li>
    <span>
      <strong className="figure">{head}</strong>
      <span className="hint small">{why}</span>
    </span>
  </li>
)
