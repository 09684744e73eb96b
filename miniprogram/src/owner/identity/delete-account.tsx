import { identityApi } from '@linli/shared/identity/api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Sheet } from '../../kit/sheet'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { forgetAccount } from '../session'
import { identityWords } from './words'

/** 注销: says what goes and what the law keeps, then asks once more. */
export function DeleteAccount() {
  const words = useWords(identityWords)
  const act = useAct()
  const [open, setOpen] = useState(false)
  const remove = async () => {
    await call(identityApi.deleteAccount, {})
    forgetAccount()
    toast(words.deleted)
    await Taro.switchTab({ url: '/tabs/home/index' })
  }
  return (
    <>
      <Button kind="text" risk wide onTap={() => setOpen(true)}>
        {words.delete}
      </Button>
      <Sheet open={open} title={words.deleteHead} onClose={() => setOpen(false)}>
        <View>{words.deleteLine}</View>
        <Trouble problem={act.problem} />
        <Button kind="plain" risk wide busy={act.busy && words.deleting} onTap={() => act.run('delete', remove)}>
          {words.deleteNow}
        </Button>
        <Button wide onTap={() => setOpen(false)}>
          {words.keepAccount}
        </Button>
      </Sheet>
    </>
  )
}
