import type { OccupancyRole } from '@linli/shared/communities/schema'
import { identityApi } from '@linli/shared/identity/api'
import type { Home, Invitation } from '@linli/shared/identity/schema'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro, { useShareAppMessage } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { platform } from '../../platform/platform'
import { useAct } from '../../use-act'
import { roomName } from '@linli/shared/communities/room-name'
import { AskForMessages } from '../messages/ask-for-messages'
import { invitationUrl } from './invitation-code'
import { identityWords } from './words'

/** An owner chooses whom to invite; the invitation is forwarded as a card, or copied as text. */
export function InviteButton({ home }: { home: Home }) {
  const words = useWords(identityWords)
  const act = useAct()
  const key = useRef(newKey())
  const [open, setOpen] = useState(false)
  const [invitation, setInvitation] = useState<Invitation>()
  const [invited, setInvited] = useState(false)
  const place = `${home.communityName} ${roomName(home.roomCode)}`
  useShareAppMessage(() => ({
    title: words.shareTitle(place),
    path: invitation ? invitationUrl(invitation.code) : '/tabs/home/index',
  }))
  const make = async (role: OccupancyRole) => {
    const { communityId, roomId } = home
    setInvitation(await call(identityApi.invite, { communityId, roomId, role }, { idempotencyKey: key.current }))
    key.current = newKey()
    setInvited(true)
  }
  const close = () => {
    setOpen(false)
    setInvitation(undefined)
    act.clear()
  }
  const choices = [
    ['family', words.inviteFamily, words.inviteFamilyNote],
    ['tenant', words.inviteTenant, words.inviteTenantNote],
    ['owner', words.inviteOwner, words.inviteOwnerNote],
  ] as const
  return (
    <>
      <Button wide onTap={() => setOpen(true)}>
        {words.invite}
      </Button>
      <Sheet open={open} title={invitation ? words.invitation : words.inviteWho} onClose={close}>
        {invitation ? (
          <Made invitation={invitation} />
        ) : (
          choices.map(([role, title, note]) => (
            <Row
              key={role}
              title={act.busy === role ? words.making : title}
              note={note}
              disabled={act.busy !== undefined}
              onTap={() => act.run(role, () => make(role))}
            />
          ))
        )}
        <Trouble problem={act.problem} />
      </Sheet>
      {invited && !open ? (
        <AskForMessages head={words.joinedHead} line={words.joinedLine} kinds={['member_joined']} />
      ) : null}
    </>
  )
}

function Made({ invitation }: { invitation: Invitation }) {
  const words = useWords(identityWords)
  const copy = () =>
    void Taro.setClipboardData({ data: invitation.code }).then(
      () => toast(words.copied),
      () => undefined,
    )
  return (
    <>
      <View className="ll-sub">{words.invitationLine(formatDate(beijingDate(invitation.expiresAt)))}</View>
      {platform.share === 'card' ? (
        <Button wide openType="share">
          {words.forward}
        </Button>
      ) : null}
      <View className="own-code">{invitation.code}</View>
      <Button kind={platform.share === 'card' ? 'plain' : 'main'} wide onTap={copy}>
        {words.copy}
      </Button>
    </>
  )
}
