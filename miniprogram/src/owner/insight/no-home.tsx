import type { Me } from '@linli/shared/identity/schema'
import Taro, { useDidShow } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { Button } from '../../kit/button'
import { Page } from '../../kit/page'
import { State } from '../../kit/state'
import { useWords } from '../../kit/use-words'
import { currentRequests } from '../identity/current-requests'
import { RequestCards } from '../identity/request-card'
import { refreshMe } from '../session'
import { ownerWords } from '../words'

/** Signed in, without a home yet: 绑定 first, or how the request stands. */
export function NoHome({ me, tabs }: { me: Me; tabs: ReactNode }) {
  const words = useWords(ownerWords)
  const waits = currentRequests(me.requests, Date.now()).length > 0
  useDidShow(() => {
    if (waits) refreshMe().catch(() => undefined)
  })
  return (
    <Page tabs={tabs}>
      {waits ? null : <State icon="home" head={words.bindHead} line={words.bindLine} />}
      <RequestCards requests={me.requests} />
      <Button wide onTap={() => void Taro.navigateTo({ url: '/identity/bind/index' })}>
        {words.bind}
      </Button>
    </Page>
  )
}
