import type { ExpressionPreview } from '@linli/shared/billing/fee-schema'
import { feeApi } from '@linli/shared/billing/fee-api'
import { parseScaled, priceScale } from '@linli/shared/money'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { yuan } from '../kit/format'
import { filled } from '../kit/rules'
import { useRead } from '../queries'
import { usePlace } from '../session'
import type { FormulaValues } from './formula-values'
import { formulaWords as words } from './formula-words'

type Asked = { text: string; price: number }

/** The expression as it is typed, over ten rooms, before it is saved. */
export function ExpressionTry() {
  const { communityId } = usePlace()
  const form = Form.useFormInstance<FormulaValues>()
  const text = filled(Form.useWatch('expression', form))
  const [price, setPrice] = useState('')
  const [asked, setAsked] = useState<Asked>()
  const input = { communityId, text: asked?.text ?? '', price: asked?.price ?? 0 }
  const { data, error, isFetching } = useRead(feeApi.previewExpression, input, { enabled: asked !== undefined })
  const scaled = parseScaled(price || '0', priceScale)
  return (
    <div className="form-wide">
      <div className="bar">
        <Input
          inputMode="decimal"
          aria-label={words.tryPrice}
          placeholder={words.tryPrice}
          value={price}
          onChange={event => setPrice(event.target.value)}
        />
        <Button
          loading={isFetching}
          disabled={text === undefined || scaled === undefined || scaled < 0}
          onClick={() => setAsked({ text: text ?? '', price: scaled ?? 0 })}
        >
          {words.tryIt}
        </Button>
      </div>
      {asked && text === asked.text && <Refusal error={error} />}
      {asked && text === asked.text && data && <Answers rooms={data.rooms} />}
    </div>
  )
}

function Answers({ rooms }: { rooms: ExpressionPreview[] }) {
  if (rooms.length === 0) return <p className="hint">{words.noRooms}</p>
  return (
    <ul>
      {rooms.map(({ roomCode, amountFen, words: how, problem }) => (
        <li key={roomCode}>
          <strong>{roomCode}</strong> {amountFen === undefined ? problem : `${yuan(amountFen)}：${how ?? ''}`}
        </li>
      ))}
    </ul>
  )
}
