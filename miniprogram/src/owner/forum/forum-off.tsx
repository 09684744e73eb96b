import Taro from '@tarojs/taro'
import { Button } from '../../kit/button'
import { Page } from '../../kit/page'
import { State } from '../../kit/state'
import { useWords } from '../../kit/use-words'
import { forumWords } from './words'

/** A message or a page that was kept open may lead here after the office turned it off. */
export function ForumOff({ phone }: { phone: string | undefined }) {
  const words = useWords(forumWords)
  return (
    <Page phone={phone}>
      <State live icon="talk" head={words.off} line={words.offLine}>
        <Button wide onTap={() => void Taro.switchTab({ url: '/tabs/home/index' })}>
          {words.toHome}
        </Button>
      </State>
    </Page>
  )
}
