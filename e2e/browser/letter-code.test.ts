import { lettersPdf } from '@linli/functions/dunning/letter-pdf'
import { expect, test } from 'vitest'
import { codeOnPaper } from './read-code'

test('the code of a printed letter is read as the address that it stands for', async () => {
  const address = `https://linli.example/pay/QSXB04${'aZ0_-'.repeat(6)}xy`
  const letter = {
    number: '01JX',
    to: '李小红',
    room: '3-2-1501',
    day: '2026-11-22',
    entities: ['安居物业服务有限公司'],
    community: { name: '锦绣花园', address: '滨江路 8 号', officePhone: '010-88880000' },
    bills: [],
    pay: { address, until: '2027-02-20' },
  }
  expect(codeOnPaper(Buffer.from(await lettersPdf('锦绣花园', [letter])))).toBe(address)
})
