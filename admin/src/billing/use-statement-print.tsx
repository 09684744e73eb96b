import { billingApi } from '@linli/shared/billing/api'
import { Button } from 'antd'
import { useState } from 'react'
import { Banner, Refusal } from '../kit/banner'
import { useWrite } from '../queries'
import { statementWords as words } from './statement-words'

type Props = { input: { communityId: string; roomId: string; from: string; to: string }; disabled: boolean }

/** The A4 file in a window of its own; a browser that keeps it back leaves a link. */
export function useStatementPrint({ input, disabled }: Props) {
  const [blocked, setBlocked] = useState<string>()
  const print = useWrite(billingApi.printStatement, {
    refreshes: ['audit.'],
    onDone: ({ url }) => setBlocked(window.open(url, '_blank') ? undefined : url),
  })
  const button = (
    <Button type="primary" disabled={disabled || print.isPending} onClick={() => print.mutate(input)}>
      {print.isPending ? words.printing : words.print}
    </Button>
  )
  const notice = (
    <>
      {blocked && (
        <Banner tone="info">
          <a href={blocked} target="_blank" rel="noreferrer">
            {words.blocked}
          </a>
        </Banner>
      )}
      <Refusal error={print.error} />
    </>
  )
  return { button, notice }
}
