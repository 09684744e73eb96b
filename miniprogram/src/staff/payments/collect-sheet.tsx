import type { OnlineChannel } from '@linli/shared/payments/schema'
import { View } from '@tarojs/components'
import { Amount, yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Choice } from '../../kit/choice'
import { role } from '../../kit/h5'
import { Qr } from '../../kit/qr'
import { Sheet } from '../../kit/sheet'
import { State } from '../../kit/state'
import { Trouble } from '../../kit/trouble'
import type { DoorQr } from './use-door-qr'
import { channels, collectWords as words } from './words'

type SheetProps = {
  qr: DoorQr
  channel: OnlineChannel
  onChannel: (channel: OnlineChannel) => void
  onClose: () => void
}

/** The code turned to whoever pays, until the money is there; without a network it says so and what else helps. */
export function CollectSheet({ qr, channel, onChannel, onClose }: SheetProps) {
  const { code, payment, problem } = qr
  const isOpen = payment?.state === 'open' && code !== undefined
  const name = channels.find(({ value }) => value === channel)?.name ?? ''
  return (
    <Sheet open title={words.title} onClose={() => qr.close(onClose)}>
      {channels.length > 1 && payment?.state !== 'paid' ? (
        <Choice options={channels} value={channel} onChange={onChannel} />
      ) : null}
      {qr.busy === 'show' ? <View {...role('status')}>{words.making}</View> : null}
      {isOpen ? (
        <View className="sta-code">
          <Amount fen={payment.amountFen} size="num" />
          <Qr text={code.codeUrl} label={words.codeOf(yuan(payment.amountFen))} />
          <View className="ll-title">{words.scan(name)}</View>
          <View className="ll-sub" {...role('status')}>
            {`${words.waiting}，${words.left(Math.ceil((code.until - Date.now()) / 60_000))}`}
          </View>
        </View>
      ) : null}
      {payment?.state === 'paid' ? (
        <State icon="check" head={words.paid(yuan(payment.amountFen))} line={words.paidLine} live />
      ) : null}
      {payment?.state === 'over' ? <State icon="clock" head={words.over} line={words.overLine} live /> : null}
      <Trouble
        problem={
          problem?.kind === 'offline' ? { ...problem, head: words.noNetwork, line: words.noNetworkLine } : problem
        }
      />
      <View className="ll-buttons">
        {isOpen ? (
          <>
            <Button kind="plain" busy={qr.busy === 'check' && words.checking} onTap={qr.check}>
              {words.check}
            </Button>
            <Button kind="text" onTap={() => qr.close(onClose)}>
              {words.cancel}
            </Button>
          </>
        ) : payment?.state === 'paid' ? (
          <Button wide onTap={onClose}>
            {words.done}
          </Button>
        ) : qr.busy === 'show' ? null : (
          <Button wide onTap={() => onChannel(channel)}>
            {words.again}
          </Button>
        )}
      </View>
    </Sheet>
  )
}
