import { myInvoicesApi } from '@linli/shared/invoices/my-api'
import type { Invoice } from '@linli/shared/invoices/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { role } from '../../kit/h5'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { invoiceWords } from './words'

/** The invoice as a file, by a private link that ends: copied, for whichever app is to open or send it. */
export function CopyLink({ invoice: { communityId, invoiceId } }: { invoice: Invoice }) {
  const words = useWords(invoiceWords)
  const act = useAct()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    const { url } = await call(myInvoicesApi.downloadMyInvoice, { communityId, invoiceId })
    await Taro.setClipboardData({ data: url })
    setCopied(true)
  }
  return (
    <>
      <Trouble problem={act.problem} />
      {copied ? (
        <View className="own-center" {...role('status')} ariaLive="polite">
          {words.copied}
        </View>
      ) : null}
      <Button
        wide
        kind={copied ? 'plain' : 'main'}
        busy={act.busy && words.copying}
        onTap={() => act.run('copy', copy)}
      >
        {words.copy}
      </Button>
    </>
  )
}
