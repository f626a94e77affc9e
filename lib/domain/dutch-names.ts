/** Words that tell names from other words in Dutch text; plain data for `personal-data.ts`. All lower case. */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** First names that are common in the Netherlands, of all backgrounds. Names that are also ordinary words are in `ambiguous`. */
export const firstNames = words(`
  aad aaltje abdel abdelkader abdellah abdul achmed ad adam adriaan adriana agnes ahmed ahmet aicha aida alex alexander alexandra ali alice alina amina amir amira
  andrea andreas andries andrzej anita anja anke ankie ann anna anne annelies annemarie annemiek annette annie anouk antje anton antonia antoon appie arie arjan
  arjen arnold arthur astrid asya ayşe ayse aziz bahar barbara barend bashir bassam bea beata beatrix bennie berend bernard bert bertha bep betsy bianca bilal
  birgit bob boris bram brahim brenda brigitte carla carlo carolien caroline catharina cees celine chantal charlotte cheyenne christa christel christiaan christina
  claudia cor coby corrie corine cornelia cornelis daan damian daniel danielle danny dave david debbie dennis dewi diana dick diederik dilara dimitri dirk dirkje
  donna dorien dorota driss dylan ebru eddy edith eduard edwin eefje ekaterina elena elif elina elisabeth elise ellen ellis elly els elsje emel emiel emine emma
  emre erik erika erwin esmee esra esther eva evelien ewa ewout fatiha fatima fatma fatoumata fenna ferdinand ferry fien fleur floor floris fouad frank frans
  fred freek frederik frits gea geert geertje gerard gerda gerrit gerdien gert gijs gina greet greetje grietje guus gülay hafid hakan halima hamza hanna hannah
  hanneke hans hansje harm harmen harrie harry hasan hassan hatice heidi hein heleen helena hendrik hendrika henk hennie henri herman hilda hilde houda hugo huseyin
  hussein ibrahim ida ilse imane ineke inez inge ingrid irene irma isa isabel ismail ivan ivo jaap jacob jacoba jacqueline jaimy jamal jan janna janneke jannie
  janny jantje janusz jasmijn jason jasper jayden jelle jenny jeroen jessica jesse jet jill jim joanna johan johanna johannes john joke jolanda jolien jonas joop
  jordy jorien joris jorrit jos josé josef joseph joyce judith julia juliana julian jurgen justin kaan karel karim karin karlijn kasia katarzyna katja kees kelly
  kemal kenneth kevin khadija khalid kim klaas klaske koos krzysztof lars latifa laura laurens leah leen leendert lena leni lenie leo leon leonie lianne lida lieke
  liesbeth lieve linda lisa lisanne loes lotte louis louise luc lucas lucia lucie luuk lydia maaike maarten machteld magda mahmoud malak malika manon marcel marco
  margreet margriet maria marian marianne marieke marije marijke marijn marina marion marisa marius marja marjan marjolein marleen marlies martha martijn martin
  martine maryam mathilde mats matthijs maurice maurits mehmet melanie melissa menno merel meryem mia michael michel michelle mick miep mieke mike mila milan
  milou mirjam mirthe mo moh mohamed mohammed mohammad mohamud moniek monika monique mouad murat mustafa mustapha myrthe nabil nadia najat nancy naomi natalia natasja
  nathalie neeltje nel nelleke nelly nick nico nicole niek niels nienke nina noa noah noor noortje noura nour olga oscar osman otto özlem pascal patricia patrick
  paul paula paulien pauline peter petra pien piet pieter pietje pim piotr quinten rachel rachid rahma ramazan ramon ramona raymond rayan rebecca reinier
  renate rené renee riet rianne ria richard rick rico rik rita rob robbert robert robin roderick roel roelof roland rolf roman romy ron ronald rosa rosalie rosanne
  ruben rudi rudolf ruth ruud saar sabine sabrina saida said saskia salim salma samir samira sammy samuel sander sandra sanne sara sarah saskia sasha sebastiaan
  selin selma semra serge sevda shanti sharon sherida shirley sietske sigrid silvia simone sjaak sjoerd sjoukje sofia sofie soraya stan stefan stefanie stephanie
  steven sultan suzan suzanne svetlana sven sylvia tamara tanja tarik teun theo theresa thijs thomas thea tijmen tim timo tineke tjitske tom tomasz ton tonnie
  toos trees trijntje trudy truus tuğba ursula valerie vanessa veerle victor victoria vincent wanda wendy werner wesley wessel wies wiebe wietske willem willemien
  willemijn wilma wim wouter xander yasemin yasin yasmin yassin youssef yvette yvonne yolanda yusuf zahra zainab zakaria zehra zeynep zoë zohra zofia
`)

