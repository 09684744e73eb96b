import { channelNames, type OfficeOrder } from '@linli/shared/payments/schema'
import { Button, Modal, QRCode } from 'antd'
import { ApiError } from '../api-client'
import { Refusal } from '../kit/banner'
import { yuan } from '../kit/format'
import { Skeleton } from '../kit/state'
import { scanWords as words } from './desk-words'
import type { DeskQr } from './use-desk-qr'

/** 扫码收款: the code, turned to whoever pays; how much, what for, how long; then paid or over. */
export function DeskQrDialog({ qr }: { qr: DeskQr }) {
  const { channel, order, codeUrl, left, isOver } = qr
  const again = () => channel && qr.show(channel)
  return (
    <Modal
      title={channel && words.title(channelNames[channel])}
      open={channel !== undefined}
      onCancel={qr.cancel}
      mask={{ closable: false }}
      width={480}
      footer={[
        isOver ? (
          <Button key="again" type="primary" loading={qr.isBusy} onClick={again}>
            {words.again}
          </Button>
        ) : (
          <Button key="check" disabled={!codeUrl} loading={qr.isChecking} onClick={qr.check}>
            {words.check}
          </Button>
        ),
        <Button key="cancel" loading={qr.isBusy} onClick={qr.cancel}>
          {isOver || !codeUrl ? words.close : words.cancel}
        </Button>,
      ]}
    >
      <div className="desk-scan">
        {order && codeUrl && channel ? (
          <>
            <strong className="desk-scan-sum figure">{yuan(order.amountFen)}</strong>
            <p>{whatFor(order)}</p>
            {isOver ? (
              <p className="desk-scan-over">{words.over}</p>
            ) : (
              <div className="desk-scan-code">
                <QRCode
                  value={codeUrl}
                  type="svg"
                  size={260}
                  bordered={false}
                  color="#000"
                  bgColor="#fff"
                  aria-label={words.codeOf(channelNames[channel], yuan(order.amountFen))}
                />
              </div>
            )}
            <p role="status">
              {isOver ? words.overLine : order.suspended ? words.suspended : words.scan(channelNames[channel])}
            </p>
            {!isOver && <p className="hint figure">{words.left(clock(left))}</p>}
          </>
        ) : (
          qr.isBusy && <Skeleton />
        )}
        <Refusal error={qr.error} />
        {channel && qr.failed instanceof ApiError && qr.failed.code === 'payments.at_bank' && (
          <Button block danger onClick={() => qr.show(channel, { despiteBank: true })}>
            {words.despiteBank}
          </Button>
        )}
      </div>
    </Modal>
  )
}

function whatFor({ shares }: OfficeOrder): string {
  const rooms = [...new Set(shares.map(({ object }) => object.code))].join('、')
  const items = [...new Set(shares.map(({ feeItemName }) => feeItemName))].join('、')
  return words.what(rooms, items, shares.length)
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
