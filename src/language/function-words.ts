/**
 * The small words that give a language away, the most frequent first: a word's place in its list is its weight.
 * Words written alike in several languages stand in the list of each. Words of the network's own talk (lol, omg) are
 * left out.
 */
export const LANGUAGES = ['en', 'fr', 'es', 'ca', 'pt', 'it', 'de', 'nl', 'gl', 'eu'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Written by few, and most of their words are those of a neighbour. */
export const RARE: readonly Language[] = ['gl', 'eu'];

export const FUNCTION_WORDS: Readonly<Record<Language, string>> = {
  en: `the to and of you i a is that it's i'm for on my with this it in was have are be your just not so we at what they
    don't all he will can but do if out about when from get up like she how his now her has who an or by their going you're
    can't been am them why as its our would there good more some had than one time know see did today because really people
    want think us i've back didn't only too never still where got new love need tomorrow after make every much work other
    then which should could that's won't isn't doesn't were day night over right off here these into even those before may
    being him first last most won wasn't i'll let's this's very always any while down any through again does
    thank thanks please your waiting great service shit fuck yeah happy next week hope always best better something someone
    everyone watch looks look come way things thing until same both between such without against since ever we're he's
    she's there's what's we'll you'll you've aren't couldn't wouldn't shouldn't haven't im dont cant thats u ur gonna wanna`,
  fr: `de la le et les des est pas que en un pour une je à il ne vous dans sur ce qui plus avec c' j' l' d' qu' n' au par on
    tu mais sont du moi ça me nous ai elle suis fait si tout se bien y être s' m' t' ont cette aux mon ma mes ses son sa été
    comme quand même faire était va très merci trop aussi où rien jamais encore toujours ils leur leurs dit sans alors ton
    ta tes peut votre vos notre nos avez avoir après depuis avant quoi cest jai pourquoi parce donc faut vraiment ici sous
    entre chez contre aujourd'hui demain soir jour peu beaucoup moins bonne bon ces cet toi lui eux deux non oui voir es
    fois gens temps vie monde mdr ptdr quel quelle quelque autre autres dont ou ni car puis lors déjà personne tous toutes
    toute avait serait sera étaient veux peux doit dire besoin mieux mal ca meme tres apres deja grâce envie heures jours
    bonjour bonsoir svp qu'il service an ans via selon vers pendant lorsque puisque`,
  es: `de que la el y en no a los se me un es por lo con una mi las te para al si su del más como ya yo pero tu está ha muy
    hay esta le todo este eso cuando qué sin mis ser tus son hoy ni porque bien nos también ese quiero hasta fue solo donde
    día tiene tengo estoy vida mejor nada gracias así vez siempre soy hace sobre nunca ella voy ver él ellos entre desde van
    puede era hacer todos otra otro algo nadie gente ahora después dos cada esa están quien mañana aquí tan poco sus años
    todas toda uno puedo antes eres sé estar había has he va casa días usted ustedes nosotros estamos tienen hemos han fueron
    será mucho mucha muchas muchos mal buen buena bueno buenos hola durante aunque mientras contra según menos quién cómo
    cuándo dónde dice decir creo hacen sólo tiempo noche semana qe xq pq tambien asi mas dia esto estos estas aún sido
    d del jajaja verdad`,
  ca: `de la i que el a en és no per un amb una els les l' d' al del es ha molt més ho com s' ja si hi però ser va us n' són
    aquest aquesta què també estat em ens quan està meva meu seva seu t' m' dels als tot sense bé això hem han he fer
    només només tots totes on fins des perquè ara avui sobre sempre mai res molts molta moltes altres gràcies bon bona
    dia dies ni entre cada dos dues aquí així gent vida anys temps després abans fet tenir tinc té tenen som sou soc
    sóc estem estan era eren hotel aquests aquestes aquell nostre nostra vostre vostra teva teu qui quin quina
    cap força gaire massa poc menys millor pitjor doncs encara mentre contra segons durant cal puc pot poden vull volem
    vol podeu fa fan faig dic diu dir veure anar vaig vam van vas hauria seria serà sigui siguin siguem estic ets nit demà
    ahir llavors tan tant perque mes be tambe amb habitació habitacions tracte esmorzar lloc servei bones esta personal nosaltres
    mica preu preus diari fred calor manca dutxa suposa carrer llit llits menjar sopar dinar esmorzars tornar tornarem
    platja vistes poble cotxe finestra aigua neta neteja petita petit soroll cambrer recepció propera centre perdre
    cadascun gairebé potser almenys malauradament recomano espero segur`,
  pt: `de que a o e não é do eu da em um para com no na uma os se por me mas as mais você tem dos isso meu minha como foi
    ao ele vou já só tá está ela são ser nao pra quando muito das estou vai hoje fazer seu sua tudo ou te bem também quem
    sem tenho até ter bom dia nos pelo pela mesmo porque assim gente agora nem aqui ainda era sou lá depois faz eles nada
    melhor vida esse essa esta este amo meus minhas todo mundo todos toda sempre coisa tão nunca muita tava eh pro pq vc q n
    né cara num numa você vocês nós então amanhã ontem obrigado obrigada boa noite mim tô vamos pode quero acho saber ver
    foram fica deve há às aos quem onde qual sobre entre desde cada outra outro contra menos pior seus suas nossa nosso
    estava tinha fui ia têm estão deus cadê alguém ninguém dela dele desse dessa nesse nessa disso
    porra caralho fome medo lembro fiquei linda lindo lindos demais mano tchau filme socorro chato saudade começou
    começando morreu assistir assistindo gostei adoro adorei maravilhosa maravilhoso kkk kk né oq vcs tbm hj mds viu
    ficou ficar chorar chorando quase ainda pessoal prova melhores podem eliminar vermelho azul equipe`,
  it: `di che e la il non è un a per in i mi sono ma una con ho le si della ti se come da al più lo del anche ha gli io tu
    questo ci alla su mia perché solo bene sei delle nel l' all' dell' nell' un' c' quando hai dei tutto cosa tutti oggi
    fatto ora senza mio molto poi cui chi dopo fare sempre essere nella era ai dai hanno stato quello questa proprio tutta
    così va sta vita così ne mai dal sul dalla sulla già noi loro lei lui voi fa sia ancora grazie niente nulla dove quindi
    qui oggi domani ieri perchè cosi piu pero però può puo devo vuole voglio vorrei deve siamo siete fosse aveva avere
    ogni altro altri altra stessa stesso gente anni giorno giorni sera notte casa meglio peggio male bello bella buon buona
    buongiorno ciao qualcuno nessuno dice dire quanto quale quali tempo prima suo sua suoi tuo tua miei mie nostro vostro
    governo vedere allora`,
  de: `die der und ich das ist nicht in den zu du mit es ein auf für von eine im so auch dem sich was wie mir wir aber
    hat mich noch an wenn sie als er sind dass nur da ja man ihr habe bei mal kann schon dann heute nach wird einen aus um
    jetzt immer haben war mehr hab doch zum oder einfach einem einer kein keine am des mein meine dich dir wieder alles
    vor gut will hier warum sein nichts über bin bist uns durch diese dieser dieses muss zur werden vom weil nie bis
    gerade viel machen macht ganz sehr wo leute guten morgen danke nein wer jeder alle ab ohne unter gegen bitte gibt
    geht hast sagt weiß menschen tag jahr jahre leben denn zwischen während deutsche deutschen wurde würde könnte
    waren soll sollte müssen können ne nix eigentlich wohl erst beim damit dein deine euch mein meinen seine ihre ihrer
    ihren einmal halt echt also nen eben vielleicht leider bahn
    langweilig geil abends morgens bereits gefunden essen verdammt scheiße scheiss hilfe stunden minuten wochen tage
    lang alter digga zug heisst heißt neue neuen neuer kaufen bekommen findet fahren endlich kommt laut zwei drei`,
  nl: `de het een en van ik is je niet dat in op te zijn die met voor er maar aan om ook als nog dan was wat heb naar
    bij hij mijn door zo uit over wel kan geen ze of we heeft me hebben dit nu al deze moet u wordt gaat goed mensen
    vandaag meer worden veel tot jullie weer dus ben gewoon hoe haar waar wil na moeten toch mij hem hun zou kunnen
    alleen altijd nooit niets niemand omdat waarom jij hier daar weet echt heel jaar dag zeer onze ons iets iemand
    kunt graag bedankt dank maken maakt laten even alle andere eens want tegen zonder tussen binnen tijdens onder
    gaan gaat komt komen doen doet werd waren had hadden jouw zij wij morgen avond vanavond leuk mooi lekker beter
    erg best slecht boek trein zal zullen zoals uur weken lang sinds allemaal ja nee`,
  gl: `de que a o e non do da en un unha para con no na os as se por me pero máis como foi ao é ten moi xa eu dos das ser
    hai isto está iso son todo ou te ben tamén quen sen teño ata bo boa día nos polo pola mesmo porque así xente agora
    aquí aínda era onde despois nada mellor vida ese esa esta este todos sempre nunca coa co cos coas unha unhas uns nin
    pode hoxe mañá onte grazas noso nosa meu miña teu túa seu súa el ela eles elas vostede vós nós fai facer feito dixo
    dicir ver vou vai van ir estou estamos están foron ía tiña teñen outro outra entre desde cada contra segundo menos
    peor algúns ningún ninguén alguén moito moita moitos moitas pouco nese nesa neste nesta deste desta dese dun dunha
    nun nunha xunta galego galega galicia anos tempo cando quero creo dende ningunha algunha algunhas algúns dous dúas
    lle lles ches sexa teña haxa veña fixo fixen fixeron tivo tiven estivo estiven puiden puido quixen viñen veu vén din
    mentres axiña ademais xamais xeito persoa persoas servizo servizos prezo prezos cartos traballo traballar mercar
    agardar agardando luns mércores xoves venres axuda axudar encántame gústame paréceme pareceume gustoume deixoume
    deixáronme dixéronme fixéronme chegoume chamoume contestoume mandáronme atendéronme levamos imos sodes estades tedes`,
  eu: `eta da ez bat du dira den egin oso dut zen baina ere hau egun dago izan duen zuen bai dute beste behar hori gure
    nire zure bere dela bere baino gabe arte gaur bihar atzo orain hemen hor han nola zer nor non noiz zergatik guztiak
    guzti guztia dena ezer inor inoiz beti berriz gehiago gutxi asko ondo gaizki hobeto ona onak txarra euskal euskara
    euskadi eskerrik mila kaixo agur egon dago daude naiz zara gara dituzte ditu dugu duzu nuen ziren zuten baita eta
    baita edo ala bada baldin bezala artean ondoren aurrera buruz kontra zergatik horregatik horrela hala bakarrik baita
    egiten esan egunon gabon batzuk bi hiru urte urteko lehen azken gero duela joan etorri ikusi`,
};

/** Word endings of three bytes that speak for a language, in words that no list has (an accented letter is two bytes). */
export const WORD_ENDINGS: Readonly<Record<Language, string>> = {
  en: 'ing ion ted ked led ned red ded ght ess ies ful ous ily tly lly ers ack ock ick ool ood eed oom ays aws ths rds cks',
  fr: 'eux eau és ent ais ait tte lle nne ion eur ous ois ant ons iez aux que sse',
  es: 'ado ada ido ida dos das dad nte ero era oso osa llo lla ito ita ros ras aje mos',
  ca: 'ats ets tat uny any eny ent ell ble aig oig uig its uts ada adi eix aix esc ort ves nes des res les',
  pt: 'ão ado ada ndo nha nho dad ade ava gem ens eia emo mos ram vel ais eis iro ira',
  it: 'are ere ire ato ata ati ate ito uto one oni nte nti tto tti tta gli che ggi zzo zza sta sti ono ale ali ndo ici',
  de: 'ung gen hen ten den ben sen ren ern cht ich eit ein ier ler ker ter sch tag ges ste ete',
  nl: 'aar eer oor ijk den gen ten ken len ren sen aat oek eft ijn uit aan ing elt jes tje cht ouw erk oog ies',
  gl: 'ado ada ndo ade dos das eza ais eis eir axe xes xen nme',
  eu: 'tze ren ako oak eko tik zen dut kin tua era are tza rik ari ean',
};
