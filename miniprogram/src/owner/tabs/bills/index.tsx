import { BillsScreen } from '../../billing/bills-screen'
import { NoHome } from '../../insight/no-home'
import { OwnerTabs } from '../../owner-tabs'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'

const tabs = <OwnerTabs current="bills" />

export default function BillsTab() {
  const home = useHome()
  return (
    <SignedIn tabs={tabs}>
      {me => (home ? <BillsScreen key={home.occupancyId} home={home} /> : <NoHome me={me} tabs={tabs} />)}
    </SignedIn>
  )
}
