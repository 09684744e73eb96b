import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod'
import { Button } from '../kit/button'
import { Card } from '../kit/card'
import { Row } from '../kit/row'
import { State } from '../kit/state'
import { useWords } from '../kit/use-words'
import { keep, readKept } from '../storage'
import { useAct } from '../use-act'
import { signIn, useLoginOver } from './session'
import { ownerWords } from './words'

const notNowKey = 'linli.notNow'

/** The first screen without signing in: whom it serves, what it does, and 暂不登录, which is remembered. */
export function Welcome() {
  const words = useWords(ownerWords)
  const over = useLoginOver()
  const [notNow, setNotNow] = useState(() => readKept(notNowKey, z.boolean()) ?? false)
  const act = useAct()
  const said = act.problem ?? (over ? { head: words.over, line: words.overLine } : undefined)
  const stay = () => {
    keep(notNowKey, true)
    setNotNow(true)
  }
  return (
    <View>
      <State
        icon={act.problem ? 'alert' : over ? 'key' : 'home'}
        head={said?.head ?? words.welcome}
        line={said?.line ?? words.welcomeLine}
        live={said !== undefined}
      >
        <Button wide busy={act.busy && words.signingIn} onTap={() => act.run('signIn', signIn)}>
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
          <Row icon="repair" title={words.canRepair} note={words.canRepairNote} />
          <Row icon="key" title={words.canVisitors} note={words.canVisitorsNote} />
          <Row icon="bell" title={words.canNotices} note={words.canNoticesNote} />
          <Row icon="family" title={words.canFamily} note={words.canFamilyNote} />
        </Card>
      ) : null}
    </View>
  )
}
