/** Invented posts in two languages at once, and as many in one: what each is in, and what it says. */

export interface MixedPost {
  /** The languages of its words, in any order: two, or one of a post that is not mixed. */
  readonly langs: readonly string[];
  readonly label: 'negative' | 'neutral' | 'positive';
  readonly text: string;
}

/** `languages label text`, one a line. */
const MIXED = `
en+es negative The delivery guy was nice pero el pedido llegó roto y nadie contesta
en+es negative I ordered two weeks ago y todavía no me ha llegado nada, qué vergüenza
en+es positive Just tried the new app y la verdad es que me encanta
en+es negative Love the shoes but the customer service es una vergüenza, nunca más
en+es positive Muchas gracias a todo el equipo, you guys were amazing from start to finish
en+es negative No entiendo nada de esta factura, this is the worst company ever
en+es negative My phone died again. Tercera vez que lo llevo a reparar y siguen sin arreglarlo
en+es neutral Does anyone know si la tienda de la calle mayor abre mañana
en+es positive Omg the packaging is so pretty, y además llegó antes de lo previsto, muy contenta
en+es negative Estoy en la tienda desde las diez and nobody has even looked at me, terrible
en+fr negative The website looks great mais impossible de payer, ça plante à chaque fois
en+fr positive Merci à toute l'équipe, you made my day, best service ever
en+fr negative I paid for express delivery et je n'ai toujours rien reçu après dix jours
en+fr negative Le colis est arrivé ouvert and half of the order is missing, so disappointed
en+fr positive First time I try this brand et franchement c'est une très belle surprise
en+fr neutral Quelqu'un sait si le magasin est ouvert, or should I wait until Monday
en+fr negative So your chatbot just told me que mon compte est bloqué et que personne ne peut m'aider
en+fr positive The new store is open et tout le monde est adorable, bravo
en+de negative The app looks nice aber die Lieferung ist schon wieder zu spät und niemand antwortet
en+de negative Ich warte seit drei Wochen auf mein Geld, this is a joke, never again
en+de positive Thank you so much for the quick help, das war wirklich ein toller Service
en+de negative I have been a customer for years aber so eine Frechheit habe ich noch nie erlebt
en+de positive Habe gestern das neue Handy bekommen and I absolutely love it
en+de neutral Can you tell me ob der Laden am Montag auch geöffnet ist
en+de negative Great, der Zug fällt schon wieder aus und keiner weiß warum
en+pt negative The hotel was lovely mas o atendimento foi péssimo, ninguém resolve nada
en+pt positive Just got my order e chegou tudo certinho, adorei muito
en+pt negative Comprei há um mês e ainda não chegou, this is unacceptable
en+pt positive Gente que app maravilhoso, I use it every day and it never fails
en+pt negative Your support told me que não podem fazer nada, que falta de respeito
en+pt neutral Alguém sabe se a loja abre no domingo or do I have to wait
es+ca negative Llevo una hora esperando y nadie me atiende, això és una presa de pèl, no hi tornarem mai
es+ca positive Moltes gràcies per tot, el tracte ha estat excel·lent. Volveremos seguro, todo muy bueno
es+ca negative El paquet encara no ha arribat i ningú no respon. Dos semanas y nadie me dice nada, qué desastre
es+ca positive La app nueva me encanta, va muy rápida. I a més els de la botiga són molt amables
es+ca negative Això no funciona mai, sempre el mateix. Qué asco de compañía, estoy harta
en+it negative The room was beautiful ma il servizio è pessimo e nessuno risponde al telefono
en+it positive Grazie mille ragazzi, this is the best pizza I have ever had
en+nl negative I love the design maar de levering duurt al drie weken en niemand reageert
en+nl positive Net mijn pakket gekregen and it is even better than I hoped, thank you
en+ca negative The staff were friendly però l'habitació era bruta i no hi havia aigua calenta
en+ca positive El nou local és molt maco and the food was delicious, we will be back
fr+es negative Bonjour, je n'ai pas reçu mon colis. Llevo dos semanas esperando y nadie me responde
de+fr negative Der Service war gut, mais le produit est arrivé cassé et personne ne répond
`;

const PURE = `
en negative The delivery guy was rude, the parcel came broken and nobody answers
en negative Waited at the café for a la carte and the service was terrible
en positive Had the best time at El Camino last night, the staff were lovely
en negative I bought the La Roche cream and it gave me a rash, never again
en positive Te amo coffee is my favourite place, great people
en neutral Is the store on Calle Ocho open on Sunday or do I have to wait
en positive Bon Appetit has the best recipes, love the new video
en negative Die Hard is on again because your app will not play anything else, so annoying
en neutral We are moving the office to San Jose in the spring
en negative No me no like, this update is a mess and the app keeps crashing
en positive The dolce far niente life suits me, what a lovely hotel
en negative Voila, another bill that is wrong, thanks for nothing
es negative Llevo una hora esperando y nadie contesta al teléfono, qué vergüenza
es negative El customer service de esta empresa es un desastre, no responden nunca
es positive Me encanta el nuevo look de la app, muy fácil de usar
es neutral Alguien sabe a qué hora empieza el show de mañana en el Madison Square Garden
es negative Otra vez sin wifi, el router no funciona y nadie del call center responde
es positive Gracias al community manager, me ha respondido en cinco minutos
es negative Compré el pack family en el Black Friday y todavía no ha llegado
es positive El mejor brunch de la ciudad, todo muy rico y el personal muy amable
es neutral La beta de la app se puede descargar desde hoy
es negative Me han cobrado dos veces y no me devuelven el dinero
ca negative Fa una hora que espero i ningú no agafa el telèfon, quina vergonya
ca positive Moltes gràcies per tot, un servei excel·lent i un tracte molt amable
ca neutral Algú sap si demà obriu la botiga del passeig de Gràcia
ca negative L'habitació era bruta i el personal molt desagradable, no hi tornarem
ca positive Les vistes des de la terrassa són espectaculars i l'esmorzar molt bo
ca negative El Corte Inglés de la plaça no té mai el que busco, quin desastre
fr negative Le service client ne répond jamais, c'est une honte
fr positive Merci pour le feedback rapide, le nouveau design est vraiment super
fr neutral Est-ce que le click and collect est ouvert le dimanche
fr negative Encore un bug dans l'update de ce week-end, rien ne marche
fr positive Très bon rapport qualité prix, je recommande
de negative Der Support meldet sich seit Tagen nicht, so ein schlechter Service
de positive Das Update ist richtig gut geworden, danke an das Team
de neutral Wann kommt die neue App in den Store
de negative Schon wieder Stau auf der Bahn, der Zug hat eine Stunde Verspätung
de positive Sehr nettes Personal im Shop und alles ging super schnell
pt negative O aplicativo não funciona e ninguém responde, que raiva
pt positive Adorei o delivery, chegou muito rápido e tudo gostoso
pt neutral Alguém sabe que horas abre o shopping amanhã
it negative Il servizio clienti non risponde mai, che vergogna
it positive Ottimo feeling con lo staff, torneremo di sicuro
nl negative De app werkt alweer niet en niemand reageert
nl positive Top service, snel geholpen en heel vriendelijk
`;

function read(lines: string): MixedPost[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [langs = '', label = '', ...words] = line.split(' ');
      return { langs: langs.split('+'), label: label as MixedPost['label'], text: words.join(' ') };
    });
}

export const mixedPosts: readonly MixedPost[] = read(MIXED);
export const purePosts: readonly MixedPost[] = read(PURE);
