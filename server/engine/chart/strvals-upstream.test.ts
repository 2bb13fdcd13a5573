// The rows of Helm's own tests of --set and its sisters, as cases of ours; helm 3.20.2 and 4.2.4 gave the answers.
// A long table.

import { expect, test } from 'vitest';
import { GoError } from '../values/errors.ts';
import { GoMap } from '../values/value.ts';
import { jsonEncode } from '../yaml/json.ts';
import { jsonDecodeMap } from '../yaml/json-decode.ts';
import { PROFILES } from './profile.ts';
import { applySet, type SetKind } from './strvals.ts';

const FILES: Readonly<Record<string, string>> = { b: 'B\n', x: 'é', '': '' };

/** What is there before, the flag's texts one after the other, the answer, and that of Helm 4 where it is another. */
type Row = readonly [kind: SetKind, before: string, texts: readonly string[], want: string, four?: string];

const ROWS: readonly Row[] = [
  // An index within a list, at its end, beyond it, below zero, too large.
  ['set', '{"w":[5,6]}', ['w[2]=7'], '{"w":[5,6,7]}'],
  ['set', '{"w":[5,6]}', ['w[1]=7'], '{"w":[5,7]}'],
  ['set', '{"w":[5,6,7,8,9]}', ['w[3]=0'], '{"w":[5,6,7,0,9]}'],
  ['set', '{"w":[5,6]}', ['w[-1]=7'], 'negative -1 index not allowed'],
  ['set', '{"w":[5,6]}', ['w[65537]=7'], 'index of 65537 is greater than maximum supported index of 65536'],
  ['set', '{"w":[5,6]}', ['w[4]=7'], '{"w":[5,6,null,null,7]}'],
  ['set', '{"w":[]}', ['w[0]=7'], '{"w":[7]}'],
  ['set', '{"w":[5]}', ['w[65536x]=7'], 'error parsing index: strconv.Atoi: parsing "65536x": invalid syntax'],
  // Text stays text.
  ['set-string', '', ['phone=4930123456'], '{"phone":"4930123456"}'],
  ['set-string', '', ['on=true'], '{"on":"true"}'],
  ['set-string', '', ['none=null'], '{"none":"null"}'],
  ['set-string', '', ['nil=0'], '{"nil":"0"}'],
  ['set-string', '', ['mix={0,true,null,1.0}'], '{"mix":["0","true","null","1.0"]}'],
  ['set-string', '', ['deep.er=007,deep.list[1]=12'], '{"deep":{"er":"007","list":[null,"12"]}}'],
  // Scalars, pairs and keys without a value.
  ['set', '', ['none=null,off=false,on=true'], '{"none":null,"off":false,"on":true}'],
  ['set', '', ['host=db'], '{"host":"db"}'],
  ['set', '', ['host=db,port=x'], '{"host":"db","port":"x"}'],
  ['set', '', ['host=db,port=x,'], '{"host":"db","port":"x"}'],
  ['set', '', ['host=db,,,,port=x,'], 'key "" has no value (cannot end with ,)'],
  ['set', '', ['host=,port=x'], '{"host":"","port":"x"}'],
  ['set', '', ['zip=00123'], '{"zip":"00123"}'],
  ['set', '', ['none=0'], '{"none":0}'],
  ['set', '', ['phone=4930123456'], '{"phone":4930123456}'],
  ['set', '', ['on=true'], '{"on":true}'],
  ['set', '', ['none=null'], '{"none":null}'],
  ['set', '', ['host,port='], 'key "host" has no value (cannot end with ,)'],
  ['set', '', ['host,port=x'], 'key "host" has no value (cannot end with ,)'],
  ['set', '', ['host,port=x\\'], 'key "host" has no value (cannot end with ,)'],
  ['set', '', ['host,port'], 'key "host" has no value (cannot end with ,)'],
  ['set', '', ['host=a\\,b,port=c\\,d'], '{"host":"a,b","port":"c,d"}'],
  ['set', '', ['host=a\\=b,port=c\\=d'], '{"host":"a=b","port":"c=d"}'],
  ['set', '', ['host=to be or,port=not to be'], '{"host":"to be or","port":"not to be"}'],
  ['set', '', ['env\\=dev=1'], '{"env=dev":1}'],
  ['set', '', ['a\\\\b=c\\\\d'], '{"a\\\\b":"c\\\\d"}'],
  ['set', '', ['tab=a\\tb'], '{"tab":"atb"}'],
  ['set', '', ['end=x\\,'], '{"end":"x,"}'],
  // Tables.
  ['set', '', ['pod.spec=v'], '{"pod":{"spec":"v"}}'],
  ['set', '', ['pod.spec.node=v'], '{"pod":{"spec":{"node":"v"}}}'],
  ['set', '', ['pod.spec=v,pod.kind=w'], '{"pod":{"kind":"w","spec":"v"}}'],
  ['set', '', ['pod.spec=v,pod.meta.name=w'], '{"pod":{"meta":{"name":"w"},"spec":"v"}}'],
  ['set', '', ['pod.spec'], 'key "spec" has no value'],
  ['set', '', ['pod.spec,pod.kind'], 'key "spec" has no value (cannot end with ,)'],
  ['set', '', ['pod.spec='], '{"pod":{"spec":""}}'],
  ['set', '', ['pod.=spec'], 'key map "pod" has no value'],
  ['set', '', ['pod.,spec'], 'key "" has no value (cannot end with ,)'],
  ['set', '', ['pod..spec=v'], 'key map "pod" has no value'],
  ['set', '', ['.pod=v'], '{}'],
  ['set', '', ['pod.spec.=v'], 'key map "spec" has no value'],
  [
    'set',
    '',
    ['pod.spec=v,pod.spec.x=w'],
    'unable to parse key: interface conversion: interface {} is string, not map[string]interface {}',
  ],
  ['set', '', ['a\\.b.c=v,a.b\\.c=w'], '{"a":{"b.c":"w"},"a.b":{"c":"v"}}'],
  // Lists between braces.
  ['set', '', ['ports={http,admin}'], '{"ports":["http","admin"]}'],
  ['set', '', ['ports={http,admin},names={http,admin}'], '{"names":["http","admin"],"ports":["http","admin"]}'],
  ['set', '', ['ports={8080,443}'], '{"ports":[8080,443]}'],
  ['set', '', ['pod.ports={http,admin}'], '{"pod":{"ports":["http","admin"]}}'],
  ['set', '', ['ports={8080,443'], "list must terminate with '}'"],
  ['set', '', ['ports={}'], '{"ports":[""]}'],
  ['set', '', ['ports={},x=1'], '{"ports":[""],"x":1}'],
  ['set', '', ['ports={ a , b }'], '{"ports":[" a "," b "]}'],
  ['set', '', ['ports={a,,b}'], '{"ports":["a","","b"]}'],
  ['set', '', ['ports={a}b=1'], '{"b":1,"ports":["a"]}'],
  ['set', '', ['ports={a},'], '{"ports":["a"]}'],
  ['set', '', ['ports={{a,b}}'], 'key "}" has no value'],
  ['set', '', ['ports={a,{b}'], '{"ports":["a","{b"]}'],
  ['set', '', ['ports=x{a,b}'], 'key "b}" has no value'],
  ['set', '', ['ports={a\\,b,c\\}}'], '{"ports":["a,b","c}"]}'],
  ['set', '', ['ports={true,null,-1,01}'], '{"ports":[true,null,-1,"01"]}'],
  // Indexes.
  ['set', '', ['vols[0]=tmp'], '{"vols":["tmp"]}'],
  ['set', '', ['vols[0].name=tmp'], '{"vols":[{"name":"tmp"}]}'],
  ['set', '', ['vols[0].name=tmp,vols[0].size=4Gi'], '{"vols":[{"name":"tmp","size":"4Gi"}]}'],
  ['set', '', ['vols[0].name=tmp,vols[-12].size=4Gi'], 'negative -12 index not allowed'],
  ['set', '', ['vols[0]=tmp,vols[1]=log'], '{"vols":["tmp","log"]}'],
  ['set', '', ['vols[0]=tmp,vols[1]=log,'], '{"vols":["tmp","log"]}'],
  ['set', '', ['vols[0]=tmp,vols[4]=log'], '{"vols":["tmp",null,null,null,"log"]}'],
  ['set', '', ['vols[0]=tmp,vols[-7]=log'], 'negative -7 index not allowed'],
  ['set', '', ['bad[0]tail.name=tmp'], "unexpected data at end of array index: ['t' 'a' 'i' 'l']"],
  ['set', '', ['bare[0]'], '{"bare":[]}'],
  ['set', '', ['bare[0]='], '{"bare":[""]}'],
  ['set', '', ['grid[0][0]=8'], '{"grid":[[8]]}'],
  ['set', '', ['grid[1][1]=8'], '{"grid":[null,[null,8]]}'],
  ['set', '', ['grid[2][0][1]=8,grid[0]=x'], '{"grid":["x",null,[[null,8]]]}'],
  ['set', '', ['pod.vols[0].name=tmp,pod.vols[1].name=log'], '{"pod":{"vols":[{"name":"tmp"},{"name":"log"}]}}'],
  ['set', '', ['pod.vols[1].name=tmp,pod.vols[0].name=log'], '{"pod":{"vols":[{"name":"log"},{"name":"tmp"}]}}'],
  ['set', '', ['pod.vols[1].name=tmp'], '{"pod":{"vols":[null,{"name":"tmp"}]}}'],
  [
    'set',
    '',
    [']={}].'],
    'unable to parse key: interface conversion: interface {} is []interface {}, not map[string]interface {}',
  ],
  ['set', '', ['vols[0]={a,b}'], '{"vols":[["a","b"]]}'],
  ['set', '', ['vols[0]={a,b},vols[0][2]=c'], '{"vols":[["a","b","c"]]}'],
  ['set', '', ['vols[1]={}'], '{"vols":[null,[""]]}'],
  ['set', '', ['vols[0'], 'error parsing index: EOF', '{}'],
  ['set', '', ['vols['], 'error parsing index: EOF', '{}'],
  ['set', '', ['vols[]=1'], 'error parsing index: strconv.Atoi: parsing "": invalid syntax'],
  ['set', '', ['vols[ 0]=1'], 'error parsing index: strconv.Atoi: parsing " 0": invalid syntax'],
  ['set', '', ['vols[1.5]=1'], 'error parsing index: strconv.Atoi: parsing "1.5": invalid syntax'],
  ['set', '', ['vols[0]]=1'], "unexpected data at end of array index: [']']"],
  [
    'set',
    '',
    ['vols[0]=1,vols.x=2'],
    'unable to parse key: interface conversion: interface {} is []interface {}, not map[string]interface {}',
  ],
  ['set', '', ['vols[0].name'], 'key "name" has no value'],
  ['set', '', ['vols[0].'], '{"vols":[]}'],
  ['set', '', ['vols[0].name=a,vols[0]=b'], '{"vols":["b"]}'],
  // Into what is there.
  [
    'set',
    '{"pod":{"node":"old","zone":"z"}}',
    ['pod.node=n1,pod.disk=d3,pod.cpu=4'],
    '{"pod":{"cpu":4,"disk":"d3","node":"n1","zone":"z"}}',
  ],
  ['set', '', ['grid[0][0].kind=leaf', 'grid[0][0].state=green'], '{"grid":[[{"kind":"leaf","state":"green"}]]}'],
  ['set', '', ['grid[0][0].kind=leaf', 'grid[1][0].state=green'], '{"grid":[[{"kind":"leaf"}],[{"state":"green"}]]}'],
  [
    'set',
    '{"grid":[[[{"gone":"yes"}]]]}',
    ['grid[0][1][0].kind=leaf', 'grid[0][0][1].state=green'],
    '{"grid":[[[{"gone":"yes"},{"state":"green"}],[{"kind":"leaf"}]]]}',
  ],
  ['set', '{"grid":[[["x"]]]}', ['grid[0][0].c='], '{"grid":[[{"c":""}]]}'],
  ['set', '{"grid":[["x"]]}', ['grid[0][0].c=,y=1'], '{"grid":[[{"c":""}]],"y":1}'],
  ['set', '{"grid":[["x"]]}', ['grid[0][2].c='], '{"grid":[["x"]]}'],
  [
    'set',
    '{"pod":"text"}',
    ['pod.node=1'],
    'unable to parse key: interface conversion: interface {} is string, not map[string]interface {}',
  ],
  [
    'set',
    '{"pod":[1]}',
    ['pod.node=1'],
    'unable to parse key: interface conversion: interface {} is []interface {}, not map[string]interface {}',
  ],
  [
    'set',
    '{"pod":{"a":1}}',
    ['pod[0]=1'],
    'unable to parse key: interface conversion: interface {} is map[string]interface {}, not []interface {}',
  ],
  ['set', '{"pod":null}', ['pod=1'], '{"pod":1}'],
  ['set', '{"pod":{"a":1}}', ['pod=null', 'pod=2'], '{"pod":2}'],
  // Text into what is there.
  [
    'set-string',
    '{"pod":{"node":"old","zone":"z"}}',
    ['pod.node=7,pod.disk=3'],
    '{"pod":{"disk":"3","node":"7","zone":"z"}}',
  ],
  ['set-string', '{"pod":{"node":1}}', ['pod.node=true'], '{"pod":{"node":"true"}}'],
  // JSON.
  [
    'set-json',
    '{"pod":{"node":"old","zone":"z"}}',
    ['pod.node="7",pod.disk=3,pod.on=true,pod.txt="true"'],
    '{"pod":{"disk":3,"node":"7","on":true,"txt":"true","zone":"z"}}',
  ],
  [
    'set-json',
    '{"pod":{"node":{"old":"o"},"zone":"z","vols":["old"]}}',
    [
      'pod.node={"p":"7","q":8,"r":[4,5]},pod.vols=["first one","second one"],pod.more={"pp":"7","rr":[4,5]},pod.list=[{"P":"7","R":[4]}]',
    ],
    '{"pod":{"list":[{"P":"7","R":[4]}],"more":{"pp":"7","rr":[4,5]},"node":{"p":"7","q":8,"r":[4,5]},"vols":["first one","second one"],"zone":"z"}}',
  ],
  [
    'set-json',
    '{"pod":{"node":{"old":"o"},"zone":"z"}}',
    ['pod.node=,pod.more={"pp":"7","rr":[4,5,6]},pod.more.rr[1]=null'],
    '{"pod":{"more":{"pp":"7","rr":[4,null,6]},"node":null,"zone":"z"}}',
  ],
  ['set-json', '', ['pod.node={"p":"7","q":8},pod.vols=["one"],pod.last={"P":"7","R":[4,5]}]'], 'key "]" has no value'],
  ['set-json', '', ['pod={"p":1'], 'unexpected EOF'],
  ['set-json', '', ['pod={"p"'], 'unexpected EOF'],
  ['set-json', '', ['pod="open'], 'unexpected EOF'],
  ['set-json', '', ['pod=tru'], 'unexpected EOF'],
  ['set-json', '', ['pod=yes'], "invalid character 'y' looking for beginning of value"],
  ['set-json', '', ['pod=1 , zone=2'], '{" zone":2,"pod":1}'],
  ['set-json', '', ['pod=,zone=,'], '{"pod":null,"zone":null}'],
  ['set-json', '', ['pod'], 'key "pod" has no value'],
  ['set-json', '', ['pod=1,zone'], 'key "zone" has no value'],
  ['set-json', '', ['pod[0]={"a":[1]},pod[0].a[1]=2'], '{"pod":[{"a":[1,2]}]}'],
  ['set-json', '', ['pod=1.50,zone=1e2,big=12345678901234567890'], '{"big":12345678901234567000,"pod":1.5,"zone":100}'],
  ['set-json', '{"pod":[1]}', ['pod[2]='], '{"pod":[1,null,null]}'],
  ['set-json', '', ["pod='x'"], "invalid character '\\'' looking for beginning of value"],
  ['set-json', '', ['pod.x="a=b,c"'], '{"pod":{"x":"a=b,c"}}'],
  ['set-json', '', ['pod= {"a":1} '], '{"pod":{"a":1}}'],
  ['set-json', '', ['pod="\\u0041\\n"'], '{"pod":"A\\n"}'],
  // Files.
  ['set-file', '', ['conf=b'], '{"conf":"B\\n"}'],
  ['set-file', '', ['conf=b,more=x'], '{"conf":"B\\n","more":"é"}'],
  ['set-file', '', ['conf={b,x}'], '{"conf":["B\\n","é"]}'],
  ['set-file', '', ['pod.conf[1]=b'], '{"pod":{"conf":[null,"B\\n"]}}'],
  ['set-file', '', ['conf=none'], 'open none: no such file or directory'],
  ['set-file', '{"conf":"old"}', ['conf=x'], '{"conf":"é"}'],
  ['set-file', '', ['conf=%a'], 'parse "%a": invalid URL escape "%a"'],
  ['set-file', '', ['conf=://b'], 'parse "://b": missing protocol scheme'],
  ['set-file', '', ['conf'], 'key "conf" has no value'],
  ['set-file', '', ['conf=,more=b'], '{"conf":"","more":"B\\n"}'],
  ['set-file', '', ['conf[0]=:b'], 'parse ":b": missing protocol scheme'],
  // How deep a key may go.
  ['set', '', ['pod.spec.node=v'], '{"pod":{"spec":{"node":"v"}}}'],
  [
    'set',
    '',
    [
      'k1.k2.k3.k4.k5.k6.k7.k8.k9.k10.k11.k12.k13.k14.k15.k16.k17.k18.k19.k20.k21.k22.k23.k24.k25.k26.k27.k28.k29.k30.k31.k32=v',
    ],
    'value name nested level is greater than maximum supported nested level of 30',
  ],
  [
    'set',
    '',
    [
      'k1.k2.k3.k4.k5.k6.k7.k8.k9.k10.k11.k12.k13.k14.k15.k16.k17.k18.k19.k20.k21.k22.k23.k24.k25.k26.k27.k28.k29.k30.k31=v',
    ],
    '{"k1":{"k2":{"k3":{"k4":{"k5":{"k6":{"k7":{"k8":{"k9":{"k10":{"k11":{"k12":{"k13":{"k14":{"k15":{"k16":{"k17":{"k18":{"k19":{"k20":{"k21":{"k22":{"k23":{"k24":{"k25":{"k26":{"k27":{"k28":{"k29":{"k30":{"k31":"v"}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}',
  ],
  [
    'set',
    '',
    [
      'x.k1.k2.k3.k4.k5.k6.k7.k8.k9.k10.k11.k12.k13.k14.k15.k16.k17.k18.k19.k20.k21.k22.k23.k24.k25.k26.k27.k28.k29.k30.k31=v',
    ],
    'value name nested level is greater than maximum supported nested level of 30',
  ],
  [
    'set',
    '',
    [
      'l[0].k1.k2.k3.k4.k5.k6.k7.k8.k9.k10.k11.k12.k13.k14.k15.k16.k17.k18.k19.k20.k21.k22.k23.k24.k25.k26.k27.k28.k29.k30=v',
    ],
    '{"l":[{"k1":{"k2":{"k3":{"k4":{"k5":{"k6":{"k7":{"k8":{"k9":{"k10":{"k11":{"k12":{"k13":{"k14":{"k15":{"k16":{"k17":{"k18":{"k19":{"k20":{"k21":{"k22":{"k23":{"k24":{"k25":{"k26":{"k27":{"k28":{"k29":{"k30":"v"}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}]}',
  ],
  [
    'set',
    '',
    [
      'l[0].k1.k2.k3.k4.k5.k6.k7.k8.k9.k10.k11.k12.k13.k14.k15.k16.k17.k18.k19.k20.k21.k22.k23.k24.k25.k26.k27.k28.k29.k30.k31=v',
    ],
    '{"l":[{"k1":{"k2":{"k3":{"k4":{"k5":{"k6":{"k7":{"k8":{"k9":{"k10":{"k11":{"k12":{"k13":{"k14":{"k15":{"k16":{"k17":{"k18":{"k19":{"k20":{"k21":{"k22":{"k23":{"k24":{"k25":{"k26":{"k27":{"k28":{"k29":{"k30":{"k31":"v"}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}]}',
  ],
  // Literal text.
  ['set-literal', '', ['host'], 'key "host" has no value'],
  ['set-literal', '', ['host='], '{"host":""}'],
  ['set-literal', '', ['host=db'], '{"host":"db"}'],
  ['set-literal', '', ['phone=4930123456'], '{"phone":"4930123456"}'],
  ['set-literal', '', ['on=true'], '{"on":"true"}'],
  ['set-literal', '', ['none=null'], '{"none":"null"}'],
  ['set-literal', '', ['nil=0'], '{"nil":"0"}'],
  ['set-literal', '', ['host=null,port=x'], '{"host":"null,port=x"}'],
  ['set-literal', '', ['host=db,,,tail'], '{"host":"db,,,tail"}'],
  ['set-literal', '', ['zip=00123'], '{"zip":"00123"}'],
  ['set-literal', '', ['host=to be or'], '{"host":"to be or"}'],
  ['set-literal', '', ['pod.spec=v'], '{"pod":{"spec":"v"}}'],
  ['set-literal', '', ['pod.spec.node=v'], '{"pod":{"spec":{"node":"v"}}}'],
  ['set-literal', '', ['pod.spec'], 'key "spec" has no value'],
  ['set-literal', '', ['pod.spec='], '{"pod":{"spec":""}}'],
  ['set-literal', '', ['pod.=spec'], 'key map "pod" has no value'],
  ['set-literal', '', ['pod.,spec'], 'key ",spec" has no value'],
  ['set-literal', '', ['ports={http,admin}'], '{"ports":"{http,admin}"}'],
  ['set-literal', '', ['vols[0]=tmp'], '{"vols":["tmp"]}'],
  ['set-literal', '', ['vols[0].name=tmp'], '{"vols":[{"name":"tmp"}]}'],
  ['set-literal', '', ['vols[-12].size=4Gi'], 'negative -12 index not allowed'],
  ['set-literal', '', ['vols[3]=log'], '{"vols":[null,null,null,"log"]}'],
  ['set-literal', '', ['bad[0]tail.name=tmp'], "unexpected data at end of array index: ['t' 'a' 'i' 'l']"],
  ['set-literal', '', ['bare[0]'], '{"bare":[]}'],
  ['set-literal', '', ['bare[0]='], '{"bare":[""]}'],
  ['set-literal', '', ['grid[0][0]=8'], '{"grid":[["8"]]}'],
  ['set-literal', '', ['grid[1][1]=8'], '{"grid":[null,[null,"8"]]}'],
  ['set-literal', '', ['pod.vols[0].name=tmp'], '{"pod":{"vols":[{"name":"tmp"}]}}'],
  ['set-literal', '', ['pod.vols[1].name=tmp'], '{"pod":{"vols":[null,{"name":"tmp"}]}}'],
  ['set-literal', '', ['pod.vols[2].name=tmp'], '{"pod":{"vols":[null,null,{"name":"tmp"}]}}'],
  ['set-literal', '', [']={}].'], '{"]":"{}]."}'],
  ['set-literal', '', ['p=a,b'], '{"p":"a,b"}'],
  ['set-literal', '', ['p=a.b'], '{"p":"a.b"}'],
  ['set-literal', '', ['p=a=b'], '{"p":"a=b"}'],
  ['set-literal', '', ['p=a$b'], '{"p":"a$b"}'],
  ['set-literal', '', ['p=(a'], '{"p":"(a"}'],
  ['set-literal', '', ['p=a)'], '{"p":"a)"}'],
  ['set-literal', '', ['p=(a)'], '{"p":"(a)"}'],
  ['set-literal', '', ['p={a'], '{"p":"{a"}'],
  ['set-literal', '', ['p=a}'], '{"p":"a}"}'],
  ['set-literal', '', ['p={a}'], '{"p":"{a}"}'],
  ['set-literal', '', ['p={a,b}'], '{"p":"{a,b}"}'],
  ['set-literal', '', ['p=a\\b'], '{"p":"a\\\\b"}'],
  ['set-literal', '', ['p=a\\\\b'], '{"p":"a\\\\\\\\b"}'],
  ['set-literal', '', ['p=a\\\\\\b'], '{"p":"a\\\\\\\\\\\\b"}'],
  ['set-literal', '', ['p={q,.?*w\\0z!r)t'], '{"p":"{q,.?*w\\\\0z!r)t"}'],
  [
    'set-literal',
    '',
    ['p=zu%HK)xqWEw,j-\\k+Pqw-!:.n\\\\rT=pd#R}@{-l@'],
    '{"p":"zu%HK)xqWEw,j-\\\\k+Pqw-!:.n\\\\\\\\rT=pd#R}@{-l@"}',
  ],
  ['set-literal', '', ['a,b=c'], '{"a,b":"c"}'],
  ['set-literal', '', ['a\\.b=c'], '{"a\\\\":{"b":"c"}}'],
  ['set-literal', '', ['p= a '], '{"p":" a "}'],
  ['set-literal', '', ['p=a\nb'], '{"p":"a\\nb"}'],
  ['set-literal', '', ['p[0'], 'error parsing index: EOF', '{}'],
  ['set-literal', '', ['p[x]=1'], 'error parsing index: strconv.Atoi: parsing "x": invalid syntax'],
  ['set-literal', '', ['p[65537]=1'], 'index of 65537 is greater than maximum supported index of 65536'],
  ['set-literal', '', ['p..q=1'], 'key map "p" has no value'],
  ['set-literal', '', ['=x'], '{}'],
  ['set-literal', '', [''], '{}'],
  // Literal text into what is there.
  [
    'set-literal',
    '{"pod":{"node":"old","zone":"z"}}',
    ['pod.node=n1,pod.disk=d3,pod.cpu=4'],
    '{"pod":{"node":"n1,pod.disk=d3,pod.cpu=4","zone":"z"}}',
  ],
  [
    'set-literal',
    '',
    ['grid[0][0].kind=leaf', 'grid[0][0].state=green'],
    '{"grid":[[{"kind":"leaf","state":"green"}]]}',
  ],
  [
    'set-literal',
    '',
    ['grid[0][0].kind=leaf', 'grid[1][0].state=green'],
    '{"grid":[[{"kind":"leaf"}],[{"state":"green"}]]}',
  ],
  [
    'set-literal',
    '{"grid":[[[{"gone":"yes"}]]]}',
    ['grid[0][1][0].kind=leaf', 'grid[0][0][1].state=green'],
    '{"grid":[[[{"gone":"yes"},{"state":"green"}],[{"kind":"leaf"}]]]}',
  ],
  [
    'set-literal',
    '{"pod":"text"}',
    ['pod.node=1'],
    'unable to parse key: interface conversion: interface {} is string, not map[string]interface {}',
  ],
  [
    'set-literal',
    '{"pod":"text"}',
    ['pod[0]=1'],
    'unable to parse key: interface conversion: interface {} is string, not []interface {}',
  ],
  // How deep a literal key may go.
  ['set-literal', '', ['pod.spec.node=v'], '{"pod":{"spec":{"node":"v"}}}'],
  [
    'set-literal',
    '',
    [
      'k1.k2.k3.k4.k5.k6.k7.k8.k9.k10.k11.k12.k13.k14.k15.k16.k17.k18.k19.k20.k21.k22.k23.k24.k25.k26.k27.k28.k29.k30.k31.k32=v',
    ],
    'value name nested level is greater than maximum supported nested level of 30',
  ],
  [
    'set-literal',
    '',
    [
      'k1.k2.k3.k4.k5.k6.k7.k8.k9.k10.k11.k12.k13.k14.k15.k16.k17.k18.k19.k20.k21.k22.k23.k24.k25.k26.k27.k28.k29.k30.k31=v',
    ],
    '{"k1":{"k2":{"k3":{"k4":{"k5":{"k6":{"k7":{"k8":{"k9":{"k10":{"k11":{"k12":{"k13":{"k14":{"k15":{"k16":{"k17":{"k18":{"k19":{"k20":{"k21":{"k22":{"k23":{"k24":{"k25":{"k26":{"k27":{"k28":{"k29":{"k30":{"k31":"v"}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}',
  ],
];

test.each([3, 4] as const)('as helm %i has it', (major) => {
  for (const [kind, before, texts, want, four] of ROWS) {
    const place = `--${kind} ${texts.join(' ')} over ${before || '{}'}`;
    expect(`${place}: ${answer(kind, before, texts, major)}`).toBe(`${place}: ${(major === 4 && four) || want}`);
  }
});

function answer(kind: SetKind, before: string, texts: readonly string[], major: 3 | 4): string {
  const values = before === '' ? new GoMap() : jsonDecodeMap(before);
  try {
    for (const text of texts) applySet(values, text, kind, { profile: PROFILES[major], readFile });
    return jsonEncode(values, { html: false });
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}

function readFile(path: string): string {
  const text = FILES[path];
  if (text === undefined) throw new GoError(`open ${path}: no such file or directory`);
  return text;
}
