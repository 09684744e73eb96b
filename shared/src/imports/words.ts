import type { ImportProblemCode, RoomField, WorkbookRefusal } from './schema'

/** The field's name as the mapping panel shows it. */
export const roomFieldNames: Record<RoomField, string> = {
  building: '楼栋',
  unit: '单元',
  room: '房号',
  builtArea: '建筑面积',
  innerArea: '套内面积',
  billableArea: '收费面积',
  heatingArea: '供暖面积',
  status: '房屋状态',
  handoverDate: '交付日期',
  ownerName: '业主姓名',
  ownerType: '业主类型',
  phone: '手机号',
  idNumber: '证件号码',
  floor: '楼层',
}

const problems: Record<ImportProblemCode, string> = {
  room_empty: '房号空着，请填上，例如 3-2-1501',
  room_no_building: '没有写楼栋，请写成 3-2-1501（楼栋-单元-房号）',
  room_ambiguous: '分不清哪段是楼栋、单元和房号，请写成三段，没有单元的写 0，例如 3-0-1501',
  room_range: '这里像是几间房，请拆成每间一行',
  room_floor: '看起来是楼层，不是房号，请写成 3-2-1501，商铺写成 楼栋-0-商铺号',
  room_date: '房号被表格软件改成了日期，请把这一列设为文本，再填一遍',
  room_mismatch: '房号里的楼栋或单元和旁边两列不一样，请改成一致',
  room_words: '房号里有认不出的文字，请写成 3-2-1501，商铺写成 楼栋-0-商铺号',
  room_form: '房号认不出来，请写成 3-2-1501（楼栋-单元-房号）',
  place_unknown: '系统里没有这间房，请核对房号，或为这种写法加一条规则',
  place_no_rooms: '系统里还没有房屋，请先导入房屋',
  place_unit_missing: '没有写单元，而这一栋有几间同号的房，请写上单元',
  place_conflict: '几条规则对这个名称的说法不同，都没有采用，请只留一条',
  place_range_long: '范围太大，一次最多 40 间，请拆成几段',
  place_range_floors: '范围跨了楼层，分不清包括哪些房，请按楼层拆开',
  place_range_gap: '范围里有系统没有的房号，请逐间写出，用“、”分开',
  duplicate: '和第 {first} 行是同一间房 {code}，只导入前一行，请删掉多余的；共有的几位业主写在同一格，用“、”分开',
  room_differs: '{code} 已经在系统里，面积或业主和表格不一样，没有覆盖；要改请到房屋页改',
  formula_no_value: '公式没有算出结果，请在表格软件里打开并保存一次，或直接填数值',
  formula_error: '公式出错了，请改好，或直接填数值',
  area_empty: '面积空着，请填上；确实没有面积的填 0',
  area_not_number: '面积不是数字，请只填平方米数，例如 89.56',
  area_negative: '面积不能是负数，请改成实际面积',
  area_too_large: '面积太大，请核对单位是不是平方米',
  area_rounded: '面积多于两位小数，将按 {used} 导入，请核对',
  date_long_term: '“长期”不是日期，请填交付的那一天，或留空',
  date_incomplete: '日期要写全年月日，例如 2020-06-10',
  date_order_unclear: '分不清月和日，请写成 2020-06-10',
  date_not_a_day: '不是有效的日期，请写成 2020-06-10，或留空',
  status_unknown: '房屋状态请填：未售、未交付、空置、装修中、自住、出租，或留空',
  owner_spaces: '姓名中间有空格：一位请去掉空格，几位请用“、”分开',
  owner_too_long: '姓名太长，请填证件上的姓名或单位全称（60 个字以内）',
  co_owners: '这一格有几个姓名，将按共有人导入：{used}',
  phone_scientific: '手机号被表格软件变成了科学记数，请把这一列设为文本，再填一遍',
  phone_not_mobile: '不是 11 位手机号，请改正，或留空',
  phone_landline: '座机不能用来登录，这个号码不导入，其余照常',
  phone_extra: '手机号比业主多，多出来的不导入',
  contact_without_name: '没有业主姓名，电话和证件号码不导入，房屋照常',
  id_rounded: '证件号码超过 15 位的部分被 Excel 变成了 0，请把这一列设为文本，再填一遍，或留空',
  id_fifteen: '15 位的旧身份证号已停用，请填 18 位，或留空',
  id_checksum: '身份证号的出生日期或校验位不对，请核对，或留空',
  id_form: '证件号码认不出来，请填 18 位身份证号或统一社会信用代码，或留空',
  id_ends_in_zeros: '证件号码末三位是 0，可能被 Excel 改过，请和原件核对',
  id_extra: '证件号码比业主多，多出来的不导入',
}

/** The sentence of a problem, its placeholders filled in: `first` and `code` of a duplicate, `used` of a warning. */
export function problemSentence(code: ImportProblemCode, values: Record<string, string> = {}): string {
  return problems[code].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

export const headerSentences = {
  notFound: '没有找到表头：前 20 行里要有一行写着 房号、建筑面积 等列名',
  missing: (fields: readonly RoomField[]) => `缺少这些列：${fields.map(name).join('、')}，请补上，列名照此填写`,
  duplicate: (field: RoomField, headers: readonly string[]) =>
    `“${headers.join('”和“')}”都是${name(field)}，请只保留一列，或把另一列设为不导入`,
}

/** Each sentence says what to do next. */
export const workbookSentences: Record<WorkbookRefusal, string> = {
  empty_file: '这个文件是空的，请重新选择',
  too_large: '文件超过 20 MB，请按楼栋分成几个文件',
  inflates_too_large: '文件展开后太大，请按楼栋分成几个文件',
  too_many_rows: '超过 120,000 行，请按楼栋分成几个文件',
  too_many_columns: '列太多，请删掉用不到的列（最多 200 列）',
  too_many_sheets: '工作表太多，请只保留房屋那一张',
  legacy_xls: '这是旧的 .xls 格式，请在 Excel 或 WPS 里另存为 .xlsx 再试',
  encrypted: '文件设了密码，请去掉密码，另存后再试',
  macros: '文件里有宏，请另存为不带宏的 .xlsx 再试',
  not_a_workbook: '这不是表格文件，请选择 .xlsx 或 .csv',
  web_page: '这是网页格式的表格，请用 Excel 或 WPS 打开，另存为 .xlsx 再试',
  damaged: '文件已损坏，请重新导出，或另存为 .xlsx 再试',
  unknown_encoding: '认不出文字编码，请在 Excel 或 WPS 里另存为 .xlsx 再试',
  no_rows: '表格里没有内容，请重新选择',
  too_heavy: '文件内容太多，请删掉用不到的列和工作表，或按楼栋分成几个文件',
  too_slow: '读取时间太长，请按楼栋分成几个文件再试',
}

function name(field: RoomField): string {
  return roomFieldNames[field]
}
