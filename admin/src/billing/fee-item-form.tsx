import { feeApi } from '@linli/shared/billing/fee-api'
import type { FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import { communitiesApi } from '@linli/shared/communities/api'
import { FormDialog } from '../kit/form-dialog'
import { useToast } from '../kit/toast'
import { kitWords } from '../kit/words'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { FeeItemFields } from './fee-item-fields'
import { feeItemInput, type FeeItemValues, feeItemValues, newFeeItem } from './fee-item-values'
import { feeWords as words } from './fee-words'

type Props = { open: boolean; close: () => void }

export function FeeItemCreate({ open, close, done }: Props & { done: (item: FeeItemWithTariffs) => void }) {
  const { communityId } = usePlace()
  const entity = useRead(communitiesApi.get, { communityId }).data?.entities[0]?.entityId
  const toast = useToast()
  const create = useWrite(feeApi.createFeeItem, {
    refreshes: ['billing.listFeeItems', 'audit.'],
    onDone: item => {
      toast(words.saved)
      close()
      done(item)
    },
  })
  return (
    <FormDialog<FeeItemValues>
      title={words.add}
      open={open && entity !== undefined}
      close={close}
      action={words.addAction}
      busy={create.isPending}
      error={create.error}
      initial={{ ...newFeeItem, entity }}
      width={720}
      submit={values => create.mutate({ communityId, ...feeItemInput(values) })}
    >
      <FeeItemFields />
    </FormDialog>
  )
}

export function FeeItemEdit({ open, close, item }: Props & { item: FeeItemWithTariffs }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const update = useWrite(feeApi.updateFeeItem, {
    refreshes: ['billing.listFeeItems', 'audit.'],
    onDone: () => {
      toast(words.saved)
      close()
    },
  })
  const { feeItemId, version } = item
  return (
    <FormDialog<FeeItemValues>
      title={words.editTitle(item.name)}
      open={open}
      close={close}
      action={kitWords.save}
      busy={update.isPending}
      error={update.error}
      initial={feeItemValues(item)}
      width={720}
      submit={values => update.mutate({ communityId, feeItemId, version, ...feeItemInput(values) })}
    >
      <FeeItemFields />
    </FormDialog>
  )
}
