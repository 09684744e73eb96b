import { joiningApi } from '@linli/shared/identity/joining-api'
import { Form, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { DaysField } from './days-field'
import { joinedWords } from './joined-words'

const words = joinedWords.posterForm
type Values = { layout: 'A4' | 'A3'; days: number }

/** Asks for a building's poster. */
export function PosterForm({ building, close }: { building: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const print = useWrite(joiningApi.printPoster, {
    refreshes: ['identity.listPrints'],
    onDone: () => {
      toast(joinedWords.form.started)
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={words.title(building ?? '')}
      open={building !== undefined}
      close={close}
      action={words.action}
      busy={print.isPending}
      error={print.error}
      initial={{ layout: 'A4', days: 30 }}
      submit={values => print.mutate({ communityId, building: building ?? '', ...values })}
    >
      <Form.Item name="layout" label={words.size}>
        <Radio.Group
          options={[
            { value: 'A4', label: joinedWords.layouts.A4 },
            { value: 'A3', label: joinedWords.layouts.A3 },
          ]}
        />
      </Form.Item>
      <DaysField />
      <p className="hint form-wide">{words.note}</p>
    </FormDialog>
  )
}
