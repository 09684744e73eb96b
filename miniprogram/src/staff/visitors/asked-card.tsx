import { roomName } from '@linli/shared/communities/room-name'
import { gateApi } from '@linli/shared/visitors/gate-api'
import type { Pass } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { call } from '../../api'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { Row } from '../../kit/row'
import { Tag, type Tone } from '../../kit/tag'
import { heardOf, useAsked } from './asked'
import { gateWords as words } from './words'

type At = { communityId: string; gateId: string }
const askMs = 4000

/** Whoever waits at this gate for a household's answer; it shows in its row as soon as there is one. */
export function AskedCard({ at: { communityId, gateId }, onTap }: { at: At; onTap: (pass: Pass) => void }) {
  const asked = useAsked(gateId)
  const waiting = asked
    .filter(({ state }) => state === 'pending')
    .map(({ passId }) => passId)
    .join()
  useEffect(() => {
    if (waiting === '') return
    let asking = false
    const ask = async () => {
      for (const passId of waiting.split(',')) {
        const { pass } = await call(gateApi.waiting, { communityId, gateId, passId })
        if (pass && pass.state !== 'pending') heardOf(pass)
      }
    }
    const timer = setInterval(() => {
      if (asking) return
      asking = true
      void ask()
        .catch(() => undefined)
        .finally(() => {
          asking = false
        })
    }, askMs)
    return () => clearInterval(timer)
  }, [communityId, gateId, waiting])
  if (asked.length === 0) return null
  return (
    <Card flush>
      <View {...role('status')} ariaLive="polite">
        {asked.map(pass => {
          const who = `${pass.name} · ${roomName(pass.roomCode)}`
          const [tone, said] = answerOf(pass)
          return (
            <Row
              key={pass.passId}
              title={who}
              note={<Tag tone={tone}>{said}</Tag>}
              label={`${who}，${said}`}
              onTap={() => onTap(pass)}
            />
          )
        })}
      </View>
    </Card>
  )
}

function answerOf({ state }: Pass): [Tone, string] {
  if (state === 'pending') return ['info', words.waiting]
  return state === 'active' ? ['ok', words.allowed] : ['danger', words.notAllowed]
}
