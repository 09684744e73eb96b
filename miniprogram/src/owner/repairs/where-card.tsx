import { communitiesApi } from '@linli/shared/communities/api'
import { placeTitle } from '@linli/shared/communities/place-words'
import { readCode } from '@linli/shared/scanned-code'
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { Field } from '../../kit/field'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { useWords } from '../../kit/use-words'
import { platform } from '../../platform/platform'
import { useLoad } from '../../use-load'
import { repairWords } from './words'

/** `place`: one of the register, as its title. */
export const Where = z.object({
  kind: z.enum(['home', 'public']),
  building: z.string().optional(),
  spot: z.string(),
  place: z.object({ placeId: z.string(), title: z.string() }).optional(),
})
export type Where = z.infer<typeof Where>
type Home = { communityId: string; roomId: string }
type WhereProps = { home: Home; value: Where; onlyPublic: boolean; onChange: (where: Where) => void }

/** 我家, or a public place: picked, read from the code that hangs there, or written. */
export function WhereCard({ home, value, onlyPublic, onChange }: WhereProps) {
  const words = useWords(repairWords)
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.where}</View>
        {onlyPublic ? null : (
          <Choice
            options={[
              { value: 'home', name: words.home },
              { value: 'public', name: words.public },
            ]}
            value={value.kind}
            onChange={kind => onChange({ ...value, kind })}
          />
        )}
        {value.kind === 'public' ? <PublicPlace home={home} value={value} onChange={onChange} /> : null}
      </View>
    </Card>
  )
}

function PublicPlace({ home, value, onChange }: Omit<WhereProps, 'onlyPublic'>) {
  const words = useWords(repairWords)
  const [open, setOpen] = useState(false)
  // A place that cannot be picked can still be written.
  const places = useLoad(`places.${home.roomId}`, () => call(communitiesApi.myPlaces, home)).data?.items ?? []
  const choose = (placeId: string) => {
    const known = places.find(each => each.placeId === placeId)
    setOpen(false)
    onChange({ kind: 'public', spot: '', place: { placeId, title: known ? placeTitle(known) : words.scanned } })
  }
  const scan = async () => {
    const text = await platform.scan()
    if (!text) return
    const code = readCode(text)
    if (code?.kind !== 'place') onChange({ kind: 'public', spot: code ? '' : text.trim().slice(0, 40) })
    else if (code.placeId !== undefined) choose(code.placeId)
    else onChange({ kind: 'public', spot: code.spot, ...(code.building && { building: code.building }) })
  }
  return (
    <>
      {value.place ? (
        <Row title={value.place.title} note={words.otherPlace} onTap={() => onChange({ kind: 'public', spot: '' })} />
      ) : (
        <Field
          label={words.spot}
          hint={words.spotHint}
          value={value.spot}
          maxLength={40}
          onChange={spot => onChange({ kind: 'public', spot })}
        />
      )}
      {places.length > 0 && !value.place ? (
        <Button kind="plain" wide onTap={() => setOpen(true)}>
          {words.pickPlace}
        </Button>
      ) : null}
      <Button kind="plain" wide onTap={() => void scan()}>
        {words.scan}
      </Button>
      <Sheet open={open} title={words.pickPlace} onClose={() => setOpen(false)}>
        {places.map(place => (
          <Row key={place.placeId} title={placeTitle(place)} onTap={() => choose(place.placeId)} />
        ))}
      </Sheet>
    </>
  )
}
