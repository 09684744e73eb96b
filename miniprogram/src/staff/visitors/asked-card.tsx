import { roomName } from '@linli/shared/communities/room-name'
import { gateApi } from '@linli/shared/visitors/gate-api'
import type { Pass } from '@linli/shared/visitors/schema'
import { askedWords } from '@linli/shared/visitors/words'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { Row } from '../../kit/row'
import { Tag } from '../../kit/tag'
import { listed, useAsked } from './asked'
import { gateWords as words } from './words'

type At = { communityId: string; gateId: string }
/** While somebody waits for an answer, and while nobody is known to: another guard may have asked. */
const askMs = { waiting: 4000, idle: 15_000 }

/** More would push the keys off the screen. */
const few = 3

/** Whoever waits at this gate for a household's answer, whichever guard asked: those who have one on top. */
export function AskedCard({ at: { communityId, gateId }, onTap }: { at: At; onTap: (pass: Pass) => void }) {
  const asked = useAsked(gateId)
  const everyMs = asked.some(({ state }) => state === 'pending') ? askMs.waiting : askMs.idle
  useEffect(() => {
    let asking = false
    const ask = () => {
      if (asking) return
      asking = true
      call(gateApi.walkIns, { communityId, gateId })
        .then(({ items }) => listed(items))
        .catch(() => undefined)
        .finally(() => {
          asking = false
        })
    }
    ask()
    const timer = setInterval(ask, everyMs)
    return () => clearInterval(timer)
  }, [communityId, gateId, everyMs])
  const [all, setAll] = useState(false)
  if (asked.length === 0) return null
  const now = new Date().toISOString()
  const [answered, others] = [
    asked.filter(({ state }) => state !== 'pending'),
    asked.filter(({ state }) => state === 'pending'),
  ]
  const rows = [...answered, ...others]
  const shown = all ? rows : rows.slice(0, few)
  return (
    <Card flush>
      <View {...role('status')} ariaLive="polite">
        {shown.map(pass => {
          const who = `${pass.name} · ${roomName(pass.roomCode)}`
          const [tone, said] = askedWords(pass, now)
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
      {shown.length < rows.length ? (
        <Button kind="text" wide onTap={() => setAll(true)}>
          {words.andMore(rows.length - shown.length)}
        </Button>
      ) : null}
    </Card>
  )
}
