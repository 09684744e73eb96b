/**
 * 微信支付 银行类型, debit cards: a refund goes to an account of one's own. Those most people have come first. Banks that
 * are not here are named by their code.
 */
const debit = `
ICBC 工商银行,ABC 农业银行,BOC 中国银行,CCB 建设银行,COMM 交通银行,PSBC 邮政储蓄银行,CMB 招商银行,SPDB 浦发银行,
CIB 兴业银行,CITIC 中信银行,CEB 光大银行,CMBC 民生银行,PAB 平安银行,HXB 华夏银行,GDB 广发银行,CZB 浙商银行,CBHB 渤海银行,
WEB 微众银行,BOB 北京银行,BJRCB 北京农商银行,BOSH 上海银行,SRCB 上海农商银行,GZCB 广州银行,GRCB 广州农商银行,
SZRCB 深圳农商银行,BOD 东莞银行,DRCB 东莞农商银行,GDHX 广东华兴银行,GDNYB 南粤银行,GDRCU 广东农信,SDEB 顺德农商银行,
CRB 华润银行,JSB 江苏银行,NJCB 南京银行,JSNX 江苏农商银行,JNRCB 江南农商银行,WRCB 无锡农商银行,CSRCB 常熟农商银行,
JRCB 江阴农商银行,KRCB 昆山农商银行,HZB 杭州银行,NBCB 宁波银行,NCB 宁波通商银行,WZB 温州银行,CZCB 稠州银行,ZJTLCB 泰隆银行,
ZJRCUB 浙江农信,HSB 徽商银行,FJNX 福建农信,BNC 江西银行,JJCCB 九江银行,JXNXB 江西农信,QLB 齐鲁银行,QDCCB 青岛银行,
WFB 潍坊银行,SDRCU 山东农信,ZYB 中原银行,HNNX 河南农信,WHRC 武汉农商银行,HBNX 湖北农信,CSCB 长沙银行,HRXJB 湖南银行（华融湘江）,
HUNNX 湖南农信,BOCD 成都银行,DYCCB 德阳银行,PZHCCB 攀枝花银行,SCNX 四川农信,CQB 重庆银行,CQRCB 重庆农商银行,GYCB 贵阳银行,
YNRCCB 云南农信,GLB 桂林银行,XAB 西安银行,SXXH 陕西信合,LZB 兰州银行,GSNX 甘肃农信,JSHB 晋商银行,JZB 晋中银行,HEBNX 河北农信,
TJBHB 天津滨海农商银行,BOIMCB 内蒙古银行,ORDOSB 鄂尔多斯银行,NMGNX 内蒙古农信,SJB 盛京银行,LNNX 辽宁农信,JLB 吉林银行,
JLNX 吉林农信,HRBB 哈尔滨银行,LJB 龙江银行,XJRCCB 新疆农信,HKBEA 东亚银行,HSBC 恒生银行`

export const refundBanks: { value: string; label: string }[] = debit
  .split(',')
  .map(each => each.trim().split(' '))
  .map(([code, name = '']) => ({ value: `${code}_DEBIT`, label: name }))
