import { feeApi } from '@linli/shared/billing/fee-api'
import type { TermedThing } from '@linli/shared/billing/registers'
import { roomTermsApi } from '@linli/shared/billing/room-terms'
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { assignmentWords as words } from './register-words'
import { TermsFields, type TermsValues, termsOf } from './terms-fields'

/** A button that opens how one space, vehicle or contract is charged one fee item, from now on; a contract names its own. */
export function ThingTermsSet({ thing, feeItemId: own }: { thing: TermedThing; feeItemId?: string }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items ?? []
  const choices = items.filter(({ active, charges, feeItemId }) =>
    own === undefined ? active && charges === thing.type : feeItemId === own,
  )
  const set = useWrite(roomTermsApi.setThingTerms, {
    refreshes: ['billing.listAssignments', 'audit.'],
    onDone: () => {
      toast(words.saved)
      setOpen(false)
    },
  })
  if (!can('billing:configure')) return null
  return (
    <>
      <Button size="small" aria-label={words.setTitle(thing.name)} onClick={() => setOpen(true)}>
        {words.set}
      </Button>
      <FormDialog<TermsValues & { feeItemId: string }>
        title={words.setTitle(thing.name)}
        open={open}
        close={() => setOpen(false)}
        action={words.setAction}
        busy={set.isPending}
        error={set.error}
        initial={own === undefined ? {} : { feeItemId: own }}
        submit={({ feeItemId, ...values }) =>
          set.mutate({
            communityId,
            type: thing.type,
            thingId: thing.id,
            feeItemId,
            applies: true,
            ...termsOf(values),
          })
        }
      >
        <p className="form-wide hint">{words.setLine}</p>
        <Form.Item
          name="feeItemId"
          label={words.item}
          rules={[needed(words.itemMissing)]}
          {...(choices.length === 0 && { extra: words.noThingItem })}
          className="form-wide"
        >
          <Select options={choices.map(({ feeItemId, name }) => ({ value: feeItemId, label: name }))} />
        </Form.Item>
        <TermsFields />
      </FormDialog>
    </>
  )
}
