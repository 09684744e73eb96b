import { Page } from '../../../kit/page'
import { OwnerTabs } from '../../owner-tabs'
import { useMe } from '../../session'
import { Welcome } from '../../welcome'

export default function Tab() {
  const me = useMe()
  if (!me)
    return (
      <Page tabs={<OwnerTabs current="bills" />}>
        <Welcome />
      </Page>
    )
  return <Page tabs={<OwnerTabs current="bills" />}>{me.accountId}</Page>
}
