import { postRefusals } from '@linli/shared/forum/words'
import { formatDateTime } from '@linli/shared/time'
import Taro from '@tarojs/taro'
import { Button } from '../../kit/button'
import { Page } from '../../kit/page'
import { State } from '../../kit/state'
import { useWords } from '../../kit/use-words'
import { homePage } from '../home-page'
import { forumWords } from './words'

type Props = {
  home: { communityId: string; roomId: string }
  phone: string
  muted: { until: string; reason: string }
}

/** Before anything is typed: until when, why, and where to disagree. */
export function Muted({ home, phone, muted: { until, reason } }: Props) {
  const words = useWords(forumWords)
  return (
    <Page phone={phone}>
      <State icon="talk" head={words.muted} line={postRefusals.muted(formatDateTime(until), reason)}>
        <Button wide onTap={() => void Taro.navigateTo({ url: homePage('complaints/new', home) })}>
          {words.complain}
        </Button>
        <Button wide kind="plain" onTap={() => void Taro.navigateBack()}>
          {words.seeOthers}
        </Button>
      </State>
    </Page>
  )
}
