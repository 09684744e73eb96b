const nobody = '0'.repeat(26)
/** Stands where a deleted account's id stood, in records that the law keeps: nobody can sign in as it. */
export const deletedAccountId = nobody
/** Of an order that no account made: money at the desk. It is in nobody's list. */
export const noAccountId = nobody
/** Stands where its name stood. */
export const deletedAccountName = '已注销用户'
