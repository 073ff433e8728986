// Why nobody can be invited to a meeting, or told by chat.

export const meetingErrors = {
  chat_refused: {
    status: 422,
    en: 'The chat didn’t take a test message, so nothing was kept. It said: {said}',
    zh: '聊天工具未接受测试消息，因此未保存。对方返回：{said}',
  },
  meeting_cancelled: {
    status: 409,
    en: 'The meeting is cancelled. Set its status to planned first.',
    zh: '会议已取消。请先将状态改为“已安排”。',
  },
  meeting_times_missing: {
    status: 422,
    en: 'The meeting has no time yet; say when it starts and ends.',
    zh: '会议尚未设置时间；请填写开始时间和结束时间。',
  },
  meeting_ends_before_start: {
    status: 422,
    en: 'The meeting ends before it starts; change its times.',
    zh: '结束时间早于开始时间；请修改会议时间。',
  },
  meeting_over: {
    status: 409,
    en: 'The meeting is over; nobody can be invited to it.',
    zh: '会议已结束，无法再邀请。',
  },
  meeting_nobody: { status: 422, en: 'Choose at least one person to invite.', zh: '请至少选择一位参会人。' },
  meeting_address_not_valid: {
    status: 422,
    en: 'One of the participants has no valid mail address.',
    zh: '有参会人的邮箱地址无效。',
  },
} as const;
