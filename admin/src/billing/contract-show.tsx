import { billingApi } from '@linli/shared/billing/api'
import { contractApi } from '@linli/shared/billing/contract-api'
import { type ContractView, rentWords } from '@linli/shared/billing/contract-schema'
import { periodName } from '@linli/shared/billing/words'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { DataTable } from '../kit/data-table'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { yuan } from '../kit/format'
import { Failed, State } from '../kit/state'
import { usePages, useRead } from '../queries'
import { usePlace } from '../session'
import { BillTag } from './bill-table'
import { ContractEnd } from './contract-end'
import { contractWords as words } from './contract-words'
import { ThingTermsSet } from './thing-terms-set'

/** One contract: what was agreed, and its bills. */
export function ContractShow({ contractId, close }: { contractId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const asked = { communityId, contractId: contractId ?? '' }
  const { data, error, refetch } = useRead(contractApi.getContract, asked, { enabled: contractId !== undefined })
  const isShown = contractId !== undefined
  return (
    <DetailDrawer
      title={data ? `${data.number} ${data.party.name}` : words.caption}
      open={isShown}
      close={close}
      width={720}
    >
      {isShown && error && <Failed error={error} retry={() => void refetch()} />}
      {isShown && data && <Details contract={data} />}
    </DetailDrawer>
  )
}

function Details({ contract }: { contract: ContractView }) {
  const { communityId, can } = usePlace()
  const [ending, setEnding] = useState(false)
  const { place, contractId, from, to, billed, depositFen, note, ended, roomCode, spaceName } = contract
  const found = usePages(billingApi.listRoomBills, { communityId, roomId: place.id })
  const bills = found.data?.pages.flatMap(page => page.items).filter(({ charged }) => charged?.id === contractId)
  return (
    <>
      <Facts
        items={[
          [words.columns.item, contract.feeItemName],
          [words.columns.where, [roomCode, spaceName].filter(Boolean).join(' ') || undefined],
          [words.columns.from, from],
          [words.columns.to, to ?? words.open],
          [words.columns.rent, rentWords(contract)],
          [words.facts.deposit, depositFen === undefined ? undefined : yuan(depositFen)],
          [words.facts.billed, billed.map(periodName).join('、') || words.notBilled],
          [words.facts.ended, ended?.reason],
          [words.facts.note, note],
        ]}
      />
      <div className="bar">
        {can('payments:collect') && billed.length > 0 && (
          <Link to={`/c/${communityId}/desk?room=${place.id}`}>{words.toDesk}</Link>
        )}
        <span className="bar-space" />
        {!ended && (
          <ThingTermsSet
            thing={{ type: 'contract', id: contractId, name: contract.number }}
            feeItemId={contract.feeItemId}
          />
        )}
        {can('billing:configure') && !ended && (
          <Button danger onClick={() => setEnding(true)}>
            {words.end}
          </Button>
        )}
      </div>
      <section className="drawer-part">
        <h2>{words.bills}</h2>
        {bills?.length === 0 && <State {...words.noBills} />}
        {bills && bills.length > 0 && (
          <DataTable
            caption={words.bills}
            rows={bills}
            rowKey={bill => bill.billId}
            sticky={false}
            columns={[
              { title: words.columns.item, cell: bill => bill.feeItemName },
              { title: words.period, cell: bill => periodName(bill.period) },
              { title: words.amount, cell: bill => yuan(bill.amountFen), figure: true },
              { title: words.state, cell: bill => <BillTag bill={bill} /> },
            ]}
          />
        )}
      </section>
      <ContractEnd contract={contract} open={ending} close={() => setEnding(false)} />
    </>
  )
}
