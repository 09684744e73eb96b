import { repairsApi } from '@linli/shared/repairs/api'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { type ReactNode, useState } from 'react'
import { Refusal } from '../kit/banner'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { AssignDialog } from './assign-dialog'
import type { Act } from './board-moves'
import { MergeDialog } from './merge-dialog'
import { PauseDialog } from './pause-dialog'
import { refreshes } from './refreshes'
import { type Reasoned, ReasonDialog } from './reason-dialog'
import { actWords } from './words'

type Acts = {
  start: (repair: OfficeRepair, act: Act) => void
  /** Why the last one that asks nothing was refused. */
  refusal: ReactNode
  dialogs: ReactNode
}

/** Does what a menu or a drop asks for: at once, or after what has to be said with it. */
export function useActs(): Acts {
  const { communityId } = usePlace()
  const toast = useToast()
  const [asking, setAsking] = useState<{ repair: OfficeRepair; act: Act }>()
  const [last, setLast] = useState<Act>()
  const accept = useWrite(repairsApi.accept, { refreshes, onDone: () => toast(actWords.accept.done) })
  const resume = useWrite(repairsApi.resumeByOffice, { refreshes, onDone: () => toast(actWords.resume.done) })
  const start = (repair: OfficeRepair, act: Act) => {
    const one = { communityId, repairId: repair.repairId }
    setLast(act)
    if (act === 'accept') accept.mutate(one)
    else if (act === 'resume') resume.mutate(one)
    else setAsking({ repair, act })
  }
  const close = () => setAsking(undefined)
  const repair = asking?.repair
  const act = asking?.act
  return {
    start,
    refusal: <Refusal error={last === 'accept' ? accept.error : last === 'resume' ? resume.error : undefined} />,
    dialogs: (
      <>
        <AssignDialog repair={act === 'assign' || act === 'transfer' ? repair : undefined} close={close} />
        <PauseDialog repair={act === 'pause' ? repair : undefined} close={close} />
        <MergeDialog repair={act === 'merge' ? repair : undefined} close={close} />
        <ReasonDialog
          repair={isReasoned(act) ? repair : undefined}
          act={isReasoned(act) ? act : undefined}
          close={close}
        />
      </>
    ),
  }
}

const isReasoned = (act: Act | undefined): act is Reasoned =>
  act === 'confirm' || act === 'reopen' || act === 'decline' || act === 'cancel'
