import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { identityApi } from '@linli/shared/identity/api'
import type { Invitation } from '@linli/shared/identity/schema'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Field } from '../../../kit/field'
import { Page } from '../../../kit/page'
import { toast } from '../../../kit/toast'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { useAct } from '../../../use-act'
import { useLoad } from '../../../use-load'
import { roomName } from '@linli/shared/communities/room-name'
import { chooseHome, keepMe } from '../../session'
import { SignedIn } from '../../signed-in'
import { identityWords } from '../words'

export default function InvitationPage() {
  return <SignedIn>{() => <Invited />}</SignedIn>
}

/** Where an invitation leads, from a card, a scan or a pasted code. */
function Invited() {
  const { code = '' } = useRouter().params
  const load = useLoad(`invitation.${code}`, () => call(identityApi.viewInvitation, { code }))
  return <Page load={load}>{load.data ? <Join invitation={load.data} code={code} /> : null}</Page>
}

function Join({ invitation, code }: { invitation: Invitation; code: string }) {
  const words = useWords(identityWords)
  const act = useAct()
  const [name, setName] = useState('')
  const place = `${invitation.communityName} ${roomName(invitation.roomCode)}`
  const join = async () => {
    const me = await call(identityApi.acceptInvitation, { code, name })
    keepMe(me)
    const home = me.homes.find(
      each => each.roomCode === invitation.roomCode && each.communityName === invitation.communityName,
    )
    if (home) chooseHome(home.occupancyId)
    toast(words.bound)
    await Taro.switchTab({ url: '/tabs/home/index' })
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.inviteTitle}</View>
        <View>{words.invitedBy(invitation.invitedBy, place)}</View>
        <View className="ll-sub">{words.invitedAs(occupancyRoleNames[invitation.role])}</View>
        <View className="ll-sub">{words.until(formatDate(beijingDate(invitation.expiresAt)))}</View>
        <Field label={words.yourName} hint={words.yourNameHint} value={name} onChange={setName} maxLength={60} />
        <Trouble problem={act.problem} />
        <Button wide disabled={name.trim() === ''} busy={act.busy && words.joining} onTap={() => act.run('join', join)}>
          {words.join}
        </Button>
      </View>
    </Card>
  )
}