/** First names that are also words, places or trees; they count only after a title or before a surname. */
export const ambiguousFirstNames = words(`bas ben bart iris lente mark max mees merel nel roos sky storm vera wil willy daisy faith linde maan noor sam tess toon hilversum jo jan-willem abel`)

/** Small words inside a surname. */
export const particles = words(`van de der den het ter ten te 't in op el al ben bin bint da dos von du la le ait`)

/** Who a name may follow at once: "mevrouw Jansen", "mijn buurvrouw Fatima". */
export const titles = words(`mevrouw mevr mw mvr meneer mijnheer dhr heer juffrouw mej dokter dr drs prof familie fam weduwe wed zuster pastoor dominee ds imam meester juf`)
export const relations = words(`
  buurvrouw buurman buurjongen buurmeisje buur buurtje vriend vriendin zoon dochter moeder vader mama papa man vrouw echtgenoot echtgenote oma opa grootmoeder grootvader tante oom zus zusje
  broer broertje neef nicht neefje nichtje kleinzoon kleindochter schoonmoeder schoonvader schoondochter schoonzoon stiefvader stiefmoeder partner ex ex-man ex-vrouw mantelzorger
  collega bewoner bewoonster huurder huurster cliënt cliënte client clienten jongen meisje jongeman peuter leerling patiënt vrijwilliger vrijwilligster wijkagent agent huisarts thuishulp
  wijkverpleegkundige bejaarde weduwnaar eigenaar verhuurder melder meldster overbuurman overbuurvrouw bovenbuurman bovenbuurvrouw onderbuurman onderbuurvrouw
`)
/** After these a name follows: "zij heet Fatima". */
export const naming = words(`heet heette genaamd`)

/** What a name is not: it begins a sentence, or names an organisation, a direction or a people. */
export const notNames = words(`
  de het een er daar daarna daardoor daarom dit dat deze die we wij ik hij zij ze jij u jullie in op bij met na om ook nu voor van veel vanaf als wel niet geen hier door toen tijdens volgens verder alle alleen
  andere beide elke enkele iedereen iemand maar mijn onze ons haar zijn hun zo dus en of want omdat terwijl wie wat waar wanneer waarom hoe nog steeds soms vaak vorige volgende vandaag morgen gisteren
  wmo ggd ggz cjg uwv svb coa aa centrum noord zuid oost west nederland nederlands nederlandse turkse marokkaanse poolse syrische oekraïense surinaamse somalische engelse duitse den helder gemeente
  buurthuis wijkhuis wijkteam team zorg welzijn politie brandweer stichting vereniging school kerk moskee januari februari maart april mei juni juli augustus september oktober november december
  maandag dinsdag woensdag donderdag vrijdag zaterdag zondag kerst pasen ramadan koningsdag
`)

/** Streets, schools and places named after people: "Jan Steenstraat", "Anne Frankschool". */
export const placeEnding = /\p{L}{2}(?:straat|laan|weg|plein|plantsoen|gracht|kade|dijk|hof|pad|steeg|singel|dreef|park|markt|brug|school|college|kerk|huis|hoeve|buurt|wijk|polder|hal|bos|tuin|zaal|flat|haven|dorp|ziekenhuis|museum|centrum|fonds|stichting|dag)$/u
export const placesNamedAfterPeople = words(`paulowna`)
export const beforeHonoured = words(`koning koningin prins prinses sint st san santa`)
