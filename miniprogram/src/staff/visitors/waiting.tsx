import { roomName } from '@linli/shared/communities/room-name'
import { gateApi, type Looked } from '@linli/shared/visitors/gate-api'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { Trouble } from '../../kit/trouble'
import { platform } from '../../platform/platform'
import { useAct } from '../../use-act'
import type { Result } from './result-screen'
import { gateWords as words } from './words'

type WaitingProps = {
  at: { communityId: string; gateId: string }
  looked: Looked
  officePhone: string
  onChange: (result: Result) => void
  onNext: () => void
}

const askMs = 3000

/** The household is asked. Its answer shows by itself; who spoke to it by telephone, or has waited, decides. */
export function Waiting({ at, looked: { pass }, officePhone, onChange, onNext }: WaitingProps) {
  const act = useAct()
  const passId = pass?.passId ?? ''
  const of = { communityId: at.communityId, gateId: at.gateId, passId }
  const { communityId, gateId } = at
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const tick = setInterval(() => setNowMs(Date.now()), 1000)
    let asking = false
    const ask = setInterval(() => {
      if (asking) return
      asking = true
      call(gateApi.waiting, { communityId, gateId, passId })
        .then(looked => {
          if (looked.pass?.state !== 'pending') onChange({ kind: 'looked', looked })
        })
        .catch(() => undefined)
        .finally(() => {
          asking = false
        })
    }, askMs)
    return () => {
      clearInterval(tick)
      clearInterval(ask)
    }
  }, [communityId, gateId, passId, onChange])
  if (!pass?.walkIn) return null
  const { until, asked } = pass.walkIn
  const seconds = Math.ceil((Date.parse(until) - nowMs) / 1000)
  const isOver = seconds <= 0
  const decide = (allow: boolean, called: boolean, note: string) => async () =>
    onChange({ kind: 'looked', looked: await call(gateApi.decideWalkIn, { ...of, allow, called, note }) })
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-head" {...role('status')} ariaLive="polite">
          {isOver ? words.overTime : words.waiting}
        </View>
        <View className="ll-title">{`${pass.name} · ${roomName(pass.roomCode)}`}</View>
        <View>{asked > 0 ? words.asked(asked) : words.noPhones}</View>
        {isOver || asked === 0 ? null : <View className="ll-sub">{words.timeLeft(seconds)}</View>}
        <Trouble problem={act.problem} />
        <Button kind="plain" wide onTap={() => platform.callPhone(officePhone)}>
          {words.callOffice}
        </Button>
        <Button
          wide
          busy={act.busy === 'called' && words.admitting}
          onTap={() => act.run('called', decide(true, true, words.calledNote))}
        >
          {words.called}
        </Button>
        {isOver ? (
          <Button
            kind="plain"
            wide
            busy={act.busy === 'waited' && words.admitting}
            onTap={() => act.run('waited', decide(true, false, words.waitedNote))}
          >
            {words.admit}
          </Button>
        ) : null}
        <Button
          kind="plain"
          risk
          wide
          busy={act.busy === 'refuse' && words.refusing}
          onTap={() => act.run('refuse', decide(false, false, words.refuse))}
        >
          {words.refuse}
        </Button>
        <Button kind="text" wide onTap={onNext}>
          {words.again}
        </Button>
      </View>
    </Card>
  )
}
