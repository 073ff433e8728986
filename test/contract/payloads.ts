// T1: more than two hundred texts that have broken other products, and values of every other type than the one expected.

const sqlPieces = String.raw`
'
''
"
\
\'
';
--
/*
*/
;--
' or '1'='1
' or 1=1--
" or ""="
') or ('1'='1
1; drop table m_leads
'; drop table m_leads; --
'; delete from cadenza.session; --
' union select null--
' union select password_hash from cadenza.app_user--
1 and 1=2 union select version()
'; select pg_sleep(5); --
' || pg_sleep(5) || '
1) or sleep(5)#
'; copy (select 1) to program 'id'; --
$$; select 1; $$
$1
$999999
:param
?
%s
%27
%00
\x27
\u0027
' and extractvalue(1,concat(0x7e,version()))--
asc; drop table view
last_name desc, (select 1)
last_name; --
-last_name--
last_name"
"last_name" desc nulls first
id) or (1=1
m_leads.id
cadenza.app_user.password_hash
pg_catalog.pg_user
current_user
ctid
xmin
tableoid
record_id
select
null
NULL
undefined
NaN
Infinity
true
default
{"$ne": null}
{"$gt": ""}
{"all": [{"all": [{"field": "id", "is": {}}]}]}
{"field": "last_name); drop table m_leads; --", "is": "x"}
{"field": "last_name", "is\" or 1=1 --": "x"}
[$ne]
admin'--
0x27
char(39)
e'\''
U&'\0027'
x' and 1=(select 1)--
1'1
1 exec sp_ (or exec xp_)`;

const codePieces = String.raw`
{{ 7 * 7 }}
{{ record.constructor }}
{{ "".constructor.constructor("return process")() }}
{% include '/etc/passwd' %}
{% render 'x' %}
{% for i in (1..100000000) %}x{% endfor %}
{{ record | json }}
{{
}}
{%
%}
{{ record.
#{7*7}
<%= 7 %>
__proto__
constructor
prototype
toString
hasOwnProperty
valueOf
__defineGetter__
constructor.prototype
require('child_process')
process.env
; id
| id
$(id)
&& id
() { :;}; id
<script>alert(1)</script>
"><img src=x onerror=alert(1)>
<svg/onload=alert(1)>
javascript:alert(1)
data:text/html,x
<iframe srcdoc=x>
' onmouseover='x
<!--
]]>
<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
=1+1
@SUM(1)
+1
-1+1|cmd
=HYPERLINK("http://e.invalid")
(a+)+$
^(([a-z])+.)+[A-Z]([a-z])+$
.*
[
(?<
*
*)(uid=*))(|(uid=*
*)(objectClass=*)`;

const addressPieces = String.raw`
../
../../../../etc/passwd
..\..\win.ini
%2e%2e%2f
..%c0%af
/etc/passwd
file:///etc/passwd
\\host\share
.
..
/
//
C:\
CON
nul
~
http://169.254.169.254/latest/meta-data/
http://localhost:5432/
http://[::ffff:127.0.0.1]/
//evil.example
https://a@b.example
mailto:a@b.invalid
%0d%0aSet-Cookie: a=b
"a b"@c.invalid
a@b
@
a@@b.invalid`;

const numberPieces = String.raw`
-1
0
00
-0
1.5
1e309
-1e309
1e400
9007199254740993
9223372036854775807
9223372036854775808
2147483648
99999999999999999999999999
0x10
1_000
１２３
2026-02-30
9999-12-31
10000-01-01
-0001-01-01
0000-00-00
2026-13-01T00:00:00Z
+275760-09-13T00:00:00.000Z
+275760-09-13T00:00:00.001Z
-271821-04-20T00:00:00.000Z
0001-01-01T00:00:00Z
1969-12-31T23:59:59.999Z`;

const invisiblePieces = ['', ' ', '\t', '\n', '\r', '\u0000', 'a\u0000b', '\u0001', '\u001b[31m', '\u007f', '\u0085'];
const foldedPieces = [
  'İ',
  'ı',
  'ß',
  'ǆ',
  'A\u030a',
  'e\u0301',
  '中文',
  '＇',
  '＝１',
  '𠮷',
  'Z͑ͫ̓ͪ̂A̡͊͠',
  'ﷺ',
  '😀',
  '👩‍👩‍👧‍👦',
];
const unicodePieces = ['\u00ad', '\u200b', '\u202e', '\u2028', '\ufeff', '\uffff', '\ud800', '\udc00', 'a\ud800b'];
const longPieces = ['x'.repeat(251), 'x'.repeat(10_000), 'İ'.repeat(300), ','.repeat(600), '['.repeat(1_000)];
const headerPieces = ['\r\nBcc: a@b.invalid', 'a@b.invalid\nCc: c@d.invalid', '`', '`id`', '{"all":'.repeat(300)];

export const payloads: readonly string[] = [
  ...[sqlPieces, codePieces, addressPieces, numberPieces].flatMap((lines) => lines.trim().split('\n')),
  ...invisiblePieces,
  ...foldedPieces,
  ...unicodePieces,
  ...longPieces,
  ...headerPieces,
];

/** What stands where a text, a number, a list or an object was expected. */
export const otherTypes: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, 9_007_199_254_740_993, 2 ** 31, '', 'text'],
  ...[[], [[]], ['x'], [null], {}, { a: 1 }, { length: 1 }, { $ne: null }, { toString: 'x' }],
  Array.from({ length: 2_000 }, () => 'x'),
];
