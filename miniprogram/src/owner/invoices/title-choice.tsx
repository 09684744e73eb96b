import type { InvoiceTitle } from '@linli/shared/invoices/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { Field, PickField } from '../../kit/field'
import { Row } from '../../kit/row'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { draftOf, problemOf, type TitleDraft } from './title-draft'
import { invoiceWords } from './words'

type Props = {
  titles: InvoiceTitle[]
  /** Whom a personal title is made out to at first. */
  own: string
  draft: TitleDraft
  /** The button was pressed: what is missing says so. */
  tried: boolean
  onChange: (draft: TitleDraft) => void
  remove: (titleId: string) => Promise<unknown>
}

const another = 'new'

/** 抬头: one that is kept, or a new one. */
export function TitleChoice({ titles, own, draft, tried, onChange, remove }: Props) {
  const words = useWords(invoiceWords)
  const options = [
    ...titles.map(({ titleId, buyer }) => ({ value: titleId, name: buyer.name })),
    { value: another, name: words.newTitle },
  ]
  const pick = (value: string) => {
    const kept = titles.find(({ titleId }) => titleId === value)
    onChange(kept ? draftOf(kept) : { kind: 'personal', name: own, taxNumber: '', keep: true })
  }
  return (
    <Card>
      {titles.length > 0 ? (
        <PickField label={words.buyer} options={options} value={draft.titleId ?? another} onChange={pick} />
      ) : null}
      {draft.titleId && !draft.isEdited ? (
        <KeptTitle draft={draft} edit={() => onChange({ ...draft, isEdited: true, keep: true })} remove={remove} />
      ) : (
        <TitleFields draft={draft} tried={tried} onChange={onChange} />
      )}
    </Card>
  )
}

type KeptProps = { draft: TitleDraft; edit: () => void; remove: (titleId: string) => Promise<unknown> }

function KeptTitle({ draft, edit, remove }: KeptProps) {
  const words = useWords(invoiceWords)
  const act = useAct()
  const { titleId = '' } = draft
  return (
    <>
      {draft.kind === 'company' ? <Row title={words.taxNumber} value={draft.taxNumber} /> : null}
      <Trouble problem={act.problem} />
      <View className="ll-bar">
        <Button kind="text" onTap={edit}>
          {words.edit}
        </Button>
        <Button
          kind="text"
          risk
          busy={act.busy && words.removing}
          onTap={() => act.run('remove', () => remove(titleId))}
        >
          {words.remove}
        </Button>
      </View>
    </>
  )
}

function TitleFields({ draft, tried, onChange }: Pick<Props, 'draft' | 'tried' | 'onChange'>) {
  const words = useWords(invoiceWords)
  const [more, setMore] = useState(false)
  const set = (change: Partial<TitleDraft>) => onChange({ ...draft, ...change })
  const errorOf = (field: 'name' | 'taxNumber') => {
    const error = tried ? problemOf(draft, field) : undefined
    return error ? { error } : {}
  }
  return (
    <>
      <Choice
        options={[
          { value: 'personal', name: words.personal },
          { value: 'company', name: words.company },
        ]}
        value={draft.kind}
        onChange={kind => set({ kind })}
      />
      <Field
        label={words.name}
        value={draft.name}
        maxLength={100}
        onChange={name => set({ name })}
        {...errorOf('name')}
      />
      {draft.kind === 'company' ? (
        <>
          <Field
            label={words.taxNumber}
            hint={words.taxHint}
            value={draft.taxNumber}
            maxLength={24}
            onChange={taxNumber => set({ taxNumber })}
            {...errorOf('taxNumber')}
          />
          {more ? (
            <>
              <Field label={words.address} value={draft.address ?? ''} onChange={address => set({ address })} />
              <Field label={words.phone} value={draft.phone ?? ''} maxLength={30} onChange={phone => set({ phone })} />
              <Field label={words.bank} value={draft.bank ?? ''} onChange={bank => set({ bank })} />
              <Field
                label={words.account}
                value={draft.bankAccount ?? ''}
                maxLength={40}
                onChange={bankAccount => set({ bankAccount })}
              />
            </>
          ) : (
            <Button kind="text" onTap={() => setMore(true)}>
              {words.more}
            </Button>
          )}
        </>
      ) : null}
      {draft.isEdited ? (
        <Row
          form="switch"
          title={words.makeDefault}
          checked={draft.isDefault ?? false}
          onTap={() => set({ isDefault: !draft.isDefault })}
        />
      ) : (
        <Row
          form="switch"
          title={words.keep}
          note={words.keepNote}
          checked={draft.keep}
          onTap={() => set({ keep: !draft.keep })}
        />
      )}
    </>
  )
}
