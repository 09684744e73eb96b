import { dunningApi } from '@linli/shared/dunning/api'
import type { Debt } from '@linli/shared/dunning/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { usePrint } from './use-print'
import { dunningWords as words } from './words'

type Chosen = Pick<Debt, 'object' | 'debtId'> & { reminderId?: string }

/** What can be done for some households at once: remind them, or print their letters. */
export function DebtActions({ debts, done }: { debts: Chosen[]; done?: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const selection = debts.map(({ object, debtId }) => ({ roomId: object.id, debtId }))
  const remind = useWrite(dunningApi.remind, {
    refreshes: ['dunning.', 'audit.'],
    onDone: ({ reminded, already }) => {
      toast(words.reminded(reminded, already))
      setAsking(false)
      done?.()
    },
  })
  return (
    <div className="bar">
      <Button onClick={() => setAsking(true)}>{words.remind}</Button>
      <PrintLetters debts={debts} {...(done && { done })} />
      <ConfirmDialog
        title={words.remind}
        open={asking}
        close={() => setAsking(false)}
        action={words.remindAction(debts.length)}
        busy={remind.isPending}
        error={remind.error}
        confirm={() => remind.mutate({ communityId, debts: selection })}
      >
        <p>{words.remindLine}</p>
      </ConfirmDialog>
    </div>
  )
}

/** The letters of some households as one file. */
export function PrintLetters({ debts, done }: { debts: Chosen[]; done?: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const file = usePrint()
  const print = useWrite(dunningApi.printLetters, {
    refreshes: ['dunning.', 'insight.', 'audit.'],
    onDone: ({ url, letters }) => {
      if (file.open(url)) toast(words.printed(letters))
      done?.()
    },
  })
  const asked = debts.map(({ object, debtId, reminderId }) => ({
    roomId: object.id,
    debtId,
    ...(reminderId && { reminderId }),
  }))
  return (
    <>
      <Button loading={print.isPending} onClick={() => print.mutate({ communityId, debts: asked })}>
        {words.print}
      </Button>
      {file.blocked && (
        <a href={file.blocked} target="_blank" rel="noreferrer">
          {words.openPrinted}
        </a>
      )}
      <Refusal error={print.error} />
    </>
  )
}
