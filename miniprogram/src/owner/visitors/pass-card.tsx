import type { PassFace, PassState } from '@linli/shared/visitors/schema'
import { isOpenAt } from '@linli/shared/visitors/window'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { Card } from '../../kit/card'
import { Qr } from '../../kit/qr'
import { State } from '../../kit/state'
import { useWords } from '../../kit/use-words'
import { visitorWords } from './words'

type PassCardProps = { face: PassFace; token: string | undefined; seconds: number }

/** What is shown to the guard: the QR with the time that it has left, and the code for who cannot scan. */
export function PassCard({ face, token, seconds }: PassCardProps) {
  const words = useWords(visitorWords)
  const { code, state, window, now } = face
  useBright(state === 'active')
  if (state !== 'active') return <Over state={state} />
  return (
    <Card>
      <View className="ll-stack own-pass">
        {token ? (
          <Qr text={token} label={code ? words.codeSpoken(code) : words.code} />
        ) : (
          <View>{isOpenAt(window, now) ? words.noQr : words.notNow}</View>
        )}
        {token ? (
          <View className="own-ring" ariaHidden>
            <View className="own-ring__left" style={{ width: `${Math.round((seconds / 30) * 100)}%` }} />
          </View>
        ) : null}
        {token ? <View className="ll-sub">{words.renewing(seconds)}</View> : null}
        {code ? (
          <View className="own-pass__code" ariaLabel={words.codeSpoken(code)}>
            {`${code.slice(0, 4)} ${code.slice(4)}`}
          </View>
        ) : null}
      </View>
    </Card>
  )
}

function Over({ state }: { state: Exclude<PassState, 'active'> }) {
  const words = useWords(visitorWords)
  if (state === 'pending') return <State icon="clock" head={words.pendingHead} line={words.pendingLine} live />
  return <State icon="info" head={words.over(state)} line={words.overLine} live />
}

/** A screen that goes dark in the queue is no pass. H5 cannot. */
function useBright(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    void Promise.resolve(Taro.setKeepScreenOn({ keepScreenOn: true })).catch(() => undefined)
    void Promise.resolve(Taro.setScreenBrightness({ value: 1 })).catch(() => undefined)
    return () => void Promise.resolve(Taro.setKeepScreenOn({ keepScreenOn: false })).catch(() => undefined)
  }, [isOn])
}
