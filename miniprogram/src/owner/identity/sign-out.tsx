import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Sheet } from '../../kit/sheet'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { signOut } from '../session'
import { identityWords } from './words'

export function SignOut() {
  const words = useWords(identityWords)
  const act = useAct()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="text" risk wide onTap={() => setOpen(true)}>
        {words.signOut}
      </Button>
      <Sheet open={open} title={words.signOutHead} onClose={() => setOpen(false)}>
        <View>{words.signOutLine}</View>
        <Button kind="plain" risk wide busy={act.busy && words.signOut} onTap={() => act.run('leave', signOut)}>
          {words.signOut}
        </Button>
        <Button wide onTap={() => setOpen(false)}>
          {words.stay}
        </Button>
      </Sheet>
    </>
  )
}
