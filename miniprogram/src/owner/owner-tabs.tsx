import { BigTabs } from '../kit/big-tabs'
import { useWords } from '../kit/use-words'
import { ownerWords } from './words'

/** The tabs of 长辈版: 缴费 becomes a row of 首页, and 服务 lists what there is. */
export function OwnerTabs({ current }: { current: 'home' | 'services' | 'me' | 'bills' }) {
  const words = useWords(ownerWords)
  return (
    <BigTabs
      current={current}
      native={current !== 'services'}
      tabs={[
        { id: 'home', name: words.home, icon: 'home', url: '/tabs/home/index', kind: 'tab' },
        { id: 'services', name: words.services, icon: 'services', url: '/tabs/services/index', kind: 'page' },
        { id: 'me', name: words.me, icon: 'me', url: '/tabs/me/index', kind: 'tab' },
      ]}
    />
  )
}
