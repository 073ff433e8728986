// What people did and what became of tasks and calls, in one word each, for histories and for every page.
export const responseNames = {
  en: {
    sent: 'sent',
    opened: 'opened',
    clicked: 'clicked',
    replied: 'replied',
    bounced: 'bounced',
    unsubscribed: 'unsubscribed',
    not_started: 'not started',
    deferred: 'deferred',
    in_progress: 'in progress',
    completed: 'completed',
    waiting_for_input: 'waiting for input',
    scheduled: 'scheduled',
    overdue: 'overdue',
    cancelled: 'cancelled',
  },
  zh: {
    sent: '已发送',
    opened: '已打开',
    clicked: '已点击',
    replied: '已回复',
    bounced: '已退信',
    unsubscribed: '已退订',
    not_started: '未启动',
    deferred: '推迟',
    in_progress: '进行中',
    completed: '完成',
    waiting_for_input: '等待输入',
    scheduled: '已安排',
    overdue: '过期',
    cancelled: '取消',
  },
} as const;

/** Of calls, as delivered. */
export const callResultNames = {
  en: {
    interested: 'interested',
    not_interested: 'not interested',
    no_response: 'no response',
    busy: 'busy',
    invalid_number: 'invalid number',
    call_back_later: 'call back later',
  },
  zh: {
    interested: '有意向',
    not_interested: '无意向',
    no_response: '无回应',
    busy: '占线',
    invalid_number: '无效号码',
    call_back_later: '稍后回电',
  },
} as const;
