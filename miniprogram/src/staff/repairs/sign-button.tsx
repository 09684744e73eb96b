import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Field } from '../../kit/field'
import { Sheet } from '../../kit/sheet'
import { Trouble } from '../../kit/trouble'
import type { PickedMedia } from '../../platform/platform'
import { SignaturePad, signaturePicture, wipeSignature } from '../../platform/signature'
import { useAct } from '../../use-act'
import { staffWords as words } from '../words'

type SignButtonProps = { word: string; onSigned: (signedBy: string, picture: PickedMedia) => Promise<void> }

/** Of who has no WeChat: a name, and their hand in the frame. */
export function SignButton({ word, onSigned }: SignButtonProps) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [isSigned, setSigned] = useState(false)
  const act = useAct()
  const close = () => {
    setOpen(false)
    setSigned(false)
  }
  const wipe = () => {
    wipeSignature()
    setSigned(false)
  }
  return (
    <View>
      <Button kind="plain" wide onTap={() => setOpen(true)}>
        {word}
      </Button>
      <Sheet open={open} title={word} onClose={close}>
        <Field label={words.signedBy} value={name} onChange={setName} maxLength={30} />
        <View className="ll-sub">{words.signHere}</View>
        <SignaturePad className="sta-sign" onDrawn={() => setSigned(true)} />
        <Trouble problem={act.problem} />
        <View className="ll-buttons">
          <Button kind="plain" onTap={wipe}>
            {words.again}
          </Button>
          <Button
            disabled={!isSigned || name.trim() === ''}
            busy={act.busy && words.signed}
            onTap={() =>
              act.run('sign', async () => {
                await onSigned(name.trim(), await signaturePicture())
                close()
              })
            }
          >
            {words.signed}
          </Button>
        </View>
      </Sheet>
    </View>
  )
}
