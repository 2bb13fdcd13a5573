// The names of all time zones, and what their clocks were called when: the part of the IANA database that JavaScript
// does not give. Generated from the public domain tz database (as in Go's lib/time/zoneinfo.zip); a long table by nature.

/**
 * One line for zones that share all names: the zones, separated by commas, then entries `NAME=OFFSET` or, for daylight
 * saving, `NAME!OFFSET`, with `@SINCE` when another name had that offset before. OFFSET is in seconds east of UTC, SINCE in
 * seconds since 1970; both in base 36. Where a clock has no name but its offset (`+03`), there is no entry.
 */
export const ZONE_NAMES = `
Africa/Abidjan,Africa/Timbuktu,Iceland LMT=-qw GMT=0
Africa/Accra LMT=-1g GMT=0 +0020!xc +0030=1e0 +0030!1e0@-a39mg0
Africa/Addis_Ababa LMT=760 ADMT=76w EAT=8c0
Africa/Algiers LMT=kc PMT=fl WET=0 WEST!2s0 CET=2s0@-fkul40 WEST!2s0@oot80 CET=2s0@42lp80 WEST!2s0@5drxc0 CET=2s0@5wuyo0 CEST!5k0
Africa/Asmara LMT=778 AMT=778@-1g6t8j8 ADMT=76w EAT=8c0
Africa/Asmera,Africa/Nairobi LMT=6tg EAT=8c0
Africa/Bamako LMT=-1hc GMT=0
Africa/Bangui LMT=3fw WAT=2s0
Africa/Banjul LMT=-330 BMT=-330@-u9re90 GMT=0
Africa/Bissau LMT=-2vw GMT=0
Africa/Blantyre LMT=6hc ZMT=6ja ZMT=6j0 CAT=5k0
Africa/Brazzaville LMT=2tw WAT=2s0
Africa/Bujumbura LMT=5fs CAT=5k0
Africa/Cairo,Egypt LMT=5sl EET=5k0 EEST!8c0
Africa/Casablanca LMT=-1ek +00=0 +00!0@pr0dk0 +01!2s0 +01=2s0@7eveo0 +01!2s0@k1rc00 +01=2s0@phadk0
Africa/Ceuta LMT=-zg WET=0 WEST!2s0 CET=2s0@7eveo0 CEST!5k0
Africa/Conakry LMT=-2jg GMT=0
Africa/Dakar LMT=-388 GMT=0
Africa/Dar_es_Salaam LMT=79w EAT=8c0
Africa/Djibouti LMT=7zo EAT=8c0
Africa/Douala LMT=1so WAT=2s0
Africa/El_Aaiun LMT=-2g0 +00=0 +00!0@pr0dk0 +01!2s0 +01=2s0@phadk0
Africa/Freetown LMT=-2gc FMT=-2gc@-19xcavo -0040!-1uo GMT=0
Africa/Gaborone LMT=4ss SAST=460 CAT=5k0 CAST!8c0
Africa/Harare LMT=5r0 CAT=5k0
Africa/Johannesburg LMT=56o SAST=460 SAST=5k0 SAST!8c0
Africa/Juba LMT=5us CAT=5k0 CAST!8c0 EAT=8c0@fodfs0
Africa/Kampala LMT=604 EAT=8c0
Africa/Khartoum LMT=60w CAT=5k0 CAST!8c0 EAT=8c0@fodfs0
Africa/Kigali LMT=5kg CAT=5k0
Africa/Kinshasa LMT=2u0 WAT=2s0
Africa/Lagos LMT=mn GMT=0 WAT=2s0
Africa/Libreville LMT=1r0 WAT=2s0
Africa/Lome LMT=84 GMT=0
Africa/Luanda LMT=2g8 LMT=2es WAT=2s0
Africa/Lubumbashi LMT=534 WAT=2s0 CAT=5k0
Africa/Lusaka LMT=58k CAT=5k0
Africa/Malabo LMT=1mk GMT=0 WAT=2s0
Africa/Maputo LMT=616 CAT=5k0
Africa/Maseru LMT=53c SAST=5k0 SAST!8c0
Africa/Mbabane LMT=5rc SAST=5k0
Africa/Mogadishu LMT=8eg EAT=8c0
Africa/Monrovia LMT=-1zw MMT=-1zw@-19xcbc4 MMT=-226 GMT=0
Africa/Ndjamena LMT=2sc WAT=2s0 WAST!5k0
Africa/Niamey LMT=e4 GMT=0 WAT=2s0
Africa/Nouakchott LMT=-2yc GMT=0
Africa/Ouagadougou LMT=-a4 GMT=0
Africa/Porto-Novo LMT=hg GMT=0 WAT=2s0
Africa/Sao_Tome LMT=18w LMT=-1p9 GMT=0 WAT=2s0
Africa/Tripoli,Libya LMT=2fw CET=2s0 CEST!5k0 EET=5k0@-5qotg0 CEST!5k0@6e3980 EET=5k0@am3h80 CEST!5k0@e833w0 EET=5k0@ehhx40 CEST!5k0@mkeao0 EET=5k0@mv76o0
Africa/Tunis LMT=1vw PMT=fl CET=2s0 CEST!5k0
Africa/Windhoek LMT=360 SAST=5k0 CAT=5k0@ajtx40 SAST!8c0 WAT!2s0
America/Adak,America/Atka,US/Aleutian LMT=xya LMT=-wpq NST=-uk0 BST=-uk0@-1fq440 NWT!-rs0 NPT!-rs0@-cq2tg0 BDT!-rs0@-cs3w0 AHST=-rs0@77ss00 HST=-rs0@79e140 HDT!-p00
America/Anchorage,US/Alaska LMT=12wo LMT=-rrc AST=-rs0 AHST=-rs0@-1fq6w0 AWT!-p00 APT!-p00@-cq2tg0 AHDT!-p00@-cs6o0 YST=-p00@77sp80 AKST=-p00@79dyc0 AKDT!-m80
America/Anguilla LMT=-bog AST=-b40
America/Antigua LMT=-bg0 EST=-dw0 AST=-b40
America/Araguaina LMT=-8xc -02!-5k0
America/Argentina/Buenos_Aires,America/Buenos_Aires LMT=-ato CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/Catamarca,America/Argentina/ComodRivadavia,America/Catamarca LMT=-c6k CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/Cordoba,America/Cordoba,America/Rosario LMT=-bw0 CMT=-bw0@-138a9g0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/Jujuy,America/Jujuy LMT=-c3c CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@av7n40 -03=-8c0@bkew80 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/La_Rioja LMT=-cdo CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/Mendoza,America/Mendoza LMT=-cqs CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@aujkg0 -03=-8c0@c3hxk0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/Rio_Gallegos LMT=-ctg CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/Salta LMT=-c44 CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/San_Juan LMT=-cos CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/San_Luis LMT=-cac CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@aujkg0 -03=-8c0@b6bn40 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -03!-8c0@juz1k0 -03=-8c0@krc0g0 -02!-5k0
America/Argentina/Tucuman LMT=-c2s CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Argentina/Ushuaia LMT=-cnc CMT=-bw0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@fj0b00 -03=-8c0@fqtsc0 -02!-5k0
America/Aruba LMT=-czc AST=-b40
America/Asuncion LMT=-aog AMT=-aog@-15r0ynk -03=-8c0 -03!-8c0@2zzcg0 -03=-8c0@sldn00
America/Atikokan LMT=-gys CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 EST=-dw0@-cnp0k0
America/Bahia LMT=-74s -02!-5k0
America/Bahia_Banderas LMT=-jho MST=-jg0 CST=-go0 MDT!-go0@-k6mpw0 CST=-go0@-jpan80 MDT!-go0@dphic0 CST=-go0@lb57g0 CDT!-dw0
America/Barbados LMT=-b1h AST=-b40 ADT!-8c0 -0330!-9q0
America/Belem LMT=-8z8 -02!-5k0
America/Belize LMT=-gc0 CST=-go0 -0530!-fa0 CWT!-dw0 CPT!-dw0@-cq2tg0 CDT!-dw0@21s0o0
America/Blanc-Sablon LMT=-aks AST=-b40 ADT!-8c0 AWT!-8c0@-ek27c0 APT!-8c0@-cq2tg0
America/Boa_Vista LMT=-b8g -03!-8c0
America/Bogota LMT=-dps BMT=-dps@-18s2sy8 -04!-b40
America/Boise LMT=-lip PST=-m80 PDT!-jg0 MST=-jg0@-oc9iw0 MWT!-go0 MPT!-go0@-cq2tg0 MDT!-go0@-1e8kc0
America/Cambridge_Bay -00=0 MST=-jg0 MWT!-go0 MPT!-go0@-cq2tg0 MDT!-go0@17qro0 CST=-go0@fkgjk0 MDT!-go0@gb3vo0 CDT!-dw0 EST=-dw0@g36jg0
America/Campo_Grande LMT=-a44 -03!-8c0
America/Cancun LMT=-g2g CST=-go0 EST=-dw0 CDT!-dw0@dphfk0 EST=-dw0@eincs0 CDT!-dw0@ex1so0 EST=-dw0@nj3280 EDT!-b40
America/Caracas LMT=-ce8 CMT=-ce4
America/Cayenne LMT=-9ow
America/Cayman LMT=-f2k KMT=-e7y EST=-dw0
America/Chicago,CST6CDT,US/Central LMT=-g8c CST=-go0 CDT!-dw0 EST=-dw0@-hnqf40 CDT!-dw0@-h24n40 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-ccw1s0
America/Chihuahua LMT=-jn8 MST=-jg0 CST=-go0 MDT!-go0@-k6mpw0 CST=-go0@-jpan80 MDT!-go0@eqxno0 CST=-go0@rkk3k0 CDT!-dw0
America/Ciudad_Juarez LMT=-jpw MST=-jg0 CST=-go0 MDT!-go0@-k6mpw0 CST=-go0@-jpan80 MDT!-go0@eqxno0 CST=-go0@rkk3k0 MDT!-go0@rreh00 CDT!-dw0
America/Coral_Harbour,America/Panama,EST LMT=-eq8 CMT=-eso EST=-dw0
America/Costa_Rica LMT=-fkd SJMT=-fkd@-15r0trn CST=-go0 CDT!-dw0
America/Coyhaique LMT=-dcg SMT=-d39 -04=-b40 -04!-b40@-m3etkr -04=-b40@-jhfgs0 -04!-b40@-c6kkw0 -04=-b40@-bsvzk0 -03!-8c0 -03=-8c0@stej00
America/Creston LMT=-lks MST=-jg0 PST=-m80
America/Cuiaba LMT=-adw -03!-8c0
America/Curacao LMT=-crn AST=-b40
America/Danmarkshavn LMT=-3gg -02!-5k0 GMT=0
America/Dawson LMT=-ptg YST=-p00 YDT!-m80 YWT!-m80@-ek1tg0 YPT!-m80@-cq2tg0 PST=-m80@1ztvo0 YDDT!-jg0 PDT!-jg0@5dweg0 MST=-jg0@qj3vg0
America/Dawson_Creek LMT=-m9k PST=-m80 PDT!-jg0 PWT!-jg0@-ek1w80 PPT!-jg0@-cq2tg0 PDT!-jg0@-bu5tk0 MST=-jg0@1e0p00
America/Denver,America/Shiprock,MST7MDT,Navajo,US/Mountain LMT=-jfw MST=-jg0 MDT!-go0 MWT!-go0@-ek1z00 MPT!-go0@-cq2tg0 MDT!-go0@-2g1oc0
America/Detroit,US/Michigan LMT=-fdn CST=-go0 EST=-dw0 EWT!-b40 EPT!-b40@-cq2tg0 EDT!-b40@-bbfz80
America/Dominica LMT=-bdc AST=-b40
America/Edmonton,America/Yellowknife,Canada/Mountain LMT=-l0g MST=-jg0 MDT!-go0 MWT!-go0@-ek1z00 MPT!-go0@-cq2tg0 MDT!-go0@-bu5wc0
America/Eirunepe LMT=-cxs -04!-b40 -04=-b40@k2yb80
America/El_Salvador LMT=-gio CST=-go0 CDT!-dw0
America/Ensenada,America/Santa_Isabel,America/Tijuana,Mexico/BajaNorte LMT=-lo4 MST=-jg0 PDT!-jg0@-k84cg0 PWT!-jg0@-eg90g0 PPT!-jg0@-cq2tg0 PDT!-jg0@-bcgxs0 PST=-m80
America/Fort_Nelson LMT=-mpz PST=-m80 PDT!-jg0 PWT!-jg0@-ek1w80 PPT!-jg0@-cq2tg0 PDT!-jg0@-bu5tk0 MST=-jg0@nkw140
America/Fort_Wayne,America/Indiana/Indianapolis,America/Indianapolis,US/East-Indiana LMT=-fye CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-ccw1s0 EST=-dw0@-7o0f40 EDT!-b40
America/Fortaleza LMT=-74o -02!-5k0
America/Glace_Bay LMT=-b3o AST=-b40 ADT!-8c0 AWT!-8c0@-ek27c0 APT!-8c0@-cq2tg0 ADT!-8c0@-8pgq00
America/Godthab,America/Nuuk LMT=-9kw -02!-5k0 -02=-5k0@rs3s40
America/Goose_Bay LMT=-b6s NST=-9rg NDT!-6zg NST=-9q0 NDT!-6y0 NWT!-6y0@-efdvm0 NPT!-6y0@-cq2tg0 NDT!-6y0@-cc6be0 AST=-b40 ADT!-8c0 ADDT!-5k0
America/Grand_Turk LMT=-d68 KMT=-e7y EST=-dw0 EDT!-b40 AST=-b40@nkvss0 EDT!-b40@p5ezg0
America/Grenada LMT=-bfo AST=-b40
America/Guadeloupe LMT=-be8 AST=-b40
America/Guatemala LMT=-grg CST=-go0 CDT!-dw0
America/Guayaquil LMT=-es8 QMT=-ejc -04!-b40
America/Guyana LMT=-arr
America/Halifax,Canada/Atlantic LMT=-bs0 AST=-b40 ADT!-8c0 AWT!-8c0@-ek27c0 APT!-8c0@-cq2tg0 ADT!-8c0@-ccw7c0
America/Havana,Cuba LMT=-f94 HMT=-f9c CST=-dw0 CDT!-b40
America/Hermosillo LMT=-kjs MST=-jg0 CST=-go0 MDT!-go0@-k6mpw0 CST=-go0@-jpan80 MDT!-go0@dphic0
America/Indiana/Knox,America/Knox_IN,US/Indiana-Starke LMT=-g1i CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-bu5z40 EST=-dw0@-407z40 CDT!-dw0@-1e8n40 EST=-dw0@bdxy40 CDT!-dw0@ix3240
America/Indiana/Marengo LMT=-fzn CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-9qwps0 EST=-dw0@-4iy1s0 CDT!-dw0@23fcs0 EST=-dw0@2ijss0 EDT!-b40
America/Indiana/Petersburg LMT=-g5v CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-7nnm00 EST=-dw0@-2g1r40 CDT!-dw0@-1e8n40 EST=-dw0@432zg0 CDT!-dw0@ix3240 EST=-dw0@jqyzg0 EDT!-b40
America/Indiana/Tell_City LMT=-g2f CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-7nnm00 EST=-dw0@-2yrts0 CDT!-dw0@-vikg0 EST=-dw0@-3fm00 CDT!-dw0@ix3240 EDT!-b40
America/Indiana/Vevay LMT=-fr4 CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 EST=-dw0@-86qhs0 EDT!-b40
America/Indiana/Vincennes LMT=-g7j CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-ccw1s0 EST=-dw0@-2yrts0 CDT!-dw0@ix3240 EST=-dw0@jqyzg0 EDT!-b40
America/Indiana/Winamac LMT=-g1d CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-ccw1s0 EST=-dw0@-4iy1s0 CDT!-dw0@ix3240 EST=-dw0@jqywo0 EDT!-b40
America/Inuvik -00=0 PST=-m80 PDT!-jg0 MST=-jg0@54j7k0 MDT!-go0
America/Iqaluit,America/Pangnirtung -00=0 EWT!-b40 EPT!-b40@-cq2tg0 EDT!-b40@17qm40 EST=-dw0 CDT!-dw0@fsdq80 EST=-dw0@g36jg0 CST=-go0
America/Jamaica,Jamaica LMT=-e7y KMT=-e7y@-15r0v42 EST=-dw0 EDT!-b40
America/Juneau LMT=15rv LMT=-ow5 PST=-m80 YDT!-m80@5dweg0 PST=-m80@5n9fs0 AKDT!-m80@7h5qk0 PWT!-jg0 PPT!-jg0@-cq2tg0 PDT!-jg0@-csc80 YST=-p00 AKST=-p00@79dyc0
America/Kentucky/Louisville,America/Louisville LMT=-fvq CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-ccw7ac EST=-dw0@-4emkk0 CDT!-dw0@23fcs0 EST=-dw0@2ijss0 EDT!-b40
America/Kentucky/Monticello LMT=-fpo CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-vikg0 EST=-dw0@g36jg0 EDT!-b40
America/Kralendijk,America/Lower_Princes,America/Marigot,America/Puerto_Rico,America/St_Barthelemy,America/Virgin LMT=-c8p AST=-b40 AWT!-8c0 APT!-8c0@-cq2tg0
America/La_Paz LMT=-cmc CMT=-cmc@-15r0wpo BST!-9uc
America/Lima LMT=-e9o LMT=-eac -04!-b40
America/Los_Angeles,PST8PDT,US/Pacific LMT=-lwa PST=-m80 PDT!-jg0 PWT!-jg0@-ek1w80 PPT!-jg0@-cq2tg0 PDT!-jg0@-bdliuc
America/Maceio LMT=-6m4 -02!-5k0
America/Managua LMT=-fz8 MMT=-fzc CST=-go0 EST=-dw0 CDT!-dw0@4t08o0 EST=-dw0@bhceg0 CDT!-dw0@iepvc0
America/Manaus,Brazil/West LMT=-b44 -03!-8c0
America/Martinique LMT=-bb8 FFMT=-bb8@-15r0y0s AST=-b40 ADT!-8c0
America/Matamoros LMT=-i20 CST=-go0 CDT!-dw0
America/Mazatlan,Mexico/BajaSur LMT=-jpg MST=-jg0 CST=-go0 MDT!-go0@-k6mpw0 CST=-go0@-jpan80 MDT!-go0@dphic0
America/Menominee LMT=-g83 CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-ccw1s0 EST=-dw0@-cshs0 CDT!-dw0@1qgos0
America/Merida LMT=-glg CST=-go0 EST=-dw0 CDT!-dw0@dphfk0
America/Metlakatla LMT=16au LMT=-od6 PST=-m80 AKDT!-m80@o3z580 PST=-m80@phnyg0 AKDT!-m80@po5d80 PWT!-jg0 PPT!-jg0@-cq2tg0 PDT!-jg0@-csc80 AKST=-p00
America/Mexico_City,Mexico/General LMT=-id0 MST=-jg0 CST=-go0 MDT!-go0@-k6mpw0 CST=-go0@-jpan80 CDT!-dw0 CWT!-dw0@-dlc7c0 CDT!-dw0@-adljc0
America/Miquelon LMT=-aeg AST=-b40 -02!-5k0
America/Moncton LMT=-bzw EST=-dw0 AST=-b40 ADT!-8c0 AWT!-8c0@-ek27c0 APT!-8c0@-cq2tg0 ADT!-8c0@-ccw7c0
America/Monterrey LMT=-iks MST=-jg0 CST=-go0 MDT!-go0@-k6mpw0 CST=-go0@-jpan80 CDT!-dw0
America/Montevideo LMT=-aer MMT=-aer@-w4mll9 -03!-8c0 -03=-8c0@-dzlfq0 -0230!-6y0 -02!-5k0 -0130!-460
America/Montreal,America/Nipigon,America/Thunder_Bay,America/Toronto,Canada/Eastern LMT=-ep8 EST=-dw0 EDT!-b40 EWT!-b40@-ek24k0 EPT!-b40@-cq2tg0 EDT!-b40@-ccw4k0
America/Montserrat LMT=-bis AST=-b40
America/Nassau LMT=-ebu EST=-dw0 EWT!-b40 EPT!-b40@-cq2tg0 EDT!-b40@-2yrwk0
America/New_York,EST5EDT,US/Eastern LMT=-dpe EST=-dw0 EDT!-b40 EWT!-b40@-ek24k0 EPT!-b40@-cq2tg0 EDT!-b40@-ccw4k0
America/Nome LMT=101a LMT=-umq NST=-uk0 BST=-uk0@-1fq440 NWT!-rs0 NPT!-rs0@-cq2tg0 BDT!-rs0@-cs3w0 YST=-p00 AKST=-p00@79dyc0 AKDT!-m80
America/Noronha,Brazil/DeNoronha LMT=-604 -01!-2s0
America/North_Dakota/Beulah LMT=-iuj MST=-jg0 MDT!-go0 MWT!-go0@-ek1z00 MPT!-go0@-cq2tg0 MDT!-go0@-1e8kc0 CST=-go0@lbi8w0 CDT!-dw0
America/North_Dakota/Center LMT=-irc MST=-jg0 MDT!-go0 MWT!-go0@-ek1z00 MPT!-go0@-cq2tg0 MDT!-go0@-1e8kc0 CST=-go0@bwo3k0 CDT!-dw0
America/North_Dakota/New_Salem LMT=-is3 MST=-jg0 MDT!-go0 MWT!-go0@-ek1z00 MPT!-go0@-cq2tg0 MDT!-go0@-1e8kc0 CST=-go0@hncu80 CDT!-dw0
America/Ojinaga LMT=-jc4 MST=-jg0 CST=-go0 MDT!-go0@-k6mpw0 CST=-go0@-jpan80 MDT!-go0@eqxno0 CST=-go0@rkk3k0 CDT!-dw0
America/Paramaribo LMT=-a7s PMT=-a84 PMT=-a7o
America/Phoenix,MST,US/Arizona LMT=-kr6 MST=-jg0 MDT!-go0 MWT!-go0@-ek1z00 MDT!-go0@-1e8kc0
America/Port-au-Prince LMT=-de8 PPMT=-ddo EST=-dw0 EDT!-b40
America/Port_of_Spain LMT=-be4 AST=-b40
America/Porto_Acre,America/Rio_Branco,Brazil/Acre LMT=-ck0 -04!-b40 -04=-b40@k2yb80
America/Porto_Velho LMT=-bu0 -03!-8c0
America/Punta_Arenas LMT=-d4s SMT=-d39 -04=-b40 -04!-b40@-m3etkr -04=-b40@-jhfgs0 -04!-b40@-c6kkw0 -04=-b40@-bsvzk0 -03!-8c0 -03=-8c0@ohn4c0
America/Rainy_River,America/Winnipeg,Canada/Central LMT=-hzo CST=-go0 CDT!-dw0 CWT!-dw0@-ek21s0 CPT!-dw0@-cq2tg0 CDT!-dw0@-cc64g0
America/Rankin_Inlet -00=0 CST=-go0 CDT!-dw0 EST=-dw0@g36jg0 CDT!-dw0@gb3sw0
America/Recife LMT=-6go -02!-5k0
America/Regina,Canada/Saskatchewan LMT=-jdo MST=-jg0 MDT!-go0 MWT!-go0@-ek1z00 MPT!-go0@-cq2tg0 MDT!-go0@-cdlwc0 CST=-go0@-5210c0
America/Resolute -00=0 CST=-go0 CDT!-dw0 EST=-dw0@g36jg0 CDT!-dw0@gb3sw0 EST=-dw0@j7vy40 CDT!-dw0@jeqbk0
America/Santarem LMT=-a4o -03!-8c0 -03=-8c0@k2y8g0
America/Santiago,Chile/Continental LMT=-d39 SMT=-d39@-15r0w8r -04=-b40 -04!-b40@-m3etkr -04=-b40@-jhfgs0 -04!-b40@-c6kno0 -04=-b40@-bsvzk0 -03!-8c0
America/Santo_Domingo LMT=-cy0 SDMT=-cyo EST=-dw0 EDT!-b40 AST=-b40@2ijn80 -0430!-ci0
America/Sao_Paulo,Brazil/East LMT=-8ms -02!-5k0
America/Scoresbysund LMT=-42g -01!-2s0 -01=-2s0@64iys0 -01!-2s0@sb6tg0 +00!0
America/Sitka LMT=15lz LMT=-p21 PST=-m80 AKDT!-m80@7h5qk0 PWT!-jg0 PPT!-jg0@-cq2tg0 PDT!-jg0@-csc80 YST=-p00 AKST=-p00@79dyc0
America/St_Johns,Canada/Newfoundland LMT=-9rg NST=-9rg@-18vs8wk NDT!-6zg NST=-9q0 NDT!-6y0 NWT!-6y0@-efdvm0 NPT!-6y0@-cq2tg0 NDT!-6y0@-cc6be0 NDDT!-460
America/St_Kitts LMT=-bm4 AST=-b40
America/St_Lucia LMT=-bao CMT=-bao@-15r0y1c AST=-b40
America/St_Thomas LMT=-c0w AST=-b40
America/St_Vincent LMT=-bc8 KMT=-bc8@-15r0xzs AST=-b40
America/Swift_Current LMT=-jyw MST=-jg0 MDT!-go0 MWT!-go0@-ek1z00 MPT!-go0@-cq2tg0 MDT!-go0@-ccvz00 CST=-go0@17qro0
America/Tegucigalpa LMT=-g5g CST=-go0 CDT!-dw0
America/Thule LMT=-cqk AST=-b40 ADT!-8c0
America/Tortola LMT=-bys AST=-b40
America/Vancouver,Canada/Pacific LMT=-mss PST=-m80 PDT!-jg0 PWT!-jg0@-ek1w80 PPT!-jg0@-cq2tg0 PDT!-jg0@-ccvw80
America/Whitehorse,Canada/Yukon LMT=-p0c YST=-p00 YDT!-m80 YWT!-m80@-ek1tg0 YPT!-m80@-cq2tg0 PST=-m80@-207b00 YDDT!-jg0 PDT!-jg0@5dweg0 MST=-jg0@qj3vg0
America/Yakutat LMT=14sh LMT=-pvj YST=-p00 AKST=-p00@79dyc0 YWT!-m80 YPT!-m80@-cq2tg0 YDT!-m80@-cs9g0 AKDT!-m80@7h5qk0
Antarctica/Casey,Antarctica/Davis,Antarctica/DumontDUrville,Antarctica/Mawson,Antarctica/Rothera,Antarctica/Syowa,Antarctica/Vostok,Indian/Kerguelen,Pacific/Enderbury,Pacific/Kanton -00=0
Antarctica/Macquarie -00=0 AEST=rs0 AEDT!uk0
Antarctica/McMurdo -00=0 NZST=xc0 NZDT!1040
Antarctica/Palmer -00=0 -03!-8c0 -03=-8c0@-4ink0 -03!-8c0@6nz740 -03=-8c0@ohn4c0 -02!-5k0
Antarctica/South_Pole,NZ,Pacific/Auckland LMT=wd4 NZMT=vy0 NZST!yq0 NZST!xc0 NZST=xc0@-ciy9c0 NZDT!1040
Antarctica/Troll -00=0 +00=0@ibruo0
Arctic/Longyearbyen,Atlantic/Jan_Mayen,Europe/Berlin LMT=2h4 CET=2s0 CEST!5k0 CEMT!8c0
Asia/Aden LMT=8bu
Asia/Almaty LMT=e90 +06=go0 +06!go0@b347k0 +06=go0@bi8qc0 +07!jg0
Asia/Amman LMT=6nk EET=5k0 EEST!8c0 +03=8c0@rkfmg0
Asia/Anadyr LMT=wv8 +12=xc0 +12!xc0@b33qw0 +12=xc0@bi89o0 +12!xc0@kzy1k0 +12=xc0@lio700 +13=1040 +13!1040@6e2bw0 +14!12w0
Asia/Aqtau LMT=9b4 +05=dw0 +05!dw0@b34ac0 +05=dw0@bi8t40 +05!dw0@d60ns0 +05=dw0@i6f3s0 +06=go0 +06!go0@6e2vc0
Asia/Aqtobe LMT=al4 +05=dw0 +05!dw0@b34ac0 +05=dw0@bi8t40 +06!go0 +06=go0@64pu00 +06!go0@6e2vc0
Asia/Ashgabat,Asia/Ashkhabad LMT=at8 +05=dw0 +05!dw0@b34ac0 +05=dw0@bi8t40 +06!go0
Asia/Atyrau LMT=9m8 +05=dw0 +05!dw0@b34ac0 +05=dw0@bi8t40 +05!dw0@f99uc0 +05=dw0@i6f3s0 +06=go0 +06!go0@6e2vc0
Asia/Baghdad LMT=884 BMT=880 +04!b40
Asia/Bahrain LMT=9d8
Asia/Baku LMT=98c +04=b40 +04!b40@b34d40 +04=b40@bv7jw0 +05!dw0
Asia/Bangkok LMT=im4 BMT=im4@-1ayyla4
Asia/Barnaul LMT=fic +07=jg0 +07!jg0@b344s0 +07=jg0@bi8nk0 +07!jg0@d98v40 +07=jg0@liokw0 +08!m80
Asia/Beirut LMT=6ko EET=5k0 EEST!8c0
Asia/Bishkek LMT=dtc +06=go0 +06!go0@b347k0 +06=go0@il2ko0 +07!jg0
Asia/Brunei LMT=la4
Asia/Calcutta,Asia/Kolkata LMT=gd4 HMT=gcw MMT=eva IST=fa0 +0630!i20
Asia/Chita LMT=l0g +09=p00 +09!p00@b33z80 +09=p00@bi8i00 +10!rs0 +10=rs0@liock0
Asia/Choibalsan,Asia/Ulaanbaatar,Asia/Ulan_Bator LMT=jsk +09!p00
Asia/Chongqing,Asia/Chungking,Asia/Harbin,Asia/Shanghai,PRC LMT=mhj CST=m80 CDT!p00
Asia/Colombo LMT=esc MMT=esk +06!go0 +06=go0@dzufc0 +0630!i20 +0630=i20@drxa20
Asia/Dacca,Asia/Dhaka LMT=gqs HMT=gcw +07!jg0
Asia/Damascus LMT=6q0 EET=5k0 EEST!8c0 +03=8c0@rkfjo0
Asia/Dili LMT=n98
Asia/Dubai LMT=a8o
Asia/Dushanbe LMT=cqo +06=go0 +06!go0@b347k0 +07!jg0
Asia/Famagusta LMT=6ac EET=5k0 EEST!8c0 +03=8c0@od5jo0 EEST!8c0@p64g40
Asia/Gaza LMT=6ds EET=5k0 IST=5k0@-1ceto0 EET=5k0@dkh140 EEST!8c0 IDT!8c0@2crp40 EEST!8c0@dpcyg0
Asia/Hebron LMT=6hz EET=5k0 IST=5k0@-1ceto0 EET=5k0@dkh140 EEST!8c0 IDT!8c0@2crp40 EEST!8c0@dpcyg0
Asia/Ho_Chi_Minh,Asia/Saigon LMT=jqu PLMT=jqu@-x5692u
Asia/Hong_Kong,Hongkong LMT=l56 HKT=m80 HKST!p00 JST=p00@-emgia0 HKST!p00@-cda8w0 HKWT!nm0
Asia/Hovd LMT=gz0 +08!m80
Asia/Irkutsk LMT=jb5 IMT=jb5@-1ayylz5 +08=m80 +08!m80@b34200 +08=m80@bi8ks0 +09!p00 +09=p00@liofc0
Asia/Istanbul,Europe/Istanbul,Turkey LMT=5d4 IMT=5ew EET=5k0 EEST!8c0 +03=8c0@4fid00 EEST!8c0@7zg2k0 +03=8c0@od3p00 +04!b40
Asia/Jakarta LMT=js0 BMT=js0@-1hftyg0 WIB=jg0
Asia/Jayapura LMT=q20 +09=p00 WIT=p00@-34rzq0
Asia/Jerusalem,Asia/Tel_Aviv,Israel LMT=6iu JMT=6ig IST=5k0 IDT!8c0 IDDT!b40
Asia/Kabul LMT=ctc
Asia/Kamchatka LMT=tdo +12=xc0 +12!xc0@b33qw0 +12=xc0@bi89o0 +12!xc0@kzy1k0 +12=xc0@lio700 +13!1040
Asia/Karachi LMT=cf0 +0630!i20 +05=dw0 PKT=dw0@n33g0 PKST!go0
Asia/Kashgar,Asia/Urumqi LMT=g7w
Asia/Kathmandu,Asia/Katmandu LMT=fss
Asia/Khandyga LMT=p3p +09=p00 +09!p00@b33z80 +09=p00@bi8i00 +10!rs0 +10=rs0@hqrlo0 +11!uk0 +11=uk0@lio9s0
Asia/Krasnoyarsk LMT=h72 +07=jg0 +07!jg0@b344s0 +07=jg0@bi8nk0 +08!m80 +08=m80@lioi40
Asia/Kuala_Lumpur LMT=ity SMT=j8d +0720!kdc +0720=kdc@-hquppc
Asia/Kuching LMT=kfk +0820!n5c
Asia/Kuwait LMT=8vw
Asia/Macao,Asia/Macau LMT=l0y CST=m80 +09=p00 CDT!p00@-ccrt00 +10!rs0
Asia/Magadan LMT=rxc +11=uk0 +11!uk0@b33to0 +11=uk0@bi8cg0 +12!xc0 +12=xc0@lio700
Asia/Makassar,Asia/Ujung_Pandang LMT=m40 MMT=m40@-q3gzg0 +08=m80 WITA=m80@-co37o0
Asia/Manila LMT=-189k LMT=meg PST=m80 PDT!p00 JST=p00@-ejxt00 PDT!p00@-cyj500
Asia/Muscat LMT=auo
Asia/Nicosia,Europe/Nicosia LMT=66g EET=5k0 EEST!8c0
Asia/Novokuznetsk LMT=g5c +07=jg0 +07!jg0@b344s0 +07=jg0@bi8nk0 +07!jg0@kzyfg0 +07=jg0@liokw0 +08!m80
Asia/Novosibirsk LMT=fcs +07=jg0 +07!jg0@b344s0 +07=jg0@bi8nk0 +07!jg0@c7fr40 +07=jg0@liokw0 +08!m80
Asia/Omsk LMT=dl6 +06=go0 +06!go0@b347k0 +06=go0@bi8qc0 +07!jg0 +07=jg0@liokw0
Asia/Oral LMT=9ic +05=dw0 +05!dw0@a1b6c0 +05=dw0@bi8t40 +05!dw0@blud00 +05=dw0@i6f3s0 +06!go0 +06=go0@64pu00 +06!go0@6e2vc0
Asia/Phnom_Penh LMT=jfg PLMT=jqu
Asia/Pontianak LMT=k8w PMT=k8w@-w6piww +08=m80 WITA=m80@-34ru60 WIB=jg0
Asia/Pyongyang LMT=nac KST=nm0 JST=p00 KST=p00@-cpmro0
Asia/Qatar LMT=9jk
Asia/Qostanay LMT=bs4 +05=dw0 +05!dw0@b34ac0 +05=dw0@bi8t40 +06!go0 +06=go0@64pu00 +06!go0@6e2vc0 +06=go0@i6f100
Asia/Qyzylorda LMT=c4g +05=dw0 +05!dw0@b34ac0 +05=dw0@bcheg0 +06!go0 +06=go0@64pu00 +06!go0@6e2vc0 +06=go0@bi8qc0 +06!go0@blua80 +06=go0@i6f100
Asia/Rangoon,Asia/Yangon LMT=htb RMT=htb@-1ayykhb
Asia/Riyadh LMT=8ng
Asia/Sakhalin LMT=qfc +11=uk0 +11!uk0@b33to0 +11=uk0@bi8cg0 +11!uk0@e7t8c0 +11=uk0@lio9s0 +12!xc0
Asia/Samarkand LMT=ceh +06!go0 +06=go0@64pu00 +06!go0@6e2vc0
Asia/Seoul,ROK LMT=nig KST=nm0 JST=p00 KST=p00@-couzo0 KDT!rs0 KDT!qe0
Asia/Singapore,Singapore LMT=j8d SMT=j8d@-100ewkd +0720!kdc +0720=kdc@-hquppc
Asia/Srednekolymsk LMT=sgs +11=uk0 +11!uk0@b33to0 +11=uk0@bi8cg0 +12!xc0 +12=xc0@lio700
Asia/Taipei,ROC LMT=mi0 CST=m80 JST=p00 CDT!p00@-cc1sw0
Asia/Tashkent LMT=ctz +06=go0 +06!go0@b347k0 +07!jg0
Asia/Tbilisi LMT=8an TBMT=8an@-1ayyayn +04=b40 +04!b40@b34d40 +04=b40@cwngw0 +04!b40@hzxjg0 +04=b40@idzek0 +05!dw0
Asia/Tehran,Iran LMT=9iw TMT=9iw@-s6m6uw +0430!ci0 +05!dw0
Asia/Thimbu,Asia/Thimphu LMT=glo
Asia/Tokyo,Japan LMT=pvn JST=p00 JDT!rs0
Asia/Tomsk LMT=fqf +07=jg0 +07!jg0@b344s0 +07=jg0@bi8nk0 +07!jg0@gvea40 +07=jg0@liokw0 +08!m80
Asia/Ust-Nera LMT=qiu +12!xc0 +12=xc0@lio700 +11=uk0 +11!uk0@b33to0 +11=uk0@bi8cg0
Asia/Vientiane LMT=j00 PLMT=jqu
Asia/Vladivostok LMT=of7 +10=rs0 +10!rs0@b33wg0 +10=rs0@bi8f80 +11!uk0 +11=uk0@lio9s0
Asia/Yakutsk LMT=o0y +09=p00 +09!p00@b33z80 +09=p00@bi8i00 +10!rs0 +10=rs0@liock0
Asia/Yekaterinburg LMT=b89 PMT=af5 +05=dw0 +05!dw0@b34ac0 +05=dw0@bi8t40 +06!go0 +06=go0@liono0
Asia/Yerevan LMT=88o +04=b40 +04!b40@b34d40 +04=b40@dfdrw0 +05!dw0
Atlantic/Azores LMT=-4r4 HMT=-5aw -01!-2s0 -01=-2s0@-1p1u80 +00!0 WET=0@bzwaw0 +00!0@c8qqs0 WEST!2s0
Atlantic/Bermuda LMT=-c06 BMT=-c06@-15r0xbu BST!-986 AST=-b40 ADT!-8c0
Atlantic/Canary LMT=-2uo WET=0 WEST!2s0
Atlantic/Cape_Verde LMT=-4cs -01!-2s0 -01=-2s0@32t740
Atlantic/Faeroe,Atlantic/Faroe LMT=-194 WET=0 WEST!2s0
Atlantic/Madeira LMT=-34o FMT=-34o@-18vsfjc +00!0 WET=0@-1p1x00 +01!2s0 WEST!2s0@6e8w00
Atlantic/Reykjavik LMT=-42o +00!0 GMT=0@-wlx40
Atlantic/South_Georgia LMT=-6rk
Atlantic/St_Helena LMT=-120 JMT=-120@-15r18a0 GMT=0
Atlantic/Stanley LMT=-apo SMT=-apo@-15r0ymc -03!-8c0 -03=-8c0@6yf4g0 -03!-8c0@872gc0 -03=-8c0@l89fc0 -02!-5k0
Australia/ACT,Australia/Canberra,Australia/NSW,Australia/Sydney LMT=s04 AEST=rs0 AEDT!uk0
Australia/Adelaide,Australia/South LMT=pnw ACST=p00 ACST=qe0 ACDT!t60
Australia/Brisbane,Australia/Queensland LMT=sc8 AEST=rs0 AEDT!uk0
Australia/Broken_Hill,Australia/Yancowinna LMT=q70 AEST=rs0 ACST=p00 ACST=qe0 ACDT!t60
Australia/Currie,Australia/Hobart,Australia/Tasmania LMT=ra4 AEST=rs0 AEDT!uk0
Australia/Darwin,Australia/North LMT=o88 ACST=p00 ACST=qe0 ACDT!t60
Australia/Eucla LMT=nv4 +0945!r30
Australia/LHI,Australia/Lord_Howe LMT=tgk AEST=rs0 +1130!vy0 +11!uk0
Australia/Lindeman LMT=rl8 AEST=rs0 AEDT!uk0
Australia/Melbourne,Australia/Victoria LMT=qug AEST=rs0 AEDT!uk0
Australia/Perth,Australia/West LMT=lgc AWST=m80 AWDT!p00
CET,Europe/Brussels,MET LMT=t6 BMT=t6@-1ayy3h6 WET=0 CET=2s0 WEST!2s0@-qj59g0 CET=2s0@-e6dzw0 CEST!5k0
Chile/EasterIsland,Pacific/Easter LMT=-k94 EMT=-k94@-15r0p2w -06!-go0 -06=-go0@6d68c0 -05!-dw0
EET,Europe/Athens LMT=4e4 AMT=4e4@-12rxtq4 EET=5k0 CEST!5k0@-eyqoc0 EET=5k0@-dfp1g0 EEST!8c0 CET=2s0
Eire,Europe/Dublin LMT=-169 DMT=-169@-1anxqtr IST!1lr GMT=0 GMT!0@yd6w0 BST!2s0 IST!2s0@-oxiyg0 IST=2s0@-m6840
Etc/GMT+1,Etc/GMT+10,Etc/GMT+11,Etc/GMT+12,Etc/GMT+2,Etc/GMT+3,Etc/GMT+4,Etc/GMT+5,Etc/GMT+6,Etc/GMT+7,Etc/GMT+8,Etc/GMT+9,Etc/GMT-1,Etc/GMT-10,Etc/GMT-11,Etc/GMT-12,Etc/GMT-13,Etc/GMT-14,Etc/GMT-2,Etc/GMT-3,Etc/GMT-4,Etc/GMT-5,Etc/GMT-6,Etc/GMT-7,Etc/GMT-8,Etc/GMT-9
Etc/GMT,Etc/GMT+0,Etc/GMT-0,Etc/GMT0,Etc/Greenwich,GMT,GMT+0,GMT-0,GMT0,Greenwich GMT=0
Etc/UCT,Etc/UTC,Etc/Universal,Etc/Zulu,UCT,UTC,Universal,Zulu UTC=0
Europe/Amsterdam LMT=wk AMT=wk@-1ygf4wk NST!3ok +0120!3pc CEST!5k0 CET=2s0
Europe/Andorra LMT=a4 WET=0 CET=2s0 CEST!5k0
Europe/Astrakhan LMT=8wc +04=b40 +04!b40@a1b940 +04=b40@b34fw0 +04!b40@blufs0 +04=b40@liot80 +05!dw0
Europe/Belfast,Europe/London,GB,GB-Eire LMT=-23 GMT=0 BST!2s0 BST=2s0@-m6840 BST!2s0@15kg80 BDST!5k0
Europe/Belgrade,Europe/Podgorica LMT=3so CET=2s0 CEST!5k0
Europe/Bratislava,Europe/Prague LMT=2o8 PMT=2o8@-1qmkw08 CET=2s0 CEST!5k0 GMT!0
Europe/Bucharest LMT=4u0 BMT=4u0@-14u7wu0 EET=5k0 EEST!8c0
Europe/Budapest LMT=3j8 CET=2s0 CEST!5k0
Europe/Busingen,Europe/Zurich LMT=1kw BMT=1dm CET=2s0 CEST!5k0
Europe/Chisinau,Europe/Tiraspol LMT=5c8 CMT=5bo BMT=4u0 EET=5k0 CEST!5k0@-euq8c0 EET=5k0@atrhc0 EEST!8c0 MSK=8c0@-d8e5k0 EEST!8c0@am73s0 CET=2s0 MSD!b40
Europe/Copenhagen LMT=2bw CMT=2bw@-15r1bnw CET=2s0 CEST!5k0
Europe/Gibraltar LMT=-zo GMT=0 BST!2s0 CET=2s0@-6mxp40 BDST!5k0 CEST!5k0@6dw040
Europe/Guernsey LMT=-gx GMT=0 BST!2s0 CET=2s0@-e6dzw0 BST!2s0@-cro2k0 BST=2s0@-m6840 BST!2s0@15kg80 CEST!5k0 BDST!5k0@-cv6880
Europe/Helsinki,Europe/Mariehamn LMT=4md HMT=4md@-1bss9yd EET=5k0 EEST!8c0
Europe/Isle_of_Man LMT=-tv GMT=0 BST!2s0 BST=2s0@-m6840 BST!2s0@15kg80 BDST!5k0
Europe/Jersey LMT=-e2 GMT=0 BST!2s0 CET=2s0@-e6dzw0 BST!2s0@-cro2k0 BST=2s0@-m6840 BST!2s0@15kg80 CEST!5k0 BDST!5k0@-cv6880
Europe/Kaliningrad LMT=3so CET=2s0 CEST!5k0 EET=5k0@-cwm2w0 EEST!8c0 MSK=8c0@-cdzpk0 EEST!8c0@a1bbw0 +03=8c0@liow00 MSD!b40
Europe/Kiev,Europe/Kyiv,Europe/Uzhgorod,Europe/Zaporozhye LMT=5ng KMT=5ng@-1ayy8bg EET=5k0 CEST!5k0@-erdv00 EET=5k0@bchk00 MSK=8c0 EEST!8c0@ap2t40 CET=2s0 MSD!b40
Europe/Kirov LMT=97c +03=8c0 MSK=8c0@aaod80 +04=b40 MSD!b40@a1b940 +04=b40@b34fw0 MSD!b40@blufs0 MSK=b40@liot80 +05!dw0
Europe/Lisbon,Portugal,WET LMT=-1p9 WET=0 WEST!2s0 CET=2s0@-1p1zs0 WEST!2s0@3rwlc0 CET=2s0@bv7pg0 WEST!2s0@dp3xg0 WEMT!5k0 CEST!5k0@c4kqs0
Europe/Ljubljana,Europe/Malta LMT=2os CET=2s0 CEST!5k0
Europe/Luxembourg LMT=150 CET=2s0 WEST!2s0@-qj59g0 WET=2s0@-e6dzw0 CET=2s0@-d73mk0 CEST!5k0 WEST!5k0@-fgsag0 CEST!5k0@-cx0nw0 WET=0
Europe/Madrid LMT=-ok WET=0 WEST!2s0 CET=2s0@-fjrxg0 WEMT!5k0 CEST!5k0@-eft480
Europe/Minsk LMT=53s MMT=53c EET=5k0 CEST!5k0@-evpf00 EET=5k0@bchk00 MSK=8c0 EEST!8c0@b34fw0 +03=8c0@liow00 CET=2s0 MSD!b40
Europe/Monaco LMT=1d8 PMT=fl WET=0 WEST!2s0 CET=2s0@-cofek0 WEMT!5k0 CEST!5k0@396io0
Europe/Moscow,W-SU LMT=6yh MMT=6yh@-1ayy9mh MMT=707 MST!9s7 MDST!ck7 MSD!b40 MSK=b40@liot80 MSK=8c0 EEST!8c0@b34fw0 MSK=8c0@bi8yo0 +05!dw0 EET=5k0
Europe/Oslo LMT=1zo CET=2s0 CEST!5k0
Europe/Paris LMT=fl PMT=fl@-154gb3l WET=0 WEST!2s0 CET=2s0@-e6dzw0 WEST!2s0@-d62qs0 CET=2s0@-cofek0 CEST!5k0 WEMT!5k0@-d8caw0 CEST!5k0@396io0
Europe/Riga LMT=4gy RMT=4gy@-1ayy74y LST!78y EET=5k0 CEST!5k0@-evjv00 EET=5k0@aaog00 MSK=8c0 EEST!8c0@a1bbw0 CET=2s0 MSD!b40
Europe/Rome,Europe/San_Marino,Europe/Vatican LMT=2b8 RMT=2b8@-1hs7rn8 CET=2s0 CEST!5k0
Europe/Samara LMT=99w +03=8c0 +03!8c0@b34fw0 +03=8c0@bchk00 +04=b40 +04!b40@a1b940 +04=b40@bdkg00 +04!b40@kzyns0 +04=b40@liot80 +05!dw0
Europe/Sarajevo LMT=3es CET=2s0 CEST!5k0
Europe/Saratov LMT=8j6 +04=b40 +04!b40@9il6g0 +04=b40@b34fw0 +04!b40@blufs0 +04=b40@liot80 +05!dw0
Europe/Simferopol LMT=6bc SMT=6ao EET=5k0 CEST!5k0@-ep8300 EET=5k0@ap2vw0 MSK=8c0 EEST!8c0@blulc0 MSK=8c0@cwnp80 EEST!8c0@e7u040 MSK=8c0@ne0t40 CET=2s0 MSD!b40 MSK=b40@n382o0
Europe/Skopje LMT=3yw CET=2s0 CEST!5k0
Europe/Sofia LMT=4bg IMT=5ew EET=5k0 CEST!5k0@-dytrw0 EET=5k0@-cx0l40 CET=2s0 EEST!8c0
Europe/Stockholm LMT=3cc SET=2se CET=2s0 CEST!5k0
Europe/Tallinn LMT=4l0 TMT=4l0@-1ayy790 CET=2s0 CEST!5k0 EET=5k0@-peghx0 CEST!5k0@-ern4c0 EET=5k0@aaog00 MSK=8c0 EEST!8c0@a1bbw0 MSD!b40
Europe/Tirane LMT=3o8 CET=2s0 CEST!5k0
Europe/Ulyanovsk LMT=8yo +03=8c0 +03!8c0@b34fw0 +03=8c0@bi8yo0 +04=b40 +04!b40@a1b940 +04=b40@liot80 +05!dw0
Europe/Vaduz LMT=1rg CET=2s0 CEST!5k0
Europe/Vienna LMT=30x CET=2s0 CEST!5k0
Europe/Vilnius LMT=4os WMT=3w0 KMT=4fc CET=2s0 EET=5k0 CEST!5k0@-evwto0 EET=5k0@aaog00 CEST!5k0@eqk2s0 EET=5k0@fkg040 MSK=8c0 EEST!8c0@a1bbw0 MSD!b40
Europe/Volgograd LMT=884 +03=8c0 MSK=8c0@9ryak0 +04=b40 MSD!b40@9il6g0 +04=b40@b34fw0 MSD!b40@blufs0 MSK=b40@liot80 +04=b40@pha580 +05!dw0
Europe/Warsaw,Poland LMT=3w0 WMT=3w0@-1ayy6k0 CET=2s0 CEST!5k0 EET=5k0@-qrqd80 CEST!5k0@-feqak0 EEST!8c0
Europe/Zagreb LMT=2yg CET=2s0 CEST!5k0
Factory -00=0
HST,Pacific/Honolulu,Pacific/Johnston,US/Hawaii LMT=-t8e HST=-t60 HDT!-qe0 HWT!-qe0@-ek1pa0 HPT!-qe0@-cq2tg0 HST=-rs0
Indian/Antananarivo LMT=8ss EAT=8c0 EAST!b40
Indian/Chagos LMT=des
Indian/Christmas LMT=jks
Indian/Cocos LMT=hy4
Indian/Comoro LMT=80g EAT=8c0
Indian/Mahe LMT=a9o
Indian/Maldives LMT=dm0 MMT=dm0@-1ayyga0
Indian/Mauritius LMT=anc +05!dw0
Indian/Mayotte LMT=8dk EAT=8c0
Indian/Reunion LMT=a9s
Kwajalein,Pacific/Kwajalein LMT=uzk
NZ-CHAT,Pacific/Chatham LMT=xz0 +1345!1270
Pacific/Apia LMT=yv4 LMT=-vsw -10!-rs0 +14!12w0
Pacific/Bougainville LMT=st4 PMMT=r8w
Pacific/Chuuk LMT=-12k4 LMT=s3w
Pacific/Efate LMT=v64 +12!xc0
Pacific/Fakaofo LMT=-vpk
Pacific/Fiji LMT=x4w +13!1040
Pacific/Funafuti LMT=x6s
Pacific/Galapagos LMT=-glc -05=-dw0 -05!-dw0@byewo0
Pacific/Gambier LMT=-ozo
Pacific/Guadalcanal,Pacific/Ponape LMT=tmc
Pacific/Guam LMT=-13v0 LMT=qt0 GST=rs0 ChST=rs0@g5z2w0 GDT!uk0
Pacific/Kiritimati LMT=-t4w
Pacific/Kosrae LMT=-10hg LMT=u6k
Pacific/Majuro LMT=vpc
Pacific/Marquesas LMT=-pu0
Pacific/Midway LMT=-wug -11=-uk0 SST=-uk0@-6yfw80 -10!-rs0
Pacific/Nauru LMT=uws
Pacific/Niue LMT=-vgs
Pacific/Norfolk LMT=v3s +1230!yq0
Pacific/Noumea LMT=uto +12!xc0
Pacific/Pago_Pago,Pacific/Samoa,US/Samoa LMT=z20 LMT=-vm0 SST=-uk0
Pacific/Palau LMT=-15rg LMT=owk
Pacific/Pitcairn LMT=-o38
Pacific/Pohnpei LMT=-11d8 LMT=tas
Pacific/Port_Moresby,Pacific/Truk,Pacific/Yap LMT=r94 PMMT=r8w
Pacific/Rarotonga LMT=112w LMT=-tl4 -0930!-qe0
Pacific/Saipan LMT=-13oc LMT=qzo GST=rs0 ChST=rs0@g5z2w0 GDT!uk0
Pacific/Tahiti LMT=-rp4
Pacific/Tarawa LMT=w1g
Pacific/Tongatapu LMT=y80 +14!12w0
Pacific/Wake LMT=uus
Pacific/Wallis LMT=y1k
`;
