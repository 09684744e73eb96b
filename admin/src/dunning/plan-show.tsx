import { dunningApi } from '@linli/shared/dunning/api'
import type { DunningPlanView } from '@linli/shared/dunning/schema'
import { channelNames, stepName } from '@linli/shared/dunning/words'
import { Button } from 'antd'
import { useState } from 'react'
import { Banner } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { DataTable } from '../kit/data-table'
import { Facts } from '../kit/facts'
import { yuan } from '../kit/format'
import { Card } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { PlanForm } from './plan-form'
import { dunningWords } from './words'

const words = dunningWords.plan

/** The plan, whom it would remind today, and the switch, which is a person's alone. */
export function PlanShow() {
  const { communityId } = usePlace()
  const plan = useRead(dunningApi.getPlan, { communityId }, { pollWhile: data => data.counting })
  if (plan.data) return <Plan plan={plan.data} />
  return <Card>{plan.error ? <Failed error={plan.error} retry={plan.refetch} /> : <Skeleton />}</Card>
}

function Plan({ plan }: { plan: DunningPlanView }) {
  const { can } = usePlace()
  const [editing, setEditing] = useState(false)
  const missing = (['wechat', 'sms', 'email'] as const).filter(channel => !plan.ready[channel])
  const dueAt = new Map(plan.preview?.steps.map(({ days, households }) => [days, households]))
  return (
    <Card>
      <div className="stack">
        <Banner tone={plan.on ? 'info' : 'due'}>{plan.on ? words.on : words.off}</Banner>
        {missing.length > 0 && (
          <p className="hint">{words.notReady(missing.map(channel => channelNames[channel]).join('、'))}</p>
        )}
        {can('dunning:configure') && (
          <div className="bar">
            <Switch plan={plan} />
            <Button onClick={() => setEditing(true)}>{words.edit}</Button>
          </div>
        )}
        <Facts
          items={[
            [words.preview, plan.counting ? words.counting : previewOf(plan)],
            [words.lastRun, plan.lastRun && words.lastRunLine(plan.lastRun.day, plan.lastRun.reminded)],
            [words.hour, `${plan.hour}:00`],
            [words.quiet, words.quietLine(plan.quietFrom, plan.quietTo)],
          ]}
        />
        <DataTable
          caption={words.steps}
          sticky={false}
          rows={plan.steps}
          rowKey={step => String(step.days)}
          columns={[
            { title: words.steps, cell: step => stepName(step.days) },
            { title: words.channels, cell: step => step.channels.map(channel => channelNames[channel]).join(' → ') },
            { title: words.households, cell: step => words.count(dueAt.get(step.days) ?? 0), figure: true },
          ]}
        />
        <PlanForm plan={plan} open={editing} close={() => setEditing(false)} />
      </div>
    </Card>
  )
}

const previewOf = ({ preview }: DunningPlanView) =>
  preview ? words.previewLine(preview.households, yuan(preview.amountFen)) : words.noPreview

function Switch({ plan }: { plan: DunningPlanView }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const turn = useWrite(dunningApi.switchPlan, {
    refreshes: ['dunning.', 'audit.'],
    onDone: ({ on }) => {
      toast(words.switched(on))
      setAsking(false)
    },
  })
  return (
    <>
      <Button type={plan.on ? 'default' : 'primary'} onClick={() => setAsking(true)}>
        {plan.on ? words.switchOff : words.switchOn}
      </Button>
      <ConfirmDialog
        title={plan.on ? words.offTitle : words.onTitle}
        open={asking}
        close={() => setAsking(false)}
        action={plan.on ? words.switchOff : words.switchOn}
        busy={turn.isPending}
        error={turn.error}
        confirm={() => turn.mutate({ communityId, on: !plan.on, version: plan.version })}
      >
        <p>{plan.on ? words.offLine : words.onLine(plan.preview?.households ?? 0, plan.hour)}</p>
      </ConfirmDialog>
    </>
  )
}
