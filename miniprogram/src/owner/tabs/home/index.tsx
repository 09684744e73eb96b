import { Page } from '../../../kit/page'
import { OwnerTabs } from '../../owner-tabs'
import { useMe } from '../../session'
import { Welcome } from '../../welcome'

export default function HomeTab() {
  const me = useMe()
  if (!me)
    return (
      <Page tabs={<OwnerTabs current="home" />}>
        <Welcome />
      </Page>
    )
  return <Page tabs={<OwnerTabs current="home" />}>{me.accountId}</Page>
}
