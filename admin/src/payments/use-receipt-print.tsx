import { paymentsApi } from '@linli/shared/payments/api'
import { useState } from 'react'
import { Banner, Refusal } from '../kit/banner'
import { useWrite } from '../queries'

const blockedWords = '浏览器没有打开新窗口，请点这里'

/** Prints a receipt in a new window. `notice` says what went wrong: refused, or a window that the browser kept back. */
export function useReceiptPrint(opened?: (copies: number) => void) {
  const [blocked, setBlocked] = useState<string>()
  const print = useWrite(paymentsApi.printReceipt, {
    refreshes: ['audit.'],
    onDone: ({ url, copies }) => {
      const isOpen = Boolean(window.open(url, '_blank'))
      if (isOpen) opened?.(copies)
      setBlocked(isOpen ? undefined : url)
    },
  })
  const notice = (
    <>
      {blocked && (
        <Banner tone="info">
          <a href={blocked} target="_blank" rel="noreferrer">
            {blockedWords}
          </a>
        </Banner>
      )}
      <Refusal error={print.error} />
    </>
  )
  return { print, notice }
}
