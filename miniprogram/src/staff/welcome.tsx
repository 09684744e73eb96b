import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../kit/button'
import { Card } from '../kit/card'
import { Field } from '../kit/field'
import { State } from '../kit/state'
import { Trouble } from '../kit/trouble'
import { platform } from '../platform/platform'
import { useAct } from '../use-act'
import { startSending } from './outbox/sending'
import { signIn } from './session'
import { staffWords as words } from './words'

/** The first screen: by WeChat alone, or, the first time, with the code that the manager gave. */
export function Welcome() {
  const act = useAct()
  const [code, setCode] = useState('')
  const enter = (invitation?: string) =>
    act.run(invitation ? 'bind' : 'signIn', async () => {
      await signIn(invitation)
      startSending()
    })
  const scan = async () => setCode((await platform.scan()) ?? code)
  return (
    <View>
      <State icon="repair" head={words.welcome} line={words.welcomeLine}>
        <Button wide busy={act.busy === 'signIn' && words.signingIn} onTap={() => enter()}>
          {words.signIn}
        </Button>
      </State>
      <Card>
        <View className="ll-stack">
          <View className="ll-title">{words.firstTime}</View>
          <View className="ll-sub">{words.firstTimeLine}</View>
          <Field label={words.code} hint={words.codeHint} value={code} onChange={setCode} maxLength={40} />
          <View className="ll-buttons">
            <Button kind="plain" onTap={() => void scan()}>
              {words.scan}
            </Button>
            <Button
              disabled={code.trim() === ''}
              busy={act.busy === 'bind' && words.signingIn}
              onTap={() => enter(code.trim())}
            >
              {words.bind}
            </Button>
          </View>
        </View>
      </Card>
      <Trouble problem={act.problem} />
    </View>
  )
}
