import { poolApi } from '@linli/shared/billing/pool-api'
import type { CostPool } from '@linli/shared/billing/pool-schema'
import { usageText } from '@linli/shared/billing/meter-words'
import { scopeWords } from '@linli/shared/billing/pool-words'
import { periodName } from '@linli/shared/billing/words'
import { formatScaled } from '@linli/shared/money'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { RoomLink } from '../communities/room-link'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { dateTime, yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useToast } from '../kit/toast'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { poolPageWords as words } from './pool-page-words'

/** One common cost with every room's share. */
export function PoolShow({ pool, close }: { pool: CostPool | undefined; close: () => void }) {
  return (
    <DetailDrawer title={pool?.feeItemName ?? words.caption} open={pool !== undefined} close={close} width={640}>
      {pool && <Details pool={pool} />}
    </DetailDrawer>
  )
}

function Details({ pool }: { pool: CostPool }) {
  const { communityId, can } = usePlace()
  const { poolId, cost, usage, discarded } = pool
  const shares = usePages(poolApi.listShares, { communityId, poolId })
  const [asked, setAsked] = useState(false)
  const price = cost.kind === 'amount' ? '' : ` × ${formatScaled(cost.price, 10_000)}`
  return (
    <>
      <Facts
        items={[
          [words.columns.scope, scopeWords(pool.scope)],
          [words.columns.period, periodName(pool.period)],
          [words.facts.total, yuan(pool.totalFen)],
          ...(usage === undefined ? [] : [[words.facts.usage, usageText(usage) + price] satisfies [string, string]]),
          [words.facts.weight, weightText(pool.totalWeight, pool)],
          [words.facts.by, `${pool.createdBy} ${dateTime(pool.createdAt)}`],
          [words.facts.note, pool.note],
          ...(discarded ? [[words.facts.discarded, discarded.reason] satisfies [string, string]] : []),
        ]}
      />
      {pool.state === 'ready' && can('billing:run') && (
        <div className="bar">
          <Link to={`/c/${communityId}/runs?start=1`}>{words.toRun}</Link>
          <span className="bar-space" />
          <Button danger onClick={() => setAsked(true)}>
            {words.discard}
          </Button>
        </div>
      )}
      <section className="drawer-part">
        <h2>{words.shares}</h2>
        <PagedTable
          plain
          caption={words.shares}
          query={shares}
          rowKey={({ roomId }) => roomId}
          sticky={false}
          empty={<State {...words.noShares} />}
          columns={[
            { title: words.columns.room, cell: share => <RoomLink {...share} /> },
            { title: words.columns.weight, cell: share => weightText(share.weight, pool), figure: true },
            { title: words.columns.share, cell: share => yuan(share.amountFen), figure: true },
          ]}
        />
      </section>
      <PoolDiscard pool={pool} open={asked} close={() => setAsked(false)} />
    </>
  )
}

/** Areas are kept in 1/100 m², usages in 1/10,000,000 of their unit. */
function weightText(text: string, { weight }: CostPool): string {
  if (weight.by === 'household') return text
  return weight.by === 'area' ? `${formatScaled(Number(text), 100)} m²` : usageText(Number(text))
}

function PoolDiscard({ pool, open, close }: { pool: CostPool; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const discard = useWrite(poolApi.discardPool, {
    refreshes: ['billing.', 'audit.'],
    onDone: () => {
      toast(words.discarded)
      close()
    },
  })
  return (
    <ConfirmDialog
      title={words.discardTitle}
      open={open}
      close={close}
      action={words.discardAction}
      danger
      needsReason
      busy={discard.isPending}
      error={discard.error}
      confirm={reason => discard.mutate({ communityId, poolId: pool.poolId, reason })}
    >
      <p>{words.discardLine}</p>
    </ConfirmDialog>
  )
}
