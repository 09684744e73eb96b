import { contractApi } from '@linli/shared/billing/contract-api'
import { rentWords } from '@linli/shared/billing/contract-schema'
import { Button, Segmented } from 'antd'
import { RoomLink } from '../communities/room-link'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { ContractCreate } from './contract-form'
import { ContractShow } from './contract-show'
import { contractWords as words } from './contract-words'

/** 合同 that run, the first to end first, or those that have ended. */
export function ContractList() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const show = url.get('state') === 'ended' ? 'ended' : 'live'
  const contracts = usePages(contractApi.listContracts, { communityId, show })
  return (
    <Page
      title={shared.pages.contracts}
      line={words.line}
      actions={
        can('billing:configure') && (
          <Button type="primary" onClick={() => url.set({ create: '1' })}>
            {words.create}
          </Button>
        )
      }
    >
      <div className="bar">
        <Segmented
          aria-label={words.show}
          value={show}
          options={Object.entries(words.shows).map(([value, label]) => ({ value, label }))}
          onChange={state => url.set({ state })}
        />
      </div>
      <PagedTable
        caption={words.caption}
        query={contracts}
        rowKey={({ contractId }) => contractId}
        open={({ contractId }) => url.set({ show: contractId })}
        selected={url.get('show')}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.number, cell: each => each.number },
          { title: words.columns.party, cell: each => each.party.name },
          { title: words.columns.item, cell: each => each.feeItemName },
          { title: words.columns.where, cell: each => each.spaceName ?? <RoomLink {...each} /> },
          { title: words.columns.from, cell: each => each.from, figure: true },
          { title: words.columns.to, cell: each => each.to ?? words.open, figure: true },
          { title: words.columns.rent, cell: rentWords, wide: true },
        ]}
      />
      <ContractShow contractId={url.get('show')} close={() => url.set({ show: undefined }, { replace: true })} />
      <ContractCreate
        open={url.get('create') !== undefined}
        close={() => url.set({ create: undefined }, { replace: true })}
      />
    </Page>
  )
}
