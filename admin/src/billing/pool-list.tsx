import { poolApi } from '@linli/shared/billing/pool-api'
import { shareByNames } from '@linli/shared/billing/line-words'
import { poolStateNames, scopeWords } from '@linli/shared/billing/pool-words'
import { periodName } from '@linli/shared/billing/words'
import { Button } from 'antd'
import { count, yuan } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { PoolCreate } from './pool-form'
import { poolPageWords as words } from './pool-page-words'
import { PoolShow } from './pool-show'

/** 公摊: common costs and what they were split among, newest first. */
export function PoolList() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const pools = usePages(poolApi.listPools, { communityId })
  const shown = pools.data?.pages.flatMap(page => page.items).find(({ poolId }) => poolId === url.get('show'))
  return (
    <Page
      title={shared.pages.pools}
      line={words.line}
      actions={
        can('billing:run') && (
          <Button type="primary" onClick={() => url.set({ create: '1' })}>
            {words.create}
          </Button>
        )
      }
    >
      <PagedTable
        caption={words.caption}
        query={pools}
        rowKey={({ poolId }) => poolId}
        open={({ poolId }) => url.set({ show: poolId })}
        selected={shown?.poolId}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.item, cell: pool => pool.feeItemName },
          { title: words.columns.period, cell: pool => periodName(pool.period) },
          { title: words.columns.scope, cell: pool => scopeWords(pool.scope) },
          { title: words.columns.by, cell: pool => shareByNames[pool.weight.by], wide: true },
          { title: words.columns.total, cell: pool => yuan(pool.totalFen), figure: true },
          { title: words.columns.rooms, cell: pool => count(pool.rooms), figure: true },
          {
            title: words.columns.state,
            cell: ({ state }) => <Tag tone={state === 'ready' ? 'ok' : 'closed'}>{poolStateNames[state]}</Tag>,
          },
        ]}
      />
      <PoolShow pool={shown} close={() => url.set({ show: undefined }, { replace: true })} />
      <PoolCreate
        open={url.get('create') !== undefined}
        close={() => url.set({ create: undefined }, { replace: true })}
      />
    </Page>
  )
}
