import { quoteWords, responsibilityNames } from '@linli/shared/repairs/words'
import { waitingQuote } from '@linli/shared/repairs/quote'
import { Responsibility } from '@linli/shared/repairs/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { PickField } from '../../kit/field'
import { LongField } from '../../kit/long-field'
import { Sheet } from '../../kit/sheet'
import { Tag } from '../../kit/tag'
import { actWords, staffWords as words } from '../words'
import type { OfOrder } from './order-screen'
import { QuoteSheet } from './quote-sheet'
import { SignButton } from './sign-button'
import { act } from './use-order-acts'

/** Who pays: a quote that the household agrees to, or somebody else who bears it. Nothing starts before. */
export function QuoteCard({ order, staff, entries, doing }: OfOrder) {
  const [open, setOpen] = useState<'quote' | 'responsibility'>()
  const [who, setWho] = useState<Responsibility>('fee')
  const [why, setWhy] = useState('')
  const { responsibility, quotes } = order
  const waiting = waitingQuote(quotes)
  const waits = entries.length > 0
  const ownerPays = responsibility === undefined || responsibility === 'owner'
  const said = quotes.filter(({ state }) => state === 'agreed' || state === 'waiting')
  const isSet = entries.find(({ name }) => name === 'settleResponsibility' || name === 'quoteOnSite')
  return (
    <Card>
      <View className="ll-stack">
        {responsibility ? <View>{responsibilityNames[responsibility]}</View> : null}
        {said.map(({ quoteId, lines, extra, state }) => (
          <View className="sta-line" key={quoteId}>
            <View>{quoteWords(lines, extra)}</View>
            <Tag tone={state === 'agreed' ? 'ok' : 'due'}>{state === 'agreed' ? '已同意' : words.quoteWaits}</Tag>
          </View>
        ))}
        {isSet ? <Tag tone="due">{`${actWords[isSet.name]} ${words.waits}`}</Tag> : null}
        {waiting ? (
          <SignButton
            word={actWords.signQuote}
            onSigned={(signedBy, picture) =>
              act(order, 'signQuote', { input: { quoteId: waiting.quoteId, signedBy }, pictures: [picture], waits })
            }
          />
        ) : null}
        <View className="ll-buttons">
          {ownerPays ? (
            <Button kind="plain" onTap={() => setOpen('quote')}>
              {words.quote}
            </Button>
          ) : null}
          <Button kind="plain" onTap={() => setOpen('responsibility')}>
            {words.responsibility}
          </Button>
        </View>
      </View>
      {open === 'quote' ? (
        <QuoteSheet
          communityId={staff.communityId}
          onClose={() => setOpen(undefined)}
          onQuote={lines => {
            setOpen(undefined)
            doing.run('quote', () => act(order, 'quoteOnSite', { input: { lines }, waits }))
          }}
        />
      ) : null}
      <Sheet open={open === 'responsibility'} title={words.responsibility} onClose={() => setOpen(undefined)}>
        <PickField
          label={words.responsibility}
          options={Responsibility.options.map(value => ({ value, name: responsibilityNames[value] }))}
          value={who}
          onChange={value => setWho(Responsibility.parse(value))}
        />
        <LongField label={words.why} value={why} onChange={setWhy} maxLength={200} />
        <Button
          wide
          disabled={why.trim() === ''}
          onTap={() => {
            setOpen(undefined)
            const input = { responsibility: who, reason: why }
            doing.run('who', () => act(order, 'settleResponsibility', { input, waits }))
          }}
        >
          {words.save}
        </Button>
      </Sheet>
    </Card>
  )
}
