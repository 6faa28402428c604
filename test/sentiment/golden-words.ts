/**
 * Parts of invented posts. A line is `part: words | words`, and a part may go on in a further line. In `{n}` goes a
 * number, and in `be` a subject {s}, a degree {v} and an adjective {a} (of both genders, since subjects have either).
 */

const PARTS = [
  'open', // before a sentence
  ...['goods', 'late', 'prompt'], // things that arrive, too late, in time
  ...['tech', 'broken', 'works'], // things that work, or not
  ...['place', 'be', 'very', 'poor', 'fine'], // people and places
  ...['complaint', 'praise', 'ask', 'want', 'fact', 'negated', 'leave', 'hazard'], // whole sentences
  ...['but', 'close', 'tag'],
] as const;
export type Words = ReadonlyMap<string, readonly string[]>;

const SOURCES = {
  en: `
open: hi @acme, | hey Acme, | so, | update: | honestly, | ok, | just to say, | @acme | dear Acme team, | FYI @acme_help:
goods: my order | the parcel | my refund | the train | the replacement part | the bus | my delivery | order {n}
late: still hasn't arrived | is three weeks late | never turned up | got lost again | was cancelled without a word
prompt: arrived a day early | turned up right on time | came within two days | got here sooner than promised
tech: the app | the router | your website | the wifi | my card | the smart meter | the booking page | the card reader
broken: keeps crashing | doesn't work | is down again | stopped working after the update | freezes all the time
works: works perfectly | just works | is so easy to use | has never let me down | runs much faster now
place: the hotel | the room | the support team | the shop on Elm Street | the call centre | the driver | room {n}
be: {s} is {v} {a} | {s} was {v} {a} | I find that {s} is {v} {a}
very: very | really | so | incredibly | a bit | absolutely | quite | extremely
poor: slow | rude | disappointing | dirty | awful | expensive | unhelpful
fine: friendly | helpful | clean | great | fast | lovely | reliable
complaint: I've been on hold for {n} minutes | you charged me twice | nobody ever answers my emails | worst service ever
complaint: I am fed up with your bots | the driver left it in the rain | what a waste of money | they lied to me at the desk
complaint: the shower was cold and the bed was broken | thanks for nothing | I want my €{n} back
praise: love the new design | the best customer service I've had in years | Maria on the phone was brilliant
praise: they fixed it within minutes | really happy with my purchase | great value for money | I'd recommend it to anyone
praise: breakfast was delicious and the view amazing | thank you so much for the quick reply | well done to the whole team
ask: where is my parcel? | is your site down? | how do I change my address? | do you ship to Ireland? | anyone else?
ask: when does the shop on Elm Street open? | why was I charged {n} euros? | can I return it without the box?
want: please call me back | could you check order {n} | please add a dark mode | I need an invoice with my VAT number
want: it would be great if you had a night bus | can someone from support DM me | please send me a new code
fact: the shop opens at nine | I ordered two shirts on Monday | Acme has opened a branch in Leeds | platform {n} today
fact: the parcel weighs {n} grams | they announced the results this morning | I work next to the Acme office
negated: not bad at all | no problem with the delivery | I can't complain | not happy with the new app | it isn't cheap
negated: never had any issues | nothing to complain about | I wouldn't recommend it | it's not what I expected
leave: I am cancelling my account | never again | I'm switching to another provider | moving my money elsewhere
hazard: the charger started smoking | I will see you in court | the battery caught fire | my lawyer will write to you
but: but | yet | however | although | it's just that
close: thanks | cheers | never again | shame on you | please help | best regards, Sam | do better | keep it up | rant over
tag: #fail | #NeverAgain | #CustomerService | #happy | #AcmeDown`,
  fr: `
open: bonjour @acme, | salut Acme, | bon, | mise à jour : | franchement, | alors, | juste pour dire : | @acme | chère équipe,
goods: ma commande | le colis | mon remboursement | le train | la pièce de rechange | le bus | ma livraison | le paquet nº {n}
late: n'est toujours pas là | a trois semaines de retard | n'arrive jamais | reste introuvable | a encore disparu
prompt: est là avec un jour d'avance | arrive pile à l'heure | a mis deux jours à peine | arrive plus tôt que promis
tech: l'appli | la box | votre site | le wifi | ma carte | le compteur | la page de réservation | le terminal
broken: plante sans arrêt | ne marche pas | est encore en panne | ne répond plus depuis lundi | bugue à chaque fois
works: marche parfaitement | fonctionne enfin très bien | est super facile à utiliser | ne m'a jamais déçu
place: l'hôtel | la chambre | le service client | la boutique du port | le livreur | la conseillère | la chambre {n}
be: {s} est {v} {a} | je trouve que {s} est {v} {a} | {s} reste {v} {a}
very: très | vraiment | tellement | trop | un peu | super | assez | extrêmement
poor: lamentable | horrible | pénible | minable | désagréable | médiocre | triste
fine: agréable | sympathique | impeccable | remarquable | rapide | confortable | formidable
complaint: j'attends depuis {n} minutes au téléphone | vous m'avez débité deux fois | personne ne répond à mes mails
complaint: c'est du vol pur et simple | le livreur l'a laissé sous la pluie | quelle arnaque | on se moque de nous
complaint: la douche était froide et le lit cassé | merci pour rien | rendez-moi mes {n} euros | ras le bol de vos robots
praise: j'adore la nouvelle version | le meilleur service client depuis des années | Léa au téléphone a été géniale
praise: réparé en quelques minutes | très content de mon achat | excellent rapport qualité-prix | je recommande à tous
praise: le petit déjeuner était délicieux et la vue superbe | merci beaucoup pour votre réponse | bravo à toute l'équipe
ask: où est mon colis ? | le site est en panne ? | comment changer d'adresse ? | vous livrez en Belgique ?
ask: à quelle heure ouvre la boutique ? | pourquoi {n} euros de frais ? | je suis le seul ? | peut-on le rendre sans la boîte ?
want: rappelez-moi s'il vous plaît | pouvez-vous vérifier la commande {n} | ajoutez un mode sombre svp
want: il me faut une facture | ce serait bien d'avoir un bus de nuit | merci de m'envoyer un nouveau code
fact: la boutique ouvre à neuf heures | j'ai commandé deux chemises lundi | Acme a ouvert une agence à Lille | voie {n}
fact: le colis pèse {n} grammes | les résultats sont sortis ce matin | je travaille à côté des bureaux d'Acme
negated: pas mal du tout | aucun souci avec la livraison | rien à redire | je ne suis pas content | ce n'est pas donné
negated: jamais eu de problème | je ne recommande pas | sans aucun défaut | ce n'est pas ce que j'attendais
leave: je résilie mon abonnement | plus jamais | je passe chez un concurrent | je change de banque
hazard: le chargeur a pris feu | on se verra au tribunal | la batterie fumait | mon avocat va vous écrire
but: mais | pourtant | sauf que | par contre | en revanche
close: merci | plus jamais | c'est honteux | à l'aide | cordialement, Sam | bonne journée | continuez comme ça | fin du coup de gueule
tag: #arnaque | #PlusJamais | #ServiceClient | #déçu | #merci`,
  es: `
open: hola @acme, | buenas, Acme, | a ver, | actualización: | sinceramente, | bueno, | solo decir que | @acme | estimado equipo:
goods: mi pedido | el paquete | mi reembolso | el tren | la pieza de recambio | el autobús | la entrega | el envío {n}
late: sigue sin llegar | lleva tres semanas de retraso | nunca llega | se ha vuelto a perder | no aparece por ningún lado
prompt: llegó un día antes | vino a la hora exacta | tardó solo dos días | llegó antes de lo previsto
tech: la aplicación | el router | vuestra web | el wifi | mi tarjeta | el contador | la página de reservas | el datáfono
broken: se cuelga todo el rato | no funciona | se ha caído otra vez | no carga desde el lunes | da error siempre
works: funciona perfectamente | va de maravilla | es facilísimo de usar | nunca me ha fallado | va mucho más rápido ahora
place: el hotel | la habitación | la atención al cliente | la tienda del puerto | el conductor | la recepción | la habitación {n}
be: {s} es {v} {a} | me parece que {s} es {v} {a} | {s} fue {v} {a}
very: muy | realmente | tan | demasiado | un poco | súper | bastante | extremadamente
poor: horrible | lamentable | deplorable | deficiente | desagradable | triste | insoportable
fine: amable | agradable | excelente | impecable | fiable | genial | increíble
complaint: llevo {n} minutos esperando al teléfono | me habéis cobrado dos veces | nadie contesta a mis correos
complaint: menuda tomadura de pelo | el repartidor lo dejó bajo la lluvia | qué vergüenza de servicio | esto es un robo
complaint: la ducha estaba fría y la cama rota | gracias por nada | quiero mis {n} euros | estoy harta de vuestros robots
praise: me encanta el nuevo diseño | la mejor atención en muchos años | Lucía al teléfono fue un encanto
praise: lo arreglaron en minutos | muy contenta con mi compra | muy buena relación calidad-precio | lo recomiendo a todos
praise: el desayuno estaba delicioso y las vistas preciosas | muchas gracias por responder | enhorabuena a todo el equipo
ask: ¿dónde está mi paquete? | ¿se ha caído la web? | ¿cómo cambio mi dirección? | ¿enviáis a Canarias?
ask: ¿a qué hora abre la tienda? | ¿por qué me cobran {n} euros? | ¿a alguien más le pasa? | ¿puedo devolverlo sin la caja?
want: llamadme por favor | podéis mirar el pedido {n} | poned un modo oscuro por favor | necesito una factura
want: estaría bien tener un autobús nocturno | que alguien me escriba por privado | enviadme otro código
fact: la tienda abre a las nueve | el lunes pedí dos camisas | Acme ha abierto una oficina en Burgos | vía {n}
fact: el paquete pesa {n} gramos | hoy han publicado los resultados | trabajo al lado de la sede de Acme
negated: no está nada mal | ningún problema con la entrega | no me puedo quejar | no estoy contento | no es barato
negated: nunca tuve problemas | no lo recomiendo | sin ninguna pega | no es lo que esperaba | no me gusta nada
leave: me doy de baja | nunca más | me cambio de compañía | cancelo mi cuenta hoy mismo
hazard: el cargador echaba humo | nos vemos en los tribunales | la batería se incendió | mi abogado os escribirá
but: pero | sin embargo | aunque | eso sí, | en cambio
close: gracias | nunca más | qué vergüenza | ayuda | un saludo, Sam | buen día | seguid así | fin del hilo
tag: #estafa | #NuncaMás | #AtenciónAlCliente | #decepción | #gracias`,
  ca: `
open: hola @acme, | bones, Acme, | a veure, | actualització: | sincerament, | bé, | només vull dir que | @acme | benvolgut equip:
goods: la meva comanda | el paquet | el reemborsament | el tren | la peça de recanvi | l'autobús | l'enviament {n}
late: encara no ha arribat | porta tres setmanes de retard | no arriba mai | s'ha tornat a perdre | no apareix enlloc
prompt: va arribar un dia abans | ha vingut a l'hora exacta | ha trigat només dos dies | va arribar abans del previst
tech: l'aplicació | l'encaminador | el vostre web | la wifi | la meva targeta | el comptador | la pàgina de reserves
broken: es penja tota l'estona | no funciona | torna a estar fora de servei | no carrega des de dilluns | sempre dona error
works: funciona perfectament | va de meravella | és molt fàcil de fer servir | no m'ha fallat mai | ara va més ràpid
place: l'hotel | l'habitació | l'atenció al client | la botiga del port | el conductor | la recepció | l'habitació {n}
be: {s} és {v} {a} | trobo que {s} és {v} {a} | {s} va ser {v} {a}
very: molt | realment | tan | massa | una mica | súper | bastant | extremadament
poor: horrible | lamentable | deplorable | deficient | desagradable | terrible | insuportable
fine: amable | agradable | excel·lent | impecable | fiable | genial | increïble
complaint: fa {n} minuts que espero al telèfon | m'heu cobrat dues vegades | ningú no contesta els meus correus
complaint: quina presa de pèl | el repartidor el va deixar sota la pluja | quina vergonya de servei | això és un robatori
complaint: la dutxa era freda i el llit trencat | gràcies per res | vull els meus {n} euros | estic farta dels vostres robots
praise: m'encanta el nou disseny | la millor atenció en molts anys | la Núria al telèfon va ser un encant
praise: ho van arreglar en minuts | molt contenta amb la compra | molt bona relació qualitat-preu | ho recomano a tothom
praise: l'esmorzar era boníssim i les vistes precioses | moltes gràcies per respondre | felicitats a tot l'equip
ask: on és el meu paquet? | ha caigut el web? | com puc canviar l'adreça? | envieu a Menorca? | a algú més li passa?
ask: a quina hora obre la botiga? | per què em cobreu {n} euros? | el puc tornar sense la caixa?
want: truqueu-me si us plau | podeu mirar la comanda {n} | poseu-hi un mode fosc | necessito una factura
want: estaria bé tenir un bus nocturn | que algú m'escrigui per privat | envieu-me un altre codi
fact: la botiga obre a les nou | dilluns vaig demanar dues camises | Acme ha obert una oficina a Vic | via {n}
fact: el paquet pesa {n} grams | avui han publicat els resultats | treballo al costat de la seu d'Acme
negated: no està gens malament | cap problema amb el lliurament | no em puc queixar | no estic content | no és barat
negated: no he tingut mai problemes | no ho recomano | sense cap pega | no és el que esperava | no m'agrada gens
leave: em dono de baixa | mai més | em canvio de companyia | cancel·lo el compte avui mateix
hazard: el carregador treia fum | ens veurem als jutjats | la bateria es va encendre | el meu advocat us escriurà
but: però | tanmateix | encara que | això sí, | en canvi
close: gràcies | mai més | quina vergonya | ajuda | salutacions, Sam | bon dia | seguiu així | fi del fil
tag: #estafa | #MaiMés | #AtencióAlClient | #decepció | #gràcies`,
  pt: `
open: olá @acme, | oi Acme, | então, | atualização: | sinceramente, | bom, | só para dizer que | @acme | cara equipa,
goods: a minha encomenda | o pacote | o meu reembolso | o comboio | a peça | o autocarro | a entrega | o pedido {n}
late: ainda não chegou | já vai em três semanas de atraso | nunca chega | voltou a desaparecer
prompt: chegou um dia antes | veio mesmo à hora certa | demorou só dois dias | chegou antes do previsto
tech: a aplicação | o router | o vosso site | o wifi | o meu cartão | o contador | a página de reservas | o app
broken: está sempre a bloquear | não funciona | caiu outra vez | não abre desde segunda-feira | dá sempre erro
works: funciona perfeitamente | é muito fácil de usar | nunca me deixou ficar mal | agora anda bem mais depressa
place: o hotel | o quarto | o atendimento | a loja da baixa | o motorista | a receção | o quarto {n}
be: {s} é {v} {a} | acho que {s} é {v} {a} | {s} foi {v} {a}
very: muito | realmente | tão | demasiado | um pouco | super | bastante | extremamente
poor: horrível | lamentável | deplorável | deficiente | desagradável | triste | insuportável
fine: amável | agradável | excelente | impecável | confiável | incrível | simples
complaint: estou há {n} minutos à espera ao telefone | cobraram-me duas vezes | ninguém responde aos meus emails
complaint: isto é uma vergonha | o estafeta deixou tudo à chuva | que falta de respeito | o pior serviço de sempre
complaint: o duche estava frio e a cama partida | obrigado por nada | quero os meus {n} euros | estou farta dos vossos robôs
praise: adoro o novo design | o melhor atendimento dos últimos anos | a Inês ao telefone foi cinco estrelas
praise: resolveram em minutos | muito contente com a compra | ótima relação qualidade-preço | recomendo a toda a gente
praise: o pequeno-almoço era delicioso e a vista linda | muito obrigada pela resposta | parabéns a toda a equipa
ask: onde está a minha encomenda? | o site está em baixo? | como mudo a morada? | enviam para os Açores?
ask: a que horas abre a loja? | porque me cobram {n} euros? | mais alguém com isto? | posso devolver sem a caixa?
want: liguem-me por favor | podem ver o pedido {n} | ponham um modo escuro | preciso de uma fatura
want: seria bom haver um autocarro noturno | alguém me escreva por mensagem | enviem-me outro código
fact: a loja abre às nove | pedi duas camisas na segunda-feira | a Acme abriu um escritório em Braga | linha {n}
fact: o pacote pesa {n} gramas | hoje saíram os resultados | trabalho ao lado da sede da Acme
negated: nada mau | nenhum problema com a entrega | não me posso queixar | não estou contente | não é barato
negated: nunca tive problemas | não recomendo | sem qualquer defeito | não é o que eu esperava | não gosto nada disto
leave: vou cancelar a conta | nunca mais | vou mudar de operadora | acabou, levo o meu dinheiro
hazard: o carregador deitava fumo | vemo-nos em tribunal | a bateria pegou fogo | o meu advogado vai escrever-vos
but: mas | porém | só que | no entanto | embora não pareça,
close: obrigado | nunca mais | que vergonha | ajudem | cumprimentos, Sam | bom dia | continuem assim | fim do desabafo
tag: #burla | #NuncaMais | #atendimento | #desilusão | #obrigada`,
  it: `
open: ciao @acme, | salve Acme, | allora, | aggiornamento: | sinceramente, | beh, | volevo dire che | @acme | gentile team,
goods: il mio ordine | il pacco | il mio rimborso | il treno | il pezzo di ricambio | l'autobus | la consegna | la spedizione {n}
late: non arriva mai | ha tre settimane di ritardo | risulta ancora in viaggio da un mese | non si trova più
prompt: è qui con un giorno di anticipo | arriva sempre puntuale | ci ha messo solo due giorni | ha battuto ogni previsione
tech: l'app | il router | il vostro sito | il wifi | la mia carta | il contatore | la pagina delle prenotazioni | il POS
broken: si blocca di continuo | non funziona | non va di nuovo | non si apre da lunedì | dà sempre errore
works: funziona perfettamente | va una meraviglia | è facilissimo da usare | non mi ha mai deluso | ora va molto meglio
place: l'hotel | la camera | il servizio clienti | il negozio in centro | l'autista | la reception | la camera {n}
be: {s} è {v} {a} | trovo che {s} sia {v} {a} | {s} era {v} {a}
very: molto | davvero | così | troppo | un po' | super | abbastanza | estremamente
poor: terribile | orribile | deludente | sgradevole | inaffidabile | scadente | insopportabile
fine: gentile | eccellente | gradevole | affidabile | impeccabile | veloce | piacevole
complaint: aspetto al telefono da {n} minuti | mi avete addebitato due volte | nessuno risponde alle mie mail
complaint: è una presa in giro | il corriere l'ha lasciato sotto la pioggia | che vergogna di servizio | soldi buttati
complaint: la doccia era fredda e il letto rotto | grazie di niente | rivoglio i miei {n} euro | sono stufa dei vostri bot
praise: adoro la nuova grafica | la migliore assistenza da anni | Giulia al telefono è stata bravissima
praise: risolto in pochi minuti | molto contenta del mio acquisto | ottimo rapporto qualità-prezzo | lo consiglio a tutti
praise: la colazione era deliziosa e la vista splendida | grazie mille per la risposta | complimenti a tutta la squadra
ask: dov'è il mio pacco? | il sito è giù? | come cambio indirizzo? | spedite in Sardegna? | succede solo a me?
ask: a che ora apre il negozio? | perché mi avete preso {n} euro? | posso renderlo senza la scatola?
want: richiamatemi per favore | potete controllare l'ordine {n} | aggiungete un tema scuro | mi serve una fattura
want: sarebbe bello avere un autobus notturno | qualcuno mi scriva in privato | mandatemi un altro codice
fact: il negozio apre alle nove | lunedì ho ordinato due camicie | Acme ha aperto una sede a Parma | binario {n}
fact: il pacco pesa {n} grammi | stamattina sono usciti i risultati | lavoro accanto agli uffici di Acme
negated: niente male | nessun problema con la consegna | non mi posso lamentare | non sono contento | non costa poco
negated: mai avuto problemi | non lo consiglio | senza alcun difetto | non è quello che mi aspettavo | non mi piace per niente
leave: disdico l'abbonamento | mai più | passo alla concorrenza | chiudo il conto oggi stesso
hazard: il caricatore faceva fumo | ci vediamo in tribunale | la batteria ha preso fuoco | il mio avvocato vi scriverà
but: ma | però | tuttavia | anche se | solo che
close: grazie | mai più | vergogna | aiuto | cordiali saluti, Sam | buona giornata | continuate così | fine dello sfogo
tag: #truffa | #MaiPiù | #ServizioClienti | #delusione | #grazie`,
  de: `
open: hallo @acme, | moin Acme, | also, | Update: | ehrlich gesagt: | na ja, | nur zur Info: | @acme | liebes Team,
goods: meine Bestellung | das Paket | meine Erstattung | der Zug | das Ersatzteil | der Bus | die Lieferung | Sendung {n}
late: ist immer noch nicht da | hat drei Wochen Verspätung | kommt nie an | ist schon wieder verschwunden
prompt: war einen Tag früher da | kam auf die Minute pünktlich | war in zwei Tagen hier | kam schneller als versprochen
tech: die App | der Router | eure Webseite | das WLAN | meine Karte | der Zähler | die Buchungsseite | das Kartengerät
broken: stürzt dauernd ab | funktioniert nicht | ist schon wieder down | geht seit Montag gar nicht mehr | hängt ständig
works: läuft perfekt | funktioniert einwandfrei | ist kinderleicht zu bedienen | hat mich nie enttäuscht
place: das Hotel | das Zimmer | der Kundendienst | der Laden in der Südstraße | der Fahrer | die Rezeption | Zimmer {n}
be: {s} ist {v} {a} | {s} war {v} {a} | ich finde, {s} ist {v} {a}
very: sehr | wirklich | so | unglaublich | etwas | total | ziemlich | äußerst
poor: langsam | unfreundlich | enttäuschend | schmutzig | furchtbar | teuer | mies
fine: freundlich | hilfsbereit | sauber | schnell | zuverlässig | angenehm | toll
complaint: ich hänge seit {n} Minuten in der Warteschleife | ihr habt doppelt abgebucht | keiner beantwortet meine Mails
complaint: so eine Frechheit | der Bote hat alles im Regen stehen lassen | reine Geldverschwendung | das ist Abzocke
complaint: die Dusche war kalt und das Bett kaputt | danke für nichts | ich will meine {n} Euro zurück | ich habe eure Bots satt
praise: ich liebe das neue Design | der beste Service seit Jahren | Frau Özgül am Telefon war großartig
praise: in wenigen Minuten gelöst | sehr zufrieden mit dem Kauf | super Preis-Leistung | ich kann es nur empfehlen
praise: das Frühstück war köstlich und die Aussicht herrlich | vielen Dank für die schnelle Antwort | Lob an das ganze Team
ask: wo bleibt mein Paket? | ist eure Seite down? | wie ändere ich meine Adresse? | liefert ihr nach Österreich?
ask: wann öffnet der Laden? | warum kostet das {n} Euro? | geht das nur mir so? | kann ich es ohne Karton zurückgeben?
want: bitte ruft mich zurück | könnt ihr bitte Bestellung {n} prüfen | bitte baut einen Dunkelmodus ein
want: ich brauche eine Rechnung | ein Nachtbus wäre schön | bitte schickt mir einen neuen Code
fact: der Laden öffnet um neun | am Montag habe ich zwei Hemden bestellt | Acme hat eine Filiale in Köln | Gleis {n}
fact: das Paket wiegt {n} Gramm | heute kamen die Zahlen | ich arbeite neben dem Büro von Acme
negated: gar nicht schlecht | kein Problem mit der Lieferung | ich kann nicht klagen | ich bin nicht zufrieden
negated: noch nie Ärger gehabt | keine Empfehlung | ohne jeden Mangel | nicht das, was ich erwartet habe | nicht billig
leave: ich kündige | nie wieder | ich wechsle den Anbieter | ich löse mein Konto auf
hazard: das Ladegerät hat geraucht | wir sehen uns vor Gericht | der Akku fing Feuer | mein Anwalt meldet sich
but: aber | doch | nur: | leider: | allerdings:
close: danke | nie wieder | schämt euch | Hilfe | viele Grüße, Sam | schönen Tag | weiter so | Ende der Durchsage
tag: #Abzocke | #NieWieder | #Kundendienst | #enttäuscht | #danke`,
  nl: `
open: hoi @acme, | hallo Acme, | nou, | update: | eerlijk gezegd: | tja, | even ter info: | @acme | beste team,
goods: mijn bestelling | het pakje | mijn terugbetaling | de trein | het onderdeel | de bus | de levering | zending {n}
late: is er nog steeds niet | is drie weken te laat | komt nooit aan | is alweer zoekgeraakt | staat al dagen stil
prompt: was er een dag eerder | kwam precies op tijd | was binnen twee dagen hier | kwam sneller dan beloofd
tech: de app | de router | jullie website | de wifi | mijn pas | de slimme meter | de boekingspagina | het pinapparaat
broken: loopt steeds vast | werkt niet | ligt er weer uit | doet het sinds maandag niet meer | geeft altijd een fout
works: werkt perfect | doet het prima | is heel makkelijk in gebruik | heeft me nooit teleurgesteld | is nu veel sneller
place: het hotel | de kamer | de klantenservice | de winkel in de Kerkstraat | de chauffeur | de receptie | kamer {n}
be: {s} is {v} {a} | {s} was {v} {a} | ik vind: {s} is {v} {a}
very: heel | echt | zo | ongelooflijk | een beetje | totaal | behoorlijk | uiterst
poor: traag | onvriendelijk | teleurstellend | vies | vreselijk | duur | slecht
fine: vriendelijk | behulpzaam | schoon | snel | betrouwbaar | fijn | geweldig
complaint: ik hang al {n} minuten aan de lijn | jullie hebben dubbel afgeschreven | niemand beantwoordt mijn mails
complaint: wat een schande | de bezorger liet alles in de regen staan | zonde van het geld | dit is pure oplichting
complaint: de douche was koud en het bed kapot | bedankt voor niets | ik wil mijn {n} euro terug | ik ben jullie bots zat
praise: ik ben dol op het nieuwe ontwerp | de beste service in jaren | Sanne aan de telefoon was geweldig
praise: binnen een paar minuten opgelost | heel blij met mijn aankoop | goede prijs-kwaliteit | een echte aanrader
praise: het ontbijt was heerlijk en het uitzicht prachtig | heel erg bedankt voor het snelle antwoord | hulde aan het team
ask: waar blijft mijn pakje? | ligt jullie site plat? | hoe wijzig ik mijn adres? | leveren jullie in België?
ask: hoe laat gaat de winkel open? | waarom kost dat {n} euro? | heeft nog iemand dit? | kan ik het zonder doos terugsturen?
want: bel me alsjeblieft terug | kunnen jullie bestelling {n} nakijken | maak een donkere modus alstublieft
want: ik heb een factuur nodig | een nachtbus zou fijn zijn | stuur me graag een nieuwe code
fact: de winkel gaat om negen uur open | maandag bestelde ik twee hemden | Acme heeft een vestiging in Gent | spoor {n}
fact: het pakje weegt {n} gram | vandaag kwamen de cijfers | ik werk naast het kantoor van Acme
negated: helemaal niet slecht | geen probleem met de levering | ik mag niet klagen | ik ben niet tevreden
negated: nooit gedoe gehad | geen aanrader | zonder enig gebrek | niet wat ik verwacht had | het is niet goedkoop
leave: ik zeg mijn abonnement op | nooit meer | ik stap over naar een ander | ik sluit mijn rekening
hazard: de oplader begon te roken | ik zie jullie voor de rechter | de accu vloog in brand | mijn advocaat schrijft jullie
but: maar | toch: | alleen: | helaas: | hoewel,
close: bedankt | nooit meer | schaam je | help | groeten, Sam | fijne dag | ga zo door | einde klaagzang
tag: #oplichting | #NooitMeer | #klantenservice | #teleurgesteld | #bedankt`,
  gl: `
open: ola @acme, | boas, Acme, | a ver, | actualización: | sinceramente, | ben, | só quero dicir que | @acme | estimado equipo:
goods: o meu pedido | o paquete | o meu reembolso | o tren | a peza de recambio | o autobús | a entrega | o envío {n}
late: aínda non chegou | leva tres semanas de atraso | nunca chega | volveu perderse | non aparece por ningures
prompt: chegou un día antes | veu á hora exacta | tardou só dous días | chegou antes do previsto
tech: a aplicación | o router | a vosa web | a wifi | a miña tarxeta | o contador | a páxina de reservas
broken: cólgase decote | non funciona | volveu caer | non carga desde o luns | dá sempre erro
works: funciona perfectamente | vai de marabilla | é ben doado de usar | nunca me fallou | agora vai moito máis rápido
place: o hotel | o cuarto | a atención ao cliente | a tenda do porto | o condutor | a recepción | o cuarto {n}
be: {s} é {v} {a} | penso que {s} é {v} {a} | {s} foi {v} {a}
very: moi | realmente | tan | demasiado | un pouco | súper | bastante | extremadamente
poor: horrible | lamentable | deplorable | deficiente | desagradable | triste | insoportable
fine: amable | agradable | excelente | impecable | fiable | xenial | incrible
complaint: levo {n} minutos agardando ao teléfono | cobrástesme dúas veces | ninguén contesta os meus correos
complaint: que tomadura de pelo | o repartidor deixouno baixo a chuvia | que vergoña de servizo | isto é un roubo
complaint: a ducha estaba fría e a cama rota | grazas por nada | quero os meus {n} euros | estou farta dos vosos robots
praise: encántame o novo deseño | a mellor atención en moitos anos | Uxía ao teléfono foi un encanto
praise: arranxárono en minutos | moi contenta coa compra | moi boa relación calidade-prezo | recoméndoo a todo o mundo
praise: o almorzo estaba delicioso e as vistas preciosas | moitas grazas por responder | parabéns a todo o equipo
ask: onde está o meu paquete? | caeu a web? | como cambio o meu enderezo? | enviades a Ourense? | pásalle a alguén máis?
ask: a que hora abre a tenda? | por que me cobrades {n} euros? | podo devolvelo sen a caixa?
want: chamádeme por favor | podedes mirar o pedido {n} | poñede un modo escuro | preciso unha factura
want: estaría ben ter un autobús nocturno | que alguén me escriba por privado | enviádeme outro código
fact: a tenda abre ás nove | o luns pedín dúas camisas | Acme abriu unha oficina en Lugo | vía {n}
fact: o paquete pesa {n} gramos | hoxe publicaron os resultados | traballo ao lado da sede de Acme
negated: non está nada mal | ningún problema coa entrega | non me podo queixar | non estou contento | non é barato
negated: nunca tiven problemas | non o recomendo | sen ningunha pega | non é o que agardaba | non me gusta nada
leave: doume de baixa | nunca máis | cambio de compañía | hoxe mesmo pecho a conta
hazard: o cargador botaba fume | vémonos nos tribunais | a batería prendeu lume | o meu avogado escribiravos
but: pero | mais | porén | aínda que | iso si,
close: grazas | nunca máis | que vergoña | axuda | un saúdo, Sam | bo día | seguide así | fin do fío
tag: #estafa | #NuncaMáis | #AtenciónAoCliente | #decepción | #grazas`,
  eu: `
open: kaixo @acme, | aizue Acme, | beno, | eguneraketa: | egia esan, | tira, | hau esan nahi dut: | @acme | talde agurgarria:
goods: nire eskaera | paketea | nire dirua | trena | ordezko pieza | autobusa | bidalketa | {n} zenbakiko eskaera
late: oraindik ez da iritsi | hiru aste berandu dator | ez da inoiz iristen | berriro galdu da | ez da inon ageri
prompt: egun bat lehenago iritsi da | garaiz etorri da | bi egunean heldu da | espero baino lehen iritsi da
tech: aplikazioa | bideratzailea | zuen webgunea | wifia | nire txartela | kontagailua | erreserben orria
broken: behin eta berriz blokeatzen da | ez dabil | berriro erori da | astelehenetik ez da irekitzen
works: primeran dabil | oso ondo dabil | oso erabilerraza da | orain askoz azkarrago doa
place: hotela | gela | bezeroarentzako arreta | portuko denda | gidaria | harrera | {n} gela
be: {s} {v} {a} da | nire ustez {s} {v} {a} da | {s} {v} {a} izan da
very: oso | benetan | izugarri | hain | ikaragarri | erabat | nahiko | guztiz
poor: motela | garestia | zikina | txarra | kaskarra | desatsegina | tamalgarria
fine: atsegina | ona | garbia | azkarra | bikaina | fidagarria | aparta
complaint: {n} minutu daramatzat telefonoan zain | bi aldiz kobratu didazue | inork ez ditu nire mezuak erantzuten
complaint: hau lotsagarria da | banatzaileak euripean utzi du | dirua alferrik galtzea da | inoizko zerbitzurik txarrena
complaint: dutxa hotza zen eta ohea hautsita zegoen | eskerrik asko ezergatik | nire {n} euroak nahi ditut | nazkatuta nago
praise: diseinu berria asko gustatzen zait | urteetako arretarik onena | Nerea oso jatorra izan da telefonoan
praise: minutu gutxitan konpondu dute | oso pozik nago erosketarekin | kalitate ona prezio onean | denei gomendatzen diet
praise: gosaria goxoa zen eta bistak ederrak | mila esker hain azkar erantzuteagatik | zorionak talde osoari
ask: non dago nire paketea? | webgunea erorita dago? | nola aldatuko dut helbidea? | Iruñera bidaltzen duzue?
ask: zer ordutan irekitzen da denda? | zergatik kobratu dizkidazue {n} euro? | beste inori gertatzen zaio?
want: deitu mesedez | begiratuko duzue {n} eskaera | jarri modu iluna mesedez | faktura bat behar dut
want: ondo legoke gaueko autobusa izatea | idatzi mezu pribatua | bidali beste kode bat
fact: denda bederatzietan irekitzen da | astelehenean bi alkandora eskatu nituen | Acmek bulegoa ireki du Tolosan
fact: paketeak {n} gramo ditu | gaur eman dituzte emaitzak | Acmeren bulegoaren ondoan lan egiten dut
negated: ez dago batere gaizki | arazorik ez entregarekin | ezin naiz kexatu | ez nago pozik | ez da merkea
negated: ez dut inoiz arazorik izan | ez dut gomendatzen | akatsik gabe | ez da espero nuena | ez zait batere gustatzen
leave: baja emango dut | inoiz gehiago ez | beste konpainia batera noa | gaur bertan itxiko dut kontua
hazard: kargagailuari kea zerion | epaitegian ikusiko dugu elkar | bateria sutan hasi zen | nire abokatuak idatziko dizue
but: baina | hala ere | ordea | dena den,
close: eskerrik asko | inoiz ez gehiago | lotsa ematen du | lagundu | agur bero bat, Sam | egun on | jarraitu horrela
tag: #iruzurra | #InoizEz | #BezeroArreta | #etsita | #eskerrikasko`,
};

/** Every language and its parts. */
export const WORDS: readonly (readonly [lang: string, words: Words])[] = Object.entries(SOURCES).map(
  ([lang, source]) => {
    const words = new Map<string, string[]>(PARTS.map((part) => [part, []]));
    for (const line of source.trim().split('\n')) {
      const [part = ''] = line.split(':', 1);
      const list = words.get(part);
      if (list === undefined) throw new Error(`${lang}: no part ${part}`);
      list.push(
        ...line
          .slice(part.length + 1)
          .split(' | ')
          .map((text) => text.trim()),
      );
    }
    return [lang, words];
  },
);
