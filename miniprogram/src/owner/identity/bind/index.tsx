import type { LetterFace } from '@linli/shared/identity/letter-schema'
import type { Me } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Field } from '../../../kit/field'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { useWords } from '../../../kit/use-words'
import { platform } from '../../../platform/platform'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { invitationCode, invitationUrl } from '../invitation-code'
import { letterWords } from '../letter-words'
import { PosterPlace, usePoster } from '../poster-place'
import { RequestCards } from '../request-card'
import { sceneIn, sceneUrl, useScene } from '../scene'
import { identityWords } from '../words'

export default function BindPage() {
  const scene = useScene()
  const words = useWords(letterWords)
  const poster = usePoster(scene)
  return (
    <SignedIn above={poster && <PosterPlace face={poster} line={words.posterSignIn} />}>
      {me => <Bind me={me} scene={scene} poster={poster} />}
    </SignedIn>
  )
}

/** 绑定房屋: three ways in, and how requests of before stand. */
function Bind({ me, scene, poster }: { me: Me; scene: string | undefined; poster: LetterFace | undefined }) {
  const words = useWords(identityWords)
  const { posterLine } = useWords(letterWords)
  const [bad, setBad] = useState(false)
  const open = (text: string | undefined) => {
    const scanned = text === undefined ? undefined : sceneIn(text)
    if (scanned) return void Taro.navigateTo({ url: sceneUrl(scanned) })
    const code = text === undefined ? undefined : invitationCode(text)
    setBad(text !== undefined && code === undefined)
    if (code) void Taro.navigateTo({ url: invitationUrl(code) })
  }
  return (
    <Page title={words.bindTitle} phone={useHome()?.officePhone}>
      {poster ? <PosterPlace face={poster} line={posterLine} /> : <View className="ll-sub">{words.bindLine}</View>}
      <Card flush>
        <Row
          icon="phone"
          title={words.byPhone}
          note={words.byPhoneNote}
          onTap={() => void Taro.navigateTo({ url: '/identity/phone/index' })}
        />
        <Row
          icon="scan"
          title={words.byCode}
          note={words.byCodeNote}
          onTap={() => void platform.scan().then(open, () => open(''))}
        />
        <Row
          icon="search"
          title={words.byHand}
          note={words.byHandNote}
          onTap={() => void Taro.navigateTo({ url: `/identity/request/index${scene ? `?scene=${scene}` : ''}` })}
        />
      </Card>
      <PastedCode bad={bad} onOpen={open} />
      <RequestCards requests={me.requests} />
    </Page>
  )
}

/** An invitation that came as text. */
function PastedCode({ bad, onOpen }: { bad: boolean; onOpen: (text: string) => void }) {
  const words = useWords(identityWords)
  const [text, setText] = useState('')
  return (
    <Card>
      <Field
        label={words.pasteCode}
        hint={words.pasteCodeNote}
        value={text}
        maxLength={200}
        onChange={setText}
        error={bad ? words.badCode : undefined}
      />
      <Button kind="plain" wide disabled={text.trim() === ''} onTap={() => onOpen(text)}>
        {words.openInvitation}
      </Button>
    </Card>
  )
}
