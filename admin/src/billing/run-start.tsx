import { feeApi } from '@linli/shared/billing/fee-api'
import { runApi } from '@linli/shared/billing/run-api'
import { monthEnd, monthOf, monthStart } from '@linli/shared/time'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { findRooms } from './room-codes'
import { RunItems, RunRooms, type RunValues, RunWindow } from './run-fields'
import { runWords as words } from './run-words'

/** Which days, which items, which rooms; the drafts are computed afterwards and reach nobody yet. */
export function RunStart({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items
  const active = items?.filter(item => item.active) ?? []
  const start = useWrite(runApi.startRun, {
    refreshes: ['billing.listRuns', 'insight.', 'audit.'],
    onDone: run => void navigate(`/c/${communityId}/runs/${run.runId}`),
  })
  const prepare = useMutation({
    mutationFn: async ({ window, month, from, to, items, rooms, codes }: RunValues) => {
      const roomIds = rooms === 'some' ? await findRooms(communityId, codes ?? '') : undefined
      const days =
        window === 'month' ? { from: monthStart(month), to: monthEnd(month) } : { from: from ?? '', to: to ?? '' }
      return start.mutateAsync({ communityId, ...days, feeItemIds: items, roomIds })
    },
  })
  return (
    <FormDialog<RunValues>
      title={words.startTitle}
      open={open && items !== undefined}
      close={close}
      action={words.startAction}
      busy={prepare.isPending}
      error={prepare.error}
      initial={{
        window: 'month',
        month: monthOf(today()),
        items: active.filter(item => item.tariffs.length > 0).map(item => item.feeItemId),
        rooms: 'all',
      }}
      submit={values => prepare.mutate(values)}
    >
      <p className="form-wide hint">{words.startLine}</p>
      <RunWindow />
      <RunItems items={active} />
      <RunRooms />
    </FormDialog>
  )
}
