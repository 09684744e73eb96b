import { largestFile } from '@linli/shared/imports/api'
import { expect, it } from 'vitest'
import { fileProblem, toHex } from './upload-file'

it.each([
  [{ name: '房屋.xlsx', size: 1 }, undefined],
  [{ name: '房屋.CSV', size: largestFile }, undefined],
  [{ name: '房屋.xls', size: 10 }, undefined],
  [{ name: '房屋.pdf', size: 10 }, '请选 .xls、.xlsx 或 .csv 文件'],
  [{ name: '房屋.xlsx', size: 0 }, '这个文件是空的'],
  [{ name: '房屋.xlsx', size: largestFile + 1 }, '文件超过 40 MB，请按楼栋分成几个文件，或删掉图片和用不到的工作表'],
])('says why %o cannot be imported', (file, problem) => expect(fileProblem(file)).toBe(problem))

it('writes a hash as the contract wants it', () => {
  expect(toHex(new Uint8Array([0, 10, 255]).buffer)).toBe('000aff')
})
