import { communitiesApi } from '@linli/shared/communities/api'
import { PlaceKind, type PublicPlace } from '@linli/shared/communities/place-schema'
import { placeKindNames } from '@linli/shared/communities/place-words'
import { Checkbox, Form, Input, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { filled, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { positionIn, positionText } from './place-values'
import { placeWords as words } from './place-words'

type Values = {
  name: string
  kind: PlaceKind
  building?: string
  floor?: string
  position?: string
  active: boolean
}

export const newPlace: Partial<PublicPlace> = { kind: 'lift', active: true }
const kinds = PlaceKind.options.map(value => ({ value, label: placeKindNames[value] }))

/** A place of the register, or a new one (without an id). */
export function PlaceForm({ place, close }: { place: Partial<PublicPlace> | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const after = {
    refreshes: ['communities.', 'audit.'],
    onDone: ({ name }: PublicPlace) => {
      toast(words.done(name))
      close()
    },
  }
  const create = useWrite(communitiesApi.createPlace, after)
  const update = useWrite(communitiesApi.updatePlace, after)
  const submit = ({ name, kind, active, ...typed }: Values) => {
    const [building, floor] = [filled(typed.building)?.replace(/[栋幢号楼座]+$/, ''), filled(typed.floor)]
    const position = positionIn(typed.position ?? '')
    const fields = {
      communityId,
      name,
      kind,
      active,
      ...(building && { building }),
      ...(floor && { floor }),
      ...(position && { position }),
    }
    const { placeId, version } = place ?? {}
    if (placeId && version !== undefined) update.mutate({ ...fields, placeId, version })
    else create.mutate(fields)
  }
  const point = {
    validator: (_: unknown, text: string | undefined) =>
      !text?.trim() || positionIn(text) ? Promise.resolve() : Promise.reject(new Error(words.positionWrong)),
  }
  return (
    <FormDialog<Values>
      title={place?.name ? words.edit(place.name) : words.add}
      open={place !== undefined}
      close={close}
      action={words.save}
      busy={create.isPending || update.isPending}
      error={create.error ?? update.error}
      initial={{ ...place, position: positionText(place?.position) }}
      submit={submit}
    >
      <Form.Item name="name" label={words.name} rules={[needed(words.nameMissing)]}>
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={words.columns.kind}>
        <Select options={kinds} />
      </Form.Item>
      <Form.Item name="building" label={words.columns.building} extra={words.buildingHint}>
        <Input maxLength={12} autoComplete="off" />
      </Form.Item>
      <Form.Item name="floor" label={words.columns.floor} extra={words.floorHint}>
        <Input maxLength={8} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="position"
        label={words.columns.position}
        extra={words.positionHint}
        className="form-wide"
        rules={[point]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="active" valuePropName="checked">
        <Checkbox>{words.activeLabel}</Checkbox>
      </Form.Item>
    </FormDialog>
  )
}
