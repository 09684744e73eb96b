import { describe, expect, it } from 'vitest'
import { isFreeSpace, readCycle, readFormula, readMeterType, readTenure, readTiming } from './choice-cells'
import { readPlates } from './plate-cell'

describe('words of old systems', () => {
  it.each([
    [readCycle('12'), { value: { kind: 'year' } }],
    [readCycle('按季度'), { value: { kind: 'quarter' } }],
    [readCycle('2'), { value: { kind: 'anniversary', months: 2 } }],
    [readCycle('24个月'), { value: { kind: 'anniversary', months: 24 } }],
    [readCycle('一次性'), { value: { kind: 'once' } }],
    [readCycle('随时'), { error: 'cycle_unknown' }],
    [readCycle(''), {}],
    [readFormula('1001'), { value: 'area' }],
    [readFormula('面积*单价+附加费'), { value: 'area' }],
    [readFormula('建筑面积×单价'), { value: 'area' }],
    [readFormula('固定费用'), { value: 'fixed' }],
    [readFormula('5005'), { error: 'formula_unknown' }],
    [readTiming('预付费'), { value: 'prepaid' }],
    [readTiming('2100'), { value: 'postpaid' }],
    [readTenure('出租'), { value: 'rented' }],
    [readTenure('已售'), { value: 'owned' }],
    [readTenure('抵债'), { error: 'tenure_unknown' }],
    [isFreeSpace('空闲'), true],
    [readMeterType('热水表'), { value: 'hot_water' }],
    [readMeterType('暖气'), { value: 'heat' }],
    [readMeterType('天线'), { error: 'meter_type_unknown' }],
    [readPlates('京a·12345、粤B D12345'), { value: ['京A12345', '粤BD12345'] }],
    [readPlates('无牌'), {}],
    [readPlates('12345'), { error: 'plate_form' }],
    [readPlates('=X1'), { error: 'formula_no_value' }],
  ])('%#', (reading, expected) => expect(reading).toEqual(expected))
})
