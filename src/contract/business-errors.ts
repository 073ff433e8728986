// The refusals of records, views, imports, cadences, enrollments, activities and mail; errors.ts has the whole list.
import type { LocalizedText } from '#core/records/field.ts';

export type ErrorEntry = LocalizedText & { readonly status: number };

export const businessErrors = {
  module_unknown: {
    status: 404,
    en: 'There is no module “{module}”, or none that you may see.',
    zh: '没有模块“{module}”，或您无权查看。',
  },
  stale: {
    status: 409,
    en: 'Somebody else changed this in the meantime; look at “current” and save again with its revision.',
    zh: '其间已有他人修改；请查看“current”，并以其修订号重新保存。',
  },
  name_taken: {
    status: 409,
    en: 'The name is taken; choose another one.',
    zh: '该名称已被使用，请另选一个。',
  },
  cursor_not_valid: {
    status: 422,
    en: 'The cursor doesn’t belong to this list; begin again with the first page.',
    zh: '该游标不属于此列表，请从第一页重新开始。',
  },
  view_unknown: {
    status: 422,
    en: 'There is no such view of this module; choose one from the list of views.',
    zh: '此模块没有该视图，请从视图列表中选择。',
  },
  merged_after_conversion: {
    status: 409,
    en: 'A converted lead can’t be merged; merge the contacts that the leads became.',
    zh: '已转换的线索不能合并；请合并转换后的联系人。',
  },
  not_the_author: {
    status: 403,
    en: 'Only its author or an administrator can change or delete this.',
    zh: '只有作者或管理员可以修改或删除。',
  },
  merged_with_itself: {
    status: 422,
    en: 'A record can’t be merged with itself; choose one or two others of the module.',
    zh: '记录不能与自身合并；请选择该模块中的另外一到两条记录。',
  },
  lead_converted_already: {
    status: 409,
    en: 'The lead was converted already; open its contact.',
    zh: '该线索已转换；请打开对应的联系人。',
  },
  view_invalid: {
    status: 409,
    en: 'The view names fields that were retired or that you may not see; change its filter, or bring the fields back.',
    zh: '该视图使用了已停用或您无权查看的字段；请修改其筛选条件，或恢复这些字段。',
  },
  many_would_leave: {
    status: 409,
    en: 'Many enrolled records would leave their cadence: {counts}. Look at them, then save again with “leaving”: “confirmed”.',
    zh: '大量已纳入的记录将被释放：{counts}。请核对后，以“leaving”：“confirmed”再次保存。',
  },
  not_sortable: {
    status: 422,
    en: 'The list can’t be sorted by “{field}”; choose a field that isn’t a multi-select or a long text.',
    zh: '无法按“{field}”排序；请选择非多选、非长文本的字段。',
  },
  list_too_slow: {
    status: 503,
    en: 'This list takes longer than five seconds. Narrow the conditions, or try again in some minutes, when its indexes are made.',
    zh: '该列表的查询超过 5 秒。请缩小筛选条件，或等几分钟索引建好后再试。',
  },
  search_too_slow: {
    status: 503,
    en: 'The search takes longer than five seconds. Type more, or try again in some minutes, when its index is made.',
    zh: '搜索超过 5 秒。请输入更多内容，或等几分钟索引建好后再试。',
  },
  view_in_use: {
    status: 409,
    en: 'The view is the audience of: {cadences}. Give these cadences another audience first.',
    zh: '该视图是以下销售节奏的受众：{cadences}。请先为它们更换受众。',
  },
  field_key_not_valid: {
    status: 422,
    en: 'A field’s key is lower-case letters, digits and single underscores, begins with a letter and has at most 40 signs.',
    zh: '字段键由小写字母、数字和单个下划线组成，以字母开头，最多 40 个字符。',
  },
  field_key_taken: {
    status: 409,
    en: 'The module has a field with the key “{key}” already, or the product needs that key; choose another one.',
    zh: '模块中已有键为“{key}”的字段，或该键为系统保留；请另选一个。',
  },
  field_label_not_valid: {
    status: 422,
    en: 'A field needs a name in both languages, of at most 100 signs each.',
    zh: '字段需要中英文两个名称，每个最多 100 个字符。',
  },
  field_options_not_valid: {
    status: 422,
    en: 'Pick lists and multi-selects need different options without “;”, other fields have none.',
    zh: '单选和多选字段需要互不相同且不含“;”的选项，其他字段没有选项。',
  },
  field_unknown: {
    status: 404,
    en: 'The module has no field “{field}”.',
    zh: '模块中没有字段“{field}”。',
  },
  field_of_product: {
    status: 409,
    en: 'The product needs the field “{field}”, so it can’t be retired.',
    zh: '字段“{field}”为系统必需，不能停用。',
  },
  field_help_not_valid: {
    status: 422,
    en: 'A field’s help has at most 500 signs in each language.',
    zh: '字段说明每种语言最多 500 个字符。',
  },
  field_target_not_valid: {
    status: 422,
    en: 'A lookup needs the module that it leads to; choose one of the list of modules.',
    zh: '关联字段需要指定关联的模块，请从模块列表中选择。',
  },
  field_numbering_not_valid: {
    status: 422,
    en: 'An automatic number has a prefix of up to 20 letters, digits, “-”, “_” or “/”, and 1 to 12 digits.',
    zh: '自动编号的前缀由最多 20 个字母、数字或“-”“_”“/”组成，位数为 1 到 12。',
  },
  field_default_not_valid: {
    status: 422,
    en: 'The field can’t hold its default value.',
    zh: '默认值不符合该字段的要求。',
  },
  field_limit_not_valid: {
    status: 422,
    en: 'A field of this type can’t have these limits: uniqueness is for texts, numbers, dates and lookups, a length for texts, decimals for numbers with decimals.',
    zh: '此类型的字段不支持这些限制：唯一性适用于文本、数字、日期和关联字段，长度适用于文本，小数位数适用于带小数的数字。',
  },
  field_formula_not_valid: {
    status: 422,
    en: 'The formula can’t be used; “errors” says where and why.',
    zh: '公式无法使用；“errors”列出了位置和原因。',
  },
  field_formula_not_for_it: {
    status: 422,
    en: 'A field is worked out by a formula from its beginning or never, and then holds text, a number, a date or yes and no. Make a new field.',
    zh: '字段只能在创建时设为公式字段，且类型须为文本、数字、日期或布尔值。请新建字段。',
  },
  field_values_not_unique: {
    status: 409,
    en: 'Some records hold the same value in “{field}” already; change them first.',
    zh: '已有记录的“{field}”值重复；请先修改这些记录。',
  },
  module_key_not_valid: {
    status: 422,
    en: 'A module’s key is lower-case letters, digits and single underscores, begins with a letter and has at most 40 signs.',
    zh: '模块键由小写字母、数字和单个下划线组成，以字母开头，最多 40 个字符。',
  },
  module_key_taken: {
    status: 409,
    en: 'There is a module with the key “{key}” already, or the product needs that key; choose another one.',
    zh: '已有键为“{key}”的模块，或该键为系统保留；请另选一个。',
  },
  module_label_not_valid: {
    status: 422,
    en: 'A module needs a name, for one record and for many, in both languages, of at most 100 signs each.',
    zh: '模块及其单条记录都需要中英文名称，每个最多 100 个字符。',
  },
  module_of_product: {
    status: 409,
    en: 'The module “{module}” is the product’s own: it can’t be renamed or retired.',
    zh: '“{module}”是系统模块，不能重命名或停用。',
  },
  too_many_modules: {
    status: 409,
    en: 'There are as many modules as there can be.',
    zh: '模块数已达上限。',
  },
  too_many_fields: {
    status: 409,
    en: 'The module has as many fields as it can hold.',
    zh: '该模块的字段数已达上限。',
  },
  table_busy: {
    status: 503,
    en: 'The table is busy; try again in a moment.',
    zh: '数据表正忙，请稍后重试。',
  },
  file_empty: {
    status: 422,
    en: 'The file is empty: its first row must name the columns.',
    zh: '文件为空：第一行必须是列名。',
  },
  tag_name_not_valid: {
    status: 422,
    en: 'A tag has a name of at most 100 signs in one line, without “;”.',
    zh: '标签名称为单行，最多 100 个字符，且不含“;”。',
  },
  tag_taken: {
    status: 409,
    en: 'The module has a tag of this name already; merge the two instead.',
    zh: '该模块已有同名标签；请改为合并这两个标签。',
  },
  tag_unknown: {
    status: 404,
    en: 'The module has no such tag; choose one of its list of tags.',
    zh: '该模块没有此标签，请从标签列表中选择。',
  },
  tag_in_use: {
    status: 409,
    en: 'These views and cadences ask for the tag: {uses}. Change them first.',
    zh: '以下视图和销售节奏使用了该标签：{uses}。请先修改它们。',
  },
  too_many_tags: {
    status: 409,
    en: 'A module can have 500 tags; merge or delete some first.',
    zh: '每个模块最多 500 个标签；请先合并或删除一些。',
  },
  attachment_empty: {
    status: 422,
    en: 'The file has no content; choose another one.',
    zh: '文件没有内容；请另选一个文件。',
  },
  file_too_large: {
    status: 413,
    en: 'An attached file may have {max} MB at most. Make it smaller, or attach a link to it as a note.',
    zh: '附件不能超过 {max} MB。请压缩文件，或以备注形式附上链接。',
  },
  file_name_not_valid: {
    status: 422,
    en: 'A file needs a name of at most 255 signs that can be read; rename it and try again.',
    zh: '文件需要可读的名称，最多 255 个字符；请重命名后重试。',
  },
  file_gone: {
    status: 404,
    en: 'The file is no longer in the storage folder; an administrator can bring it back from a backup.',
    zh: '存储目录中已没有此文件；管理员可从备份中恢复。',
  },
  file_too_many_rows: {
    status: 422,
    en: 'A file may have 200,000 rows at most. Split it, and import the parts one after another.',
    zh: '一个文件最多 200,000 行。请拆分后分批导入。',
  },
  workbook_too_large: {
    status: 422,
    en: 'An Excel file may be 10 MB at most. Save it as CSV (UTF-8): that may be 50 MB.',
    zh: 'Excel 文件不能超过 10 MB。请另存为 CSV（UTF-8）格式，CSV 最大 50 MB。',
  },
  workbook_unreadable: {
    status: 422,
    en: 'The Excel file can’t be read; it may be damaged or protected by a password. Save it once more, or as CSV.',
    zh: '无法读取该 Excel 文件，文件可能已损坏或设有密码。请重新保存，或另存为 CSV。',
  },
  export_too_large: {
    status: 422,
    en: 'An Excel file takes 20,000 records at most. Export as CSV, which has no limit, or narrow the list.',
    zh: '导出 Excel 最多 20,000 条记录。请导出为不限条数的 CSV，或缩小列表范围。',
  },
  import_not_now: {
    status: 409,
    en: 'That can’t be done with the import as it is now. Look at its state again.',
    zh: '导入任务当前的状态不支持此操作，请刷新后查看。',
  },
  options_need_administrator: {
    status: 403,
    en: 'Only administrators can add options to a field. Choose an existing option instead, or ask an administrator.',
    zh: '只有管理员可以为字段新增选项。请改为选择已有选项，或联系管理员。',
  },
  options_not_addable: {
    status: 422,
    en: 'The options can’t be added: a field takes 500, each up to 100 characters and without a semicolon.',
    zh: '无法新增选项：每个字段最多 500 个选项，每个不超过 100 个字符且不含分号。',
  },
  columns_unknown: {
    status: 422,
    en: 'The file has no columns named: {columns}. Correct the mapping.',
    zh: '文件中没有这些列：{columns}。请更正列映射。',
  },
  fields_unknown: {
    status: 422,
    en: 'The module has no fields with the keys: {fields}. Correct the mapping, or add the fields.',
    zh: '模块中没有这些字段：{fields}。请更正列映射，或先添加字段。',
  },
  fields_read_only: {
    status: 422,
    en: 'The product keeps these fields itself: {fields}. Leave them out of the mapping.',
    zh: '这些字段由系统维护：{fields}。请从列映射中去掉。',
  },
  fields_mapped_twice: {
    status: 422,
    en: 'More than one column goes to: {fields}. Choose one column for each field.',
    zh: '有多列映射到同一字段：{fields}。请为每个字段只选一列。',
  },
  duplicate_key_not_valid: {
    status: 422,
    en: 'Duplicates can’t be found by “{field}”; choose a text, number, date or choice field of the module.',
    zh: '无法按“{field}”查找重复；请选择模块中的文本、数字、日期或单选字段。',
  },
  template_broken: {
    status: 422,
    en: 'The template can’t be read: {why}',
    zh: '无法读取模板：{why}',
  },
  mjml_not_compiled: {
    status: 422,
    en: 'The MJML can’t be turned into a message; “errors” says where. Nothing was saved.',
    zh: '无法将 MJML 转换为邮件，“errors”说明了位置。未保存任何内容。',
  },
  template_language_twice: {
    status: 422,
    en: 'There are two versions in {language}; keep one of them.',
    zh: '有两个{language}版本；请只保留一个。',
  },
  template_files_too_many: {
    status: 422,
    en: 'A template carries {max} files at most. Take one off first.',
    zh: '一个模板最多可附带 {max} 个文件。请先移除一个。',
  },
  template_files_too_large: {
    status: 422,
    en: 'The files of a template may have {max} MB in all, or mail servers turn the message away. Make the file smaller, or put a link into the message.',
    zh: '模板附件合计不能超过 {max} MB，否则邮件服务器会拒收。请压缩文件，或在正文中放入链接。',
  },
  template_not_rendered: {
    status: 422,
    en: 'The template can’t be filled in for this record; “errors” says why.',
    zh: '无法用此记录填充模板；“errors”说明了原因。',
  },
  template_in_use: {
    status: 409,
    en: 'These cadences send the template: {cadences}. Publish them without it first.',
    zh: '以下销售节奏正在使用该模板：{cadences}。请先发布不含此模板的版本。',
  },
  // What the edition doesn't allow is forbidden (403); it is no conflict that goes away by itself.
  too_many_cadences: {
    status: 403,
    en: 'This module may have {limit} cadences and has {count}. Turn one that nobody needs into what you want, or ask an administrator to raise the limit under Settings › Cadence limits.',
    zh: '该模块最多可有 {limit} 个销售节奏，现有 {count} 个。请改用一个不再需要的，或请管理员在“设置 › 销售节奏上限”中提高上限。',
  },
  too_many_active_cadences: {
    status: 403,
    en: 'This module may have {limit} active cadences and has {count}. Disable one first, or ask an administrator to raise the limit under Settings › Cadence limits.',
    zh: '该模块最多可有 {limit} 个启用的销售节奏，现有 {count} 个。请先停用一个，或请管理员在“设置 › 销售节奏上限”中提高上限。',
  },
  module_changed: {
    status: 409,
    en: 'A cadence stays in its module; make a new cadence for the other one.',
    zh: '销售节奏不能更换模块；请为另一模块新建销售节奏。',
  },
  nothing_to_publish: {
    status: 409,
    en: 'There is no draft: nothing was edited since the last publication.',
    zh: '没有草稿：自上次发布以来未做修改。',
  },
  cadence_has_problems: {
    status: 422,
    en: 'The cadence can’t be used like this; “errors” lists all problems.',
    zh: '销售节奏目前无法使用；“errors”列出了全部问题。',
  },
  never_published: {
    status: 409,
    en: 'The cadence was never published, so nothing has happened in it; publish it first.',
    zh: '该销售节奏从未发布，因此还没有数据；请先发布。',
  },
  cadence_not_active: {
    status: 409,
    en: 'The cadence is not active; publish or enable it first.',
    zh: '该销售节奏未启用；请先发布或启用。',
  },
  cadence_misses_field: {
    status: 409,
    en: 'The cadence names fields that were retired. Bring them back, or change the cadence and publish it.',
    zh: '该销售节奏使用了已停用的字段。请恢复这些字段，或修改后重新发布。',
  },
  cadence_not_disabled: {
    status: 409,
    en: 'Only a disabled cadence can be enabled.',
    zh: '只有已停用的销售节奏才能启用。',
  },
  manual_not_allowed: {
    status: 409,
    en: 'Records enter this cadence through its view only; allow manual enrolment in its audience.',
    zh: '记录只能通过视图进入此销售节奏；如需手动纳入，请在受众中允许。',
  },
  cannot_continue: {
    status: 409,
    en: 'The round can’t be continued; “errors” says why.',
    zh: '该轮无法继续；“errors”说明了原因。',
  },
  verdict_not_needed: {
    status: 409,
    en: 'Nothing waits for a verdict there: it has been decided already.',
    zh: '此处没有待核对的事项：已有结论。',
  },
  status_not_valid: {
    status: 422,
    en: 'A {kind} can’t have the status “{status}”.',
    zh: '此类活动没有“{status}”状态。',
  },
  result_not_valid: {
    status: 422,
    en: 'Only a call has a result, and “{result}” must be one of the list.',
    zh: '只有通话才有结果，且“{result}”必须在列表之中。',
  },
  time_not_valid: {
    status: 422,
    en: 'Only a call has a start and an end, and it ends after it starts.',
    zh: '只有通话才有开始和结束时间，且结束须晚于开始。',
  },
  no_development_mailbox: {
    status: 404,
    en: 'There is no development mailbox here: mail really goes out. It is on when no SMTP server is configured.',
    zh: '此处没有开发邮箱：邮件会真实发出。未配置 SMTP 服务器时才启用开发邮箱。',
  },
  message_unreadable: {
    status: 409,
    en: 'The message can’t be read as mail, or can’t be answered.',
    zh: '无法将该内容作为邮件读取，或无法回复。',
  },
  nothing_to_open: {
    status: 409,
    en: 'The message has nothing of the kind: no tracking image, or no way to unsubscribe.',
    zh: '该邮件没有相应内容：没有跟踪图片，或没有退订方式。',
  },
  link_unknown: {
    status: 422,
    en: 'The message has no such link; “links” of the message lists them, counted from 0.',
    zh: '该邮件没有此链接；邮件的“links”列出了全部链接，从 0 开始计数。',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
