import { communitiesApi } from '@linli/shared/communities/api'
import { joiningApi } from '@linli/shared/identity/joining-api'
import { Form, Radio, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { DaysField } from './days-field'
import { joinedWords } from './joined-words'

const words = joinedWords.form
type Values = { who: 'not_joined' | 'anyone_left'; unit: string; layout: 'page' | 'labels'; days: number }

/** Asks for the letters of a building or one of its units. */
export function LettersForm({ building, close }: { building: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const print = useWrite(joiningApi.printLetters, {
    refreshes: ['identity.listPrints', 'identity.listJoined'],
    onDone: () => {
      toast(words.started)
      close()
    },
  })
  const found = useRead(
    communitiesApi.listBuildings,
    { communityId, prefix: building ?? '', limit: 1 },
    { enabled: building !== undefined },
  )
  const units = found.data?.items[0]?.units ?? []
  const submit = ({ unit, ...values }: Values) =>
    print.mutate({ communityId, building: building ?? '', ...values, ...(unit !== '' && { unit }) })
  return (
    <FormDialog<Values>
      title={words.title(building ?? '')}
      open={building !== undefined}
      close={close}
      action={words.action}
      busy={print.isPending}
      error={print.error}
      initial={{ who: 'not_joined', unit: '', layout: 'page', days: 30 }}
      submit={submit}
    >
      <Form.Item name="who" label={words.who}>
        <Radio.Group
          options={[
            { value: 'not_joined', label: words.notJoined },
            { value: 'anyone_left', label: words.anyoneLeft },
          ]}
        />
      </Form.Item>
      <Form.Item name="layout" label={words.layout}>
        <Radio.Group
          options={[
            { value: 'page', label: joinedWords.layouts.page },
            { value: 'labels', label: joinedWords.layouts.labels },
          ]}
        />
      </Form.Item>
      <Form.Item name="unit" label={words.unit}>
        <Select
          options={[{ value: '', label: words.allUnits }, ...units.map(unit => ({ value: unit, label: unit }))]}
        />
      </Form.Item>
      <DaysField />
      <p className="hint form-wide">{words.note}</p>
    </FormDialog>
  )
}
