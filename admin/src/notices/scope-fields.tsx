import { communitiesApi } from '@linli/shared/communities/api'
import { NoticeScope } from '@linli/shared/notices/schema'
import { scopeWords } from '@linli/shared/notices/words'
import { Form, Radio, Select } from 'antd'
import { useState } from 'react'
import { fits } from '../kit/rules'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { type NoticeValues, unitValue } from './notice-values'
import { scopeFieldWords as words } from './words'

const [, someBuildings] = NoticeScope.options
/** What one page holds; in a community with more they are found by the beginning of the number. */
const limit = 100

/** 范围: everybody, or some buildings or units, found by their number. */
export function ScopeFields({ scope }: { scope: NoticeValues['scope'] }) {
  const { communityId } = usePlace()
  const [prefix, setPrefix] = useState('')
  const isPart = scope !== 'community'
  const asked = { communityId, limit, ...(prefix && { prefix }) }
  const { data } = useRead(communitiesApi.listBuildings, asked, { enabled: isPart })
  const buildings = data?.items ?? []
  const options =
    scope === 'buildings'
      ? buildings.map(({ building }) => ({
          value: building,
          label: scopeWords({ kind: 'buildings', buildings: [building] }),
        }))
      : buildings.flatMap(({ building, units }) =>
          units.map(unit => ({
            value: unitValue({ building, unit }),
            label: scopeWords({ kind: 'units', units: [{ building, unit }] }),
          })),
        )
  return (
    <>
      <Form.Item name="scope" label={words.label} className="form-wide">
        <Radio.Group
          options={(['community', 'buildings', 'units'] as const).map(value => ({ value, label: words.kinds[value] }))}
        />
      </Form.Item>
      {isPart && (
        <Form.Item
          key={scope}
          name={scope}
          label={words.which[scope]}
          className="form-wide"
          rules={[{ required: true, type: 'array', message: words.missing }, most]}
        >
          <Select
            mode="multiple"
            options={options}
            placeholder={words.hint}
            notFoundContent={words.none}
            showSearch={{ filterOption: false, onSearch: text => setPrefix(text.replace(/[栋座#号].*$/, '')) }}
          />
        </Form.Item>
      )}
    </>
  )
}

/** A unit counts like a building. */
const most = fits(someBuildings.shape.buildings)
