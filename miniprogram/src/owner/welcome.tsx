import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod'
import { Button } from '../kit/button'
import { Card } from '../kit/card'
import { Row } from '../kit/row'
import { State } from '../kit/state'
import { useWords } from '../kit/words'
import { type Problem, toProblem } from '../problems'
import { keep, readKept } from '../storage'
import { signIn } from './session'
import { ownerWords } from './words'

const notNowKey = 'linli.notNow'

/** The first screen without signing in: whom it serves, what it does, and 暂不登录, which is remembered. */
export function Welcome() {
  const words = useWords(ownerWords)
  const [notNow, setNotNow] = useState(() => readKept(notNowKey, z.boolean()) ?? false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const enter = async () => {
    setBusy(true)
    setProblem(undefined)
    await signIn().catch((thrown: unknown) => setProblem(toProblem(thrown)))
    setBusy(false)
  }
  const stay = () => {
    keep(notNowKey, true)
    setNotNow(true)
  }
  return (
    <View>
      <State
        icon={problem ? 'alert' : 'home'}
        head={problem?.head ?? words.welcome}
        line={problem?.line ?? words.welcomeLine}
        live={Boolean(problem)}
      >
        <Button wide busy={busy && words.signingIn} onTap={() => void enter()}>
          {words.signIn}
        </Button>
        {notNow ? null : (
          <Button kind="plain" wide onTap={stay}>
            {words.notNow}
          </Button>
        )}
      </State>
      {notNow ? (
        <Card>
          <View className="ll-title">{words.canDo}</View>
          <View className="ll-sub">{words.canDoNote}</View>
          <Row icon="bill" title={words.canBills} note={words.canBillsNote} />
          <Row icon="wallet" title={words.canPay} note={words.canPayNote} />
          <Row icon="family" title={words.canFamily} note={words.canFamilyNote} />
        </Card>
      ) : null}
    </View>
  )
}
