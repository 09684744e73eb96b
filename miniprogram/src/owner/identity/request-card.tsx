import type { BindingRequest } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Steps } from '../../kit/steps'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { momentOf } from '../../time-words'
import { useAct } from '../../use-act'
import { roomName } from '@linli/shared/communities/room-name'
import { callOffice } from './call-office'
import { currentRequests } from './current-requests'
import { identityWords } from './words'

/** The requests of this account that still say something. */
export function RequestCards({ requests }: { requests: readonly BindingRequest[] }) {
  return currentRequests(requests, Date.now()).map(request => <RequestCard key={request.requestId} request={request} />)
}

/** How a request stands with the office: waiting, or refused with its reason. */
function RequestCard({ request }: { request: BindingRequest }) {
  const words = useWords(identityWords)
  const act = useAct()
  const place = `${request.communityName} ${roomName(request.roomCode)}`
  const refused = request.state === 'refused'
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{refused ? words.refusedHead : words.pendingHead(roomName(request.roomCode))}</View>
        <View className="ll-sub">{refused ? place : words.pendingLine}</View>
        {refused ? <View>{words.refusedLine(request.reason ?? '')}</View> : null}
        {refused ? null : (
          <Steps
            steps={[
              { word: words.sentStep, state: 'done', time: momentOf(request.createdAt) },
              { word: words.waitStep, state: 'now' },
              { word: words.doneStep, state: 'later' },
            ]}
          />
        )}
        <Trouble problem={act.problem} />
        <View className="ll-buttons">
          {refused ? (
            <Button kind="plain" onTap={() => void Taro.navigateTo({ url: '/identity/request/index' })}>
              {words.again}
            </Button>
          ) : null}
          <Button kind="plain" onTap={() => act.run('call', () => callOffice(request))}>
            {words.callOffice}
          </Button>
        </View>
      </View>
    </Card>
  )
}
