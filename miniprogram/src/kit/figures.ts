const figures =
  /(\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|\d{1,2}:\d\d(?:–\d{1,2}:\d\d)?|\d+栋(?:\d+单元)?\d*|¥\d[\d,]*\.\d\d|\d[\d,.]* ?(?:[元个天笔条张户份次]|小时|分钟|m²))/

/** What stands between figures and the figures themselves, in turns: 「到3月1日为止」 → 到, 3月1日, 为止. */
export const figuresIn = (text: string): string[] => text.split(figures)
