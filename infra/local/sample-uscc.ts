/** The sample company's 统一社会信用代码: the entity collects and invoices under it. */
export const sampleUscc = '91110105MA01LNLN7W'
