import Taro from '@tarojs/taro'
import { Button } from '../../kit/button'
import { State } from '../../kit/state'
import { useWords } from '../../kit/use-words'
import { letterWords } from './letter-words'

/** One answer for a code that is unknown, expired, replaced, revoked or used; the other ways in are a tap away. */
export function LetterOver() {
  const words = useWords(letterWords)
  return (
    <State live icon="clock" head={words.over} line={words.overLine}>
      <Button wide onTap={() => void Taro.redirectTo({ url: '/identity/phone/index' })}>
        {words.byPhone}
      </Button>
      <Button kind="plain" wide onTap={() => void Taro.switchTab({ url: '/tabs/home/index' })}>
        {words.toHome}
      </Button>
    </State>
  )
}
