import { runApi } from '@linli/shared/billing/run-api'
import { type BillingRun, type Draft, Flag, flagNames } from '@linli/shared/billing/run-schema'
import { periodName } from '@linli/shared/billing/words'
import { Button } from 'antd'
import { useState } from 'react'
import { DataTable } from '../kit/data-table'
import { count, yuan, yuanChange } from '../kit/format'
import { Card } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { DraftShow } from './draft-show'
import { runWords as words } from './run-words'

const flagTones: Record<Flag, Tone> = { failed: 'danger', zero: 'due', jump: 'due', new: 'info' }

/** Totals against the last period, by item, and the drafts that want a look first; published, they are bills. */
export function RunReview({ run }: { run: BillingRun }) {
  const change = (now: number, before: number) => yuanChange(now - before)
  return (
    <>
      <div className="tiles">
        <Tile name={words.totals.count} value={count(run.count)} />
        <Tile name={words.totals.amount} value={yuan(run.amountFen)} />
        <Tile name={words.totals.previous} value={yuan(run.previousFen)} />
        <Tile name={words.totals.change} value={change(run.amountFen, run.previousFen)} />
      </div>
      <Card title={words.byItem}>
        <DataTable
          caption={words.byItem}
          rows={run.byItem}
          rowKey={item => item.feeItemId}
          sticky={false}
          columns={[
            { title: words.itemColumns.name, cell: item => item.name },
            { title: words.itemColumns.count, cell: item => count(item.count), figure: true },
            { title: words.itemColumns.amount, cell: item => yuan(item.amountFen), figure: true },
            { title: words.itemColumns.previous, cell: item => yuan(item.previousFen), figure: true },
            { title: words.itemColumns.change, cell: item => change(item.amountFen, item.previousFen), figure: true },
          ]}
        />
      </Card>
      {run.state === 'ready' && <Drafts run={run} />}
    </>
  )
}

function Tile({ name, value }: { name: string; value: string }) {
  return (
    <Card>
      <p className="hint">{name}</p>
      <p className="tile-value figure">{value}</p>
    </Card>
  )
}

function Drafts({ run }: { run: BillingRun }) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const flags = Flag.options.filter(flag => (run.flags[flag] ?? 0) > 0)
  const asked = Flag.safeParse(url.get('flag')).data
  const flag = asked ?? (url.get('flag') === 'all' ? undefined : flags[0])
  const drafts = usePages(runApi.listDrafts, { communityId, runId: run.runId, flag })
  const [shown, setShown] = useState<Draft>()
  return (
    <>
      <div className="looks" role="group" aria-label={words.look}>
        <strong>{flags.length > 0 ? words.look : words.nothingToLookAt}</strong>
        {flags.map(name => (
          <Button key={name} size="small" aria-pressed={flag === name} onClick={() => url.set({ flag: name })}>
            {flagNames[name]} {count(run.flags[name] ?? 0)}
          </Button>
        ))}
        <Button size="small" aria-pressed={flag === undefined} onClick={() => url.set({ flag: 'all' })}>
          {words.all} {count(run.count)}
        </Button>
      </div>
      <PagedTable
        caption={flag ? flagNames[flag] : words.all}
        query={drafts}
        rowKey={draft => draft.draftId}
        open={setShown}
        selected={shown?.draftId}
        empty={<State {...words.noDrafts} />}
        columns={[
          { title: words.draftColumns.room, cell: draft => draft.object.code },
          { title: words.draftColumns.item, cell: draft => draft.feeItemName },
          { title: words.draftColumns.period, cell: draft => periodName(draft.period) },
          { title: words.draftColumns.payer, cell: draft => draft.charge?.payer.name ?? kitWords.none, wide: true },
          {
            title: words.draftColumns.amount,
            cell: draft => (draft.charge ? yuan(draft.amountFen) : kitWords.none),
            figure: true,
          },
          {
            title: words.draftColumns.previous,
            cell: draft => (draft.previousFen === undefined ? kitWords.none : yuan(draft.previousFen)),
            figure: true,
          },
          { title: words.draftColumns.flags, cell: draft => <Flags draft={draft} /> },
        ]}
      />
      <DraftShow draft={shown} close={() => setShown(undefined)} />
    </>
  )
}

function Flags({ draft }: { draft: Draft }) {
  if (draft.problem) return <span className="field-wrong">{draft.problem}</span>
  return draft.flags.map(flag => (
    <Tag key={flag} tone={flagTones[flag]}>
      {flagNames[flag]}
    </Tag>
  ))
}
