import { ExpenseCategory, expenseCategoryNames } from '@linli/shared/finance/expense-category'
import { AccountCode, BookAccount, bookAccountNames } from '@linli/shared/finance/voucher-schema'
import { Channel, channelNames } from '@linli/shared/payments/schema'
import { Button, Form, Input, Select } from 'antd'
import { FormGroup } from '../kit/form-group'
import { fits, needed } from '../kit/rules'
import { voucherWords } from './voucher-words'
import './finance.css'

const words = voucherWords.settings
const mostCodes = 400

/** 科目编码, a row each: of a whole account, of a fee item, of a channel, of a kind of expense. */
export function CodeFields({ feeItems }: { feeItems: { feeItemId: string; name: string }[] }) {
  const required = needed(words.missing)
  const of = [
    { value: '', label: words.whole },
    ...Channel.options.map(value => ({ value, label: channelNames[value] })),
    ...ExpenseCategory.options.map(value => ({ value, label: expenseCategoryNames[value] })),
    ...feeItems.map(({ feeItemId, name }) => ({ value: feeItemId, label: name })),
  ]
  return (
    <FormGroup title={words.codes}>
      <p className="form-wide hint">{words.line}</p>
      <Form.List name="codes">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, i) => (
              <div key={key} className="code-row form-wide">
                <Form.Item name={[name, 'account']}>
                  <Select
                    aria-label={`${words.account} ${i + 1}`}
                    options={BookAccount.options.map(value => ({ value, label: bookAccountNames[value] }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'of']}>
                  <Select aria-label={`${words.of} ${i + 1}`} options={of} />
                </Form.Item>
                <Form.Item name={[name, 'code']} rules={[required, fits(AccountCode.shape.code)]}>
                  <Input aria-label={`${words.code} ${i + 1}`} placeholder={words.code} maxLength={30} />
                </Form.Item>
                <Form.Item name={[name, 'name']} rules={[required]}>
                  <Input aria-label={`${words.name} ${i + 1}`} placeholder={words.name} maxLength={60} />
                </Form.Item>
                <Button onClick={() => remove(name)}>{words.remove}</Button>
              </div>
            ))}
            {fields.length < mostCodes && (
              <Button onClick={() => add({ account: 'revenue', of: '', code: '', name: '' })}>{words.add}</Button>
            )}
          </>
        )}
      </Form.List>
    </FormGroup>
  )
}
