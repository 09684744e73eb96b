import type { MatchDifference, MatchReason, PeopleMatch } from './people-match'

const reasons: Record<MatchReason, string> = {
  same_id: '证件号码相同',
  same_phone_and_surname: '手机号和姓相同',
  same_name_and_room: '姓名和房屋相同',
}
const fields: Record<MatchDifference, string> = {
  name: '姓名',
  kind: '类型（个人或单位）',
  phone: '手机号',
  idNumber: '证件号码',
  rooms: '房屋',
}

/** Why two may be one person, and what to compare before they are taken for one. */
export function matchSentence({ reason, differs }: PeopleMatch): string {
  const others = differs.map(field => fields[field]).join('、')
  return others === '' ? `${reasons[reason]}，是同一位` : `${reasons[reason]}，${others}不同，请核对是不是同一位`
}
