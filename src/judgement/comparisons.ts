/**
 * What tells toward whom a text speaks, besides its sentiment: small words and phrases that compare, switch, ask, or put
 * a name aside, by language. Accents and capitals don't count; a phrase holds no marks.
 */
import type { Language } from '../language/identify.js';

/** What a cue does. A token's cues are the bits `1 << kind`, so there are at most 31. */
export const CUE = {
  /** Joins names, or begins a clause. */
  and: 0,
  /** Begins a clause that stands against the one before. */
  but: 1,
  /** Begins any other clause. */
  link: 2,
  not: 3,
  better: 4,
  worse: 5,
  than: 6,
  /** What stands before is less than what follows: `not as good as`. */
  loses: 7,
  beats: 8,
  /** What stands before is worse still, and what was named earlier was bad. */
  worseStill: 9,
  /** What follows is preferred to what comes after `than`. */
  rather: 10,
  /** The name that follows was not chosen. */
  instead: 11,
  /** The name that follows is the opposite of the one spoken of. */
  unlike: 12,
  /** The name that follows is left. */
  leave: 13,
  /** From one name to another. */
  move: 14,
  /** The name that follows is joined or gone back to. */
  join: 15,
  from: 16,
  to: 17,
  /** What follows is only thought of. */
  consider: 18,
  /** Nobody chose what is told. */
  forced: 19,
  miss: 20,
  /** What is said is said of all names alike. */
  alike: 21,
  /** Faint acceptance of the name before or after. */
  faint: 22,
  /** A question even without a question mark. */
  asking: 23,
  why: 24,
  /** Keeping to the name that follows. */
  stay: 25,
  /** The name that follows is a landmark, a shop or an owner. */
  place: 26,
  /** The same where another name is spoken of. */
  at: 27,
  /** The nearest name is rejected. */
  never: 28,
  /** The nearest name was better once, or is what one comes from. */
  past: 29,
} as const;

export type CueKind = keyof typeof CUE;

/** Phrases, separated by commas. */
export type CuePhrases = Readonly<Partial<Record<CueKind, string>>>;

export const COMPARISONS: Readonly<Partial<Record<Language, CuePhrases>>> = {
  en: {
    and: 'and, or, nor, x, n, vs, versus, plus, both',
    but: 'but, whereas, while, although, though, however, meanwhile, yet, only that',
    link: 'because, since, so, when, if, until, after, before, then, which, who, where, thanks to, now, just that',
    not: `not, no, never, don't, dont, doesn't, didn't, won't, wouldn't, isn't, isnt, wasn't, aren't, weren't, can't, cannot,
      couldn't, hardly, nothing, nobody, nor, without, ain't`,
    better: `better, nicer, faster, cheaper, cleaner, easier, friendlier, safer, smoother, quieter, stronger, tastier, lighter,
      superior, more, kinder, quicker, happier, comfier, greater, smarter, bigger, longer`,
    worse:
      'worse, slower, inferior, less, uglier, ruder, noisier, dirtier, weaker, poorer, more expensive, pricier, harder',
    than: 'than, compared to, compared with',
    loses: `not as, isn't as, aren't as, wasn't as, doesn't taste as, nowhere near, not nearly, not half as, not a patch on,
      can't compete with, can't compare to, can't match, doesn't compare to, no match for, hold a candle to, pales next to,
      doesn't come close to, could learn from, should learn from, should take notes from, take notes from, a poor copy of,
      cheap copy of, cheap knockoff of, lags behind, half the care of, a bad copy of, not in the same league as`,
    beats: `beats, beat, outperforms, crushes, destroys, smokes, blows away, wipes the floor with, runs rings around,
      runs circles around, miles ahead of, light years ahead of, streets ahead of, way ahead of, leagues above, ahead of,
      leaves, over, to shame, trumps, any day over, puts, makes, wins against, won against`,
    worseStill: `even worse, worse still, somehow worse, worse even, managed to be worse, is worse, are worse, no better,
      not any better, just as bad, isn't any better, exact same thing, exactly the same thing, did the same, same thing`,
    rather: `i'd rather, id rather, would rather, i'd sooner, would sooner, i'd choose, i prefer, prefer, i'd take, preferred, i'll take,
      give me, would take, i'd pick, i'd still take, rather`,
    instead: 'rather than, instead of, over, in place of, as opposed to',
    unlike: 'unlike, in contrast to, contrary to, as opposed to, next to, compared to, compared with',
    leave: `left, leaving, leave, ditched, ditch, ditching, dumped, dumping, dump, dropped, dropping, quit, quitting, cancelled,
      canceled, cancelling, cancel, abandoned, gave up on, giving up on, done with, goodbye, bye, bye bye, farewell, rid of, fed up with,
      through with, walked away from, moved away from, moving away from, escaped, escape from, broke up with,
      switched from, moved from, came from, coming from, swapped, traded in, traded, sick of, tired of, closed my account with`,
    move: `switched, switch, switching, moved, move, moving, changed, change, changing, went, going, migrated, migrate, migrating,
      replaced, replace, replacing, swapped, swap, jumped, came, transferred, upgraded, from`,
    join: `switched to, switch to, switching to, moved to, moving to, move to, joined, joining, join, went to, went with, going with,
      back to, back with, return to, returned to, returning to, converted to, walked over to, went over to, changed to,
      signed up with, signed up for, signed with, replaced by, replaced with, stick with, sticking with, stuck with, loyal to,
      stay with, staying with, hello, gone to, over to, one call to, called, moved over to, rejoined, jumped to, welcome`,
    from: 'from',
    to: 'to, for, with, by, into',
    consider: `thinking of, thinking about, considering, might, tempted to, should i, would i, wondering, maybe, if i, about to try, considering
      moving, looking at, could, debating`,
    forced: `my company, our company, my employer, work is, at work, our office, the office, my boss, it department, new flat, new house,
      new apartment, landlord, only has, only have, had no choice, forced, merged, acquired, bought by, the council, the school, head office,
      moving us, switched us, migrating us`,
    miss: 'miss, missed, missing, regret leaving, regretting leaving',
    alike: `both, either, neither, each, equally, doesn't matter who, no matter who, same hold, alike, the pair of them, the two of them,
      the same, as bad as, no difference, and also, between`,
    faint: `isn't bad, not bad, isn't terrible, nothing against, nothing wrong with, it's ok, it's okay, is ok, is okay, is fine,
      it's fine, does the job, is alright, all right, decent enough, not terrible, no complaints about, did the job, gets the job done,
      are fine, are ok, works fine, was fine, was ok, was okay, so so, average, is decent, isn't awful, aren't bad, wasn't bad, no problem with`,
    asking: `anyone know, does anyone, anyone knows, has anyone, anybody know, anyone tried, anyone have, which one, how do i, how do you,
      where do i, any idea, any tips, looking for advice, what time, is there a, can someone, does the, do you know, is it true, how long does`,
    why: 'why, who would, how can anyone, how could anyone, who still, how come',
    stay: `stay with, staying with, still use, still using, still with, pay for, still buy, buy from, put up with, choose, pick, use, still pay,
      bother with, go with, still at, trust`,
    place: `outside, outside the, in front of, behind, opposite, next to the, near, near the, across from, car park of, parking at,
      building, corner of, stop at, parked at, meet at, past the, beside the, street from, round the corner from, down the road from, above the,
      between the, by the`,
    at: `at, via, bought at, bought from, picked up at, bought it at, from the, people from, former, ex, works at, worked at, work at,
      working at, sold by, ordered from, on the, ordered on, wifi from, guy from, bought on, in the, our, off, inside, employee of, delivered by, sponsored by`,
    never: `never again, avoid, worst enemy, stay away from, steer clear of, boycott, anywhere near, looking at you, no thanks, never going back,
      never return, wouldn't touch, won't touch, wouldn't wish, not for free, no way, not in a million years, hell no, over my dead body,
      wouldn't recommend, can't recommend, don't recommend, not recommend, wouldn't trust, don't make my mistake, don't buy, save 20 bucks on, lesson learned
      from, last time with, don't bother with, nobody should, would not recommend, screw, shame on, wouldn't let`,
    past: `used to be, remember when, was a, years with, years at, years of, have gone downhill, went downhill, once was, ex customer, were once, back when,
      been with, customer for, was with, were with, customer since`,
  },
  fr: {
    and: 'et, ou, ni, x, vs, contre, plus',
    but: "mais, par contre, tandis que, alors que, alors qu', pendant que, pendant qu', cependant, pourtant, en revanche, sauf que, quand",
    link: "parce que, parce qu', car, donc, puisque, si, depuis que, jusqu'à, après, avant, puis, où, dont, qui, depuis, grâce à, résultat, maintenant, heureusement que",
    not: "ne, n', pas, jamais, rien, aucun, aucune, plus jamais, sans, personne, ni",
    better: `mieux, meilleur, meilleure, meilleurs, meilleures, plus, supérieur, supérieure, davantage`,
    worse: 'pire, pires, moins, inférieur, inférieure, plus cher, plus chère, plus lent, plus mauvais',
    than: "que, qu', à côté de, à côté d', par rapport à",
    loses: `pas aussi, moins bien, moins bon, moins bonne, moins bons, moins bonnes, arrive pas à la cheville, arrive même pas à la cheville, loin derrière,
      ne vaut pas, vaut pas, loin d'égaler, rivalise pas avec, fait pas le poids, pâle copie, moins fiable, moins sympa, moins rapide, moins efficace,
      prendre exemple sur, s'inspirer de, à des années lumière de, pas à la hauteur de, la moitié du soin, pas si`,
    beats: `bat, surpasse, écrase, explose, enterre, dépasse, largement devant, loin devant, devance, au dessus de, met la misère à, met une raclée à,
      bien devant, ridiculise, coiffe`,
    worseStill: `encore pire, c'est pire, encore plus nul, guère mieux, pas mieux, même chose, pareil, exactement pareil, la même, autant pour, fait pareil, idem`,
    rather: `je préfère, préfère, préférer, j'aime mieux, plutôt, je préférerais, j'ai préféré, préféré, je choisis, autant`,
    instead: "plutôt que, plutôt qu', au lieu de, au lieu d', à la place de, à la place d'",
    unlike: `contrairement à, à la différence de, à la différence d', à l'inverse de, à l'inverse d', à l'opposé de, à côté de, à côté d', comparé à, par rapport à, au contraire de`,
    leave: `quitté, quitte, quitter, quittons, quittez, lâché, lâche, laissé tomber, laisse tomber, abandonné, abandonne, résilié, résilie, résilier,
      adieu, bye bye, au revoir, ciao, fini, marre de, marre d', ras le bol de, plaqué, largué, fui, parti de, parti d', partie de, partie d', sorti de, sorti d',
      débarrassé de, débarrassé d', terminé avec, remplacé, viens de chez, venais de`,
    move: `passé, passés, passée, passer, passe, passons, passant, changé, changer, migré, migrer, migrons, basculé, basculer, switché,
      remplacé, remplacés, remplacée, remplacées, troqué, troquer, transféré, allé, allée, partie, parti, échangé, suis, de`,
    join: `passé chez, passée chez, passés chez, passe chez, passer chez, passé à, passée à, passe à, passer à, allé chez, allée chez, suis allé chez,
      parti chez, partie chez, pars chez, retour chez, retour à, retourne chez, retourne à, retourné chez, retourner chez, reviens chez, reviens à, revenu chez, revenue chez, revenir chez,
      rejoint, rejoins, adopté, vais chez, file chez, reste chez, fidèle à, remplacé par, remplacés par, remplacée par, remplacées par, remplacés par des, repris chez, bascule sur, bascule chez,
      inscrit chez, signé chez, repasse chez, repasse à, vive, essayé, j'ai pris, bonjour`,
    from: "de, d', des, du, depuis",
    to: 'à, pour, vers, chez, par, contre, au, sur',
    consider: `je pense, j'hésite, hésite, songe, envisage, peut être, tenté, tentée, je réfléchis, faut il, penser, et si`,
    forced: `ma boîte, mon entreprise, mon employeur, ma boite, au boulot, nous fait, nous font, le bureau, la direction, la mairie, nouvel appart, nouveau logement,
      propriétaire, obligé, obligée, obligés, forcé, impose, imposé, rachète, rachat, fusion, pas le choix, mon taf, la DSI`,
    miss: 'manque, manques, manquer, regrette, regretté, regretter, nostalgique',
    alike: `les deux, tous les deux, toutes les deux, l'un comme l'autre, même combat, même galère, kif kif, des deux, aussi bien, autant, autant que, pareil, ni l'un,
      aucun des deux, choisir entre, peu importe, bonnet blanc, à égalité`,
    faint: `pas mauvais, pas mal, c'est correct, est correct, rien contre, ça va, fait le job, fait le boulot, fait l'affaire, est bien, est ok, pas nul, rien à reprocher à,
      sans plus, passable, ça passe, pas terrible mais, rien de mal à dire, sont bien, sont corrects, est pas mauvaise, est pas mal, pas horrible, c'est ok`,
    asking: `quelqu'un sait, quelqu'un a, quelqu'un connaît, est ce que, qui aurait, vous prendriez, savez vous, qqn sait, qqn a, vous conseillez, vous avez déjà, quelqu'un peut,
      comment on, comment fait on, où trouver, des avis, un avis, vos avis, des retours, qui connaît, comment faire, où se trouve, je cherche`,
    why: 'pourquoi, pk, pq, comment peut on, qui peut encore, à quoi bon',
    stay: 'restez chez, rester chez, reste chez, restent chez, continuer chez, payer, payez, acheter, achetez, encore chez, aller chez, utiliser, utilisez, choisir, prenez, prendre, vous obstinez',
    place: `devant, devant le, devant la, derrière, derrière le, à côté du, à côté de chez, en face de, en face d', en face du, près de, près d', près du, parking, parking du, arrêt, rond point,
      à deux pas de, à deux pas du, au niveau de, au niveau du, bâtiment, immeuble, tour, coin de, angle, entre le, en sortant de, en sortant du, passé le, station`,
    at: `acheté chez, achetée chez, achetés chez, pris chez, trouvé chez, commandé chez, wifi de, wifi d', wifi du, ancien de, ancien d', bosse chez, travaille chez, via,
      via l'appli, sur, vu chez, gens de, gens d', voisin d', voisin de, chez, mec de, mec d', type de, type d', au, sponsorisé par, chopé chez, livré par, payé avec, camion, camionnette, l'ancien, vendu par, dans le`,
    never: `plus jamais, jamais de la vie, fuyez, à fuir, à éviter, évitez, boycott, ne recommande pas, recommande pas, recommanderais pas, conseille pas, pire ennemi, même pas gratuit, même pas gratuitement, hors de question, souhaite pas, souhaite à personne, fausse bonne idée,
      ne remettrai plus, ne remettrai jamais, remettrai pas les pieds, remets plus les pieds, honte à, même payé, merci mais non, dernière fois, faites pas comme moi, faites pas la même erreur, n'achetez pas, achetez pas, allez pas chez, jamais regretté mon ancien`,
    past: `avant c'était, était mieux avant, c'était mieux avant, on se souvient de, vous vous souvenez, ans chez, ans de, autrefois, jadis, client depuis, cliente depuis, à l'époque, ans que je suis chez, ans client, ans cliente, était client, était cliente, fut un temps`,
  },
  es: {
    and: 'y, e, o, u, ni, x, vs, contra, más',
    but: 'pero, mientras, mientras que, aunque, en cambio, sin embargo, sino, solo que, eso sí',
    link: 'porque, cuando, si, hasta que, después, luego, así que, pues, donde, desde que, ahora, gracias a, menos mal que, por suerte, que',
    not: 'no, nunca, jamás, nada, ni, sin, tampoco, nadie, ningún, ninguna',
    better: 'mejor, mejores, más, superior, superiores',
    worse: 'peor, peores, menos, inferior, más caro, más cara, más lento, más lenta, más malo, más mala',
    than: 'que, que el de, de lo que, que la de, comparado con, al lado de',
    loses: `no está tan, no están tan, no es tan, no son tan, no sabe tan, no va tan, no funciona tan, no le llega, no llega, ni de lejos, no tiene nada que hacer, no tan, no le hace sombra, no se compara,
      no se puede comparar, no le llega ni a la suela, tiene que aprender de, debería aprender de, tendría que aprender de, podría aprender de, mala copia de, no está a la altura, la mitad del cuidado,
      menos bueno, mucho menos, está lejos de, ya podría aprender de, a años luz de`,
    beats: `gana a, le gana a, le gana, supera a, supera, da mil vueltas a, le da mil vueltas a, le da mil vueltas, da cien vueltas, le pasa por encima a, barre a, arrasa a, aplasta a, muy por encima de, por delante de, le da sopas con honda a, se come a, deja en ridículo a, revienta a`,
    worseStill: `aún peor, todavía peor, incluso peor, es peor, peor aún, peor todavía, son peores, más de lo mismo, lo mismo, igual de malo, igual de mal, tampoco es mejor, ni mejor, otro tanto, misma historia, me subió la cuota`,
    rather: `prefiero, prefiere, preferimos, preferí, preferiría, antes, me quedo con, elijo, me gusta más, me gustan más, escojo`,
    instead: 'en vez de, en lugar de, antes que, más que',
    unlike:
      'a diferencia de, al contrario que, al contrario de, a diferencia del, en contraste con, comparado con, comparada con, al lado de, en comparación con, no como',
    leave: `dejé, dejo, dejar, dejamos, dejando, abandoné, abandono, cancelé, cancelo, me di de baja de, me doy de baja de, baja de, adiós, chau, chao, hasta nunca, me fui de, me voy de, nos fuimos de, harto de, harta de, hartos de, hasta las narices de,
      largué, cambié, cambio, cambiamos, me libré de, vengo de, venimos de, salí de, huí de, rompí con, colgué, mandé a paseo a, me salí de`,
    move: `cambié, cambio, cambiar, cambiamos, cambiado, cambiando, pasé, paso, pasar, pasamos, pasado, pasan, me fui, migré, migrar, migramos, mudé, mudamos, salté, sustituí, reemplacé, reemplacé, portabilidad, de`,
    join: `me pasé a, me paso a, pasarme a, pasarnos a, nos pasamos a, me he pasado a, me cambié a, me cambio a, cambiarme a, nos cambiamos a, me he cambiado a, me fui a, me voy a, me fui con, me voy con, vuelvo a, volví a, volver a, volver con, vuelvo con, volví con, me vuelvo a, nos volvemos a,
      regreso a, regresé a, regresar a, de vuelta a, de vuelta en, me quedo con, me quedo en, llamé a, entré en, entré a, me uní a, cambiar a, por unos, por unas, por un, por una, viva, fiel a, tuve que poner, la próxima, hola, contraté, bienvenido, bendito, probé`,
    from: 'de, del, desde',
    to: 'a, al, por, con, para, en, hacia',
    consider: `estoy por, pensando en, pienso en, me planteo, estoy pensando, quizá, quizás, tal vez, igual me, dudo, dudando entre, a lo mejor, planteándome, estamos pensando, me tienta, podría`,
    forced: `mi empresa, la empresa, nos pasan, nos cambian, nos migran, nos obligan, me obligan, en el trabajo, en la oficina, mi jefe, el ayuntamiento, la oficina, el piso nuevo, la casa nueva, casero, solo llega, solo hay, no hay otra, compra a, absorbe, fusión, nos mudan, el colegio`,
    miss: 'extraño, extrañar, extrañamos, echo de menos, echamos de menos, echar de menos, añoro, me arrepiento',
    alike: `tanto, ambos, ambas, los dos, las dos, ninguno de los dos, igual que, da igual, me da lo mismo, los mismos, mismo perro, entrambos, cualquiera de las dos, cualquiera de los dos, entre, uno y otro, una y otra, iguales, empate, a la par`,
    faint: `está bien, no está mal, no es malo, no es mala, cumple y ya, cumple, nada en contra de, no tengo nada contra, nada contra, nada malo, no digo que no, ni fu ni fa, hace su trabajo, es correcto, está pasable, se deja, no estaba mal, están bien, no están mal, no son malos, hace el apaño, no me quejo de, sin más, aceptable, no tengo queja de`,
    asking: `alguien sabe, alguien ha, alguien tiene, alguien conoce, alguien me, duda seria, pregunto, cómo se, sabéis si, saben si, qué tal, alguna opinión, me recomiendan, me recomendáis, cuál es, qué me, alguno sabe, dónde puedo, busco, qué opinan, qué opináis`,
    why: 'por qué, porque seguís, xq, pq, para qué, quién, cómo puede, no entiendo',
    stay: `seguir con, sigue con, siguen con, seguís con, seguir en, sigue en, siguen en, quedarse con, pagar, pagáis, pagan, comprar, compra en, usar, usan, usáis, elegir, todavía usa, aguantan, aguantar, contratar, contrata, pagando`,
    place: `delante de, delante del, detrás de, detrás de la nave de, enfrente de, enfrente del, frente a, frente al, al lado del, cerca de, cerca del, junto a, junto al, rotonda de, rotonda del, parada de, parada del, calle del, parking de, parking del, edificio de, edificio, esquina, nave de, aparcamiento de, entrada de, entre la, a la altura de, a la altura del, pasando el, puerta de, parqueo de, estacionamiento de, torre`,
    at: `comprados en, comprado en, comprada en, compradas en, compré en, comprar en, wifi de, wifi del, trabajé en, trabaja en, trabajo en, ex de, pedido en, vía, en la tienda, en el, en, de la tienda, gente de, el tipo de, ex, exjefe de, furgoneta de, camión de, repartidor de, un coche de, vendido por, patrocinado por, pagado con`,
    never: `nunca más, jamás, ni loca, ni loco, ni de broma, ni regalado, ni regalada, ni en sueños, ni muerto, ni muerta, ni harto, no recomiendo, no lo recomiendo, no le deseo, no deseo, ni a mi, huid de, huyan de, eviten, evitad, no compren, no compréis, boicot, no vuelvo, no volveré, no pienso volver, de ninguna manera, última vez, no sean codos como yo, no hagan como yo, no hagáis como yo, hasta nunca, por ahorrar, ni gratis, ni pagándome, lejos de`,
    past: `era antes, eran eternas, cuando yo iba, antes era, antes eran, solía ser, años pagando, años con, años en, años siendo, os acordáis, se acuerdan, fui cliente, era cliente, cliente de, clienta de, años de cliente, en sus tiempos, hubo un tiempo`,
  },
  ca: {
    and: 'i, o, ni, x, vs, contra, més',
    but: 'però, mentre que, mentre, tot i que, encara que, en canvi, ara bé, sinó, només que, ara',
    link: 'perquè, quan, si, fins que, després, llavors, així que, doncs, on, des que, gràcies a, sort que, que, des de',
    not: 'no, mai, res, ni, sense, tampoc, ningú, cap, gens, pas',
    better: 'millor, millors, més, superior',
    worse: 'pitjor, pitjors, menys, inferior, més car, més cara, més lent, més lenta, més dolent',
    than: "que, que la de, que el de, de, comparat amb, al costat de, al costat d'",
    loses: `no és tan, no són tan, no està tan, no estan tan, no va tan, no tan, no li arriba, no arriba, ni de lluny, no té res a fer, no es pot comparar, no li fa ombra, hauria d'aprendre de, podria aprendre de, mala còpia de,
      no està a l'altura, no és tant, la meitat de, a anys llum de, molt menys`,
    beats: `guanya a, guanya, supera, dona mil voltes a, fa mil voltes a, li dona mil voltes, dóna mil voltes, dona cent voltes, passa per sobre de, molt per sobre de, per davant de, deixa en ridícul, passa la mà per la cara a, li passa la mà per la cara`,
    worseStill: `encara pitjor, encara és pitjor, és pitjor, pitjor encara, són pitjors, més del mateix, el mateix, igual de malament, igual de dolent, tampoc és millor, la mateixa història`,
    rather: `prefereixo, m'estimo més, preferim, m'agrada més, m'agraden més, em quedo amb, abans, trio, escullo, preferiria, m'estimaria més`,
    instead: "en comptes de, en comptes d', en lloc de, en lloc d', enlloc de, enlloc d', abans que",
    unlike:
      "a diferència de, a diferència d', a diferència del, al contrari que, al contrari de, al contrari d', al costat de, al costat d', comparat amb, comparada amb, en comparació amb, no com",
    leave: `deixo, deixat, deixar, vaig deixar, deixem, abandono, abandonat, cancel·lo, cancel·lat, em dono de baixa de, em dono de baixa d', em vaig donar de baixa de, baixa de, baixa d', adeu, adéu, adeu siau, marxo de, marxo d', marxat de, marxat d', fart de, fart d', farta de, farta d', farts de, farts d',
      canvio, canviat, canviar, vinc de, venim de, m'he esborrat de, surto de, fugit de, fugit d', passat de, passat d'`,
    move: `canvio, canviat, canviar, canviem, canviant, passo, passat, passar, passem, passant, migrat, migrar, migrem, saltat, substituït, reemplaçat, anat, marxat, mudat, portabilitat, de, d'`,
    join: `em passo a, m'he passat a, passar me a, ens passem a, ens hem passat a, passo a, passat a, canvio a, canviat a, m'he canviat a, me'n vaig a, anat a, torno a, tornat a, tornar a, torno amb, tornat amb, tornem a, de tornada a, em quedo amb, em quedo a, vaig entrar a, entrar a, vaig anar a, vaig trucar a, trucat a,
      substituït per, canviat per, visca, fidel a, vaig a, contractat, benvinguts, provat, m'he fet de`,
    from: "de, d', del, des de",
    to: 'a, al, per, amb, cap a, als',
    consider: `estic pensant, penso en, em plantejo, potser, estic per, m'estic plantejant, m'ho penso, pensant en, dubto, dubtant, em tempta, podria, estem pensant`,
    forced: `la feina, a la feina, la meva empresa, l'empresa, ens fan, ens passen, ens canvien, ens obliguen, m'obliguen, la central, l'ajuntament, el pis nou, la casa nova, el propietari, l'amo, només hi arriba, només hi ha, no hi ha més remei, compra a, absorbeix, fusió, l'escola, per ordre de, la direcció`,
    miss: "trobo a faltar, trobem a faltar, trobar a faltar, enyoro, enyorem, em penedeixo, m'enyoro",
    alike: `tots dos, totes dues, ambdós, ambdues, tant, cap dels dos, cap de les dues, són iguals, tant és, és igual, tant se val, els mateixos, tant fa, entre, ni l'un, empat, l'un i l'altre, els uns i els altres`,
    faint: `està bé, no està malament, no és dolent, no és dolenta, fa el fet, res en contra, res contra, res de dolent, no diré que no, no tinc res contra, fa la feina, és correcte, ni fu ni fa, compleix, passable, no em queixo de, sense més, va fent, estan bé, va bé, no són dolents, es deixa menjar`,
    asking: `algú sap, algú té, algú ha, algú coneix, algú em, com es, sabeu si, què tal, alguna opinió, em recomaneu, quin és, on es, on puc, algú que, hi ha algú, busco, què en penseu, què us sembla, qui sap`,
    why: 'per què, perquè encara, pq, no entenc, qui pot, com pot, com és que',
    stay: `seguir amb, segueix amb, seguix en, seguiu amb, seguir a, segueix a, continueu amb, continua amb, continuar amb, quedar se amb, pagar, pagueu, comprar, compreu, usar, useu, triar, encara amb, aguantar, aguanteu, contractar, fer servir, feu servir`,
    place: `davant de, davant d', davant del, darrere de, darrere d', darrere del, devora s', devora, a tocar de, a tocar d', a prop de, a prop d', prop de, prop d', vora, parada de, parada d', parada del, rotonda de, rotonda d', edifici de, edifici d', aparcament de, aparcament d', cantonada, nau de, nau d', entrada de, entrada d', porta de, porta d', a l'altura de, passejant per, anaven de, anaven d', sortida de, torre`,
    at: `comprats a, comprat a, comprada a, comprades a, comprar a, wifi de, wifi d', wifi del, treballava a, treballa a, treballo a, ex de, ex d', via, a la botiga, a la botiga d', gent de, gent d', el paio de, el paio d', exdirectiu de, exdirectiu d', furgoneta de, furgoneta d', camió de, camió d', repartidor de, repartidor d', un cotxe de, venut per, patrocinat per, per l'`,
    never: `mai més, ni boig, ni boja, ni parlar ne, ni regalat, ni regalada, ni en somnis, ni mort, ni morta, no recomano, no ho recomano, no recomanaria, no desitjo, no desitjo a, no li desitjo, fugiu de, fugiu d', eviteu, no compreu, boicot, no hi torno, no hi tornaré, no hi penso tornar, de cap manera, última vegada, no feu com jo, ni de broma, ni gratis, per estalviar, ni pagant, ni als meus enemics, lluny de`,
    past: `abans era, abans eren, solia ser, anys clienta, anys client, anys pagant, anys amb, anys a, anys de, us en recordeu, recordeu quan, era client, era clienta, havia estat, en els seus temps, vinc de, vinc d', quan jo era`,
  },
  pt: {
    and: 'e, ou, nem, x, vs',
    but: 'mas, enquanto, embora, já, no entanto, porém, só que',
    link: 'porque, quando, se, até que, depois, então, pois, onde, desde que, agora, que',
    not: 'não, nao, nunca, jamais, nada, nem, sem, ninguém, n',
    better: 'melhor, melhores, mais, superior',
    worse: 'pior, piores, menos, inferior, mais caro, mais cara, mais lento, mais lenta',
    than: 'que, do que, comparado com, que o da, que a da',
    loses:
      'não é tão, não são tão, não está tão, não chega aos pés, não tão, nem de longe, não se compara, devia aprender com, deveria aprender com',
    beats:
      'ganha da, ganha do, ganha de, supera, dá de dez na, dá de dez no, dá de 10 na, dá um banho na, bate, muito acima da, muito à frente da, à frente da',
    worseStill: 'ainda pior, é pior, pior ainda, a mesma coisa, mesma porcaria, não é melhor',
    rather: 'prefiro, prefere, preferimos, preferia, antes, fico com, escolho',
    instead: 'em vez de, em vez da, em vez do, ao invés de, ao invés da, em lugar de',
    unlike:
      'ao contrário de, ao contrário da, ao contrário do, diferente da, diferente do, diferente de, diferentemente da, comparado com, ao lado da',
    leave:
      'deixei, larguei, larguei a, abandonei, cancelei, cancelar, adeus, tchau, saí da, saí do, saio da, farto da, farta da, cansei da, cansei do, cansado da, troquei, troco, vim da, vim do',
    move: 'troquei, trocar, trocamos, mudei, mudar, mudamos, passei, passar, passamos, migrei, migrar, fui',
    join: 'mudei para, mudei pra, passei para, passei pra, fui para, fui pra, voltei para, voltei pra, volto para, volto pra, vou voltar para, vou para, vou pra, de volta à, de volta para, fico com, adotei, voltar para, mudo para, mudar para',
    from: 'de, da, do, desde',
    to: 'para, pra, por, pela, pelo, à, ao, com',
    consider: 'estou a pensar, pensando em, penso em, talvez, considerando, acho que vou, se calhar',
    forced:
      'minha empresa, a empresa, no trabalho, o meu chefe, meu chefe, obrigado a, obrigada a, obrigaram, casa nova, apartamento novo, fusão',
    miss: 'sinto falta, saudade, saudades, sinto saudades',
    alike: 'ambos, ambas, os dois, as duas, tanto, tanto faz, nenhum dos dois, nenhuma das duas, iguais',
    faint:
      'não é mau, não é má, não é ruim, está bem, nada contra, é ok, cumpre, dá para o gasto, é razoável, não é mal',
    asking: 'alguém sabe, alguém tem, alguém já, alguém conhece, sabem se, qual é, como se, onde posso',
    why: 'por que, porquê, por quê, pq, quem',
    stay: 'continuar com, continua com, continuam com, ficar com, pagar, pagam, comprar, usar, usam, insistem na',
    place:
      'em frente à, em frente ao, em frente da, atrás da, atrás do, ao lado do, perto da, perto do, junto à, junto ao, prédio da, edifício da, esquina, paragem da, ponto da, estacionamento da',
    at: 'comprado na, comprada na, comprados na, comprei na, comprei no, wifi da, trabalhei na, trabalha na, ex, via, na loja, pessoal da, gente da',
    never:
      'nunca mais, jamais, nem pensar, nem morto, nem morta, nem de graça, não recomendo, não volto, fujam da, fujam do, evitem, não comprem, de jeito nenhum',
    past: 'costumava ser, antes era, anos na, anos com, anos de, era cliente, fui cliente, lembram quando',
  },
  it: {
    and: 'e, ed, o, né, x, vs',
    but: 'ma, però, mentre, anche se, invece, tuttavia, solo che',
    link: 'perché, quando, se, finché, dopo, poi, quindi, dove, da quando, ora, adesso, che',
    not: 'non, mai, niente, nulla, né, senza, nessuno, nessuna',
    better: 'meglio, migliore, migliori, più, superiore',
    worse: 'peggio, peggiore, peggiori, meno, inferiore, più caro, più cara, più lento, più lenta',
    than: "di, che, della, del, dei, rispetto a, rispetto alla, dell'",
    loses:
      "non è così, non è tanto, non vale, non è all'altezza di, non regge il confronto con, neanche lontanamente, dovrebbe imparare da, non è buono come, non è buona come",
    beats:
      'batte, supera, stravince su, anni luce avanti a, molto avanti a, dà una pista a, straccia, umilia, surclassa',
    worseStill: 'ancora peggio, è peggio, peggio ancora, la stessa cosa, uguale, non è meglio',
    rather: 'preferisco, preferiamo, preferirei, piuttosto, scelgo, meglio',
    instead: 'invece di, al posto di, piuttosto che, anziché',
    unlike:
      'a differenza di, a differenza della, a differenza del, al contrario di, al contrario della, diversamente da, in confronto a, rispetto a',
    leave:
      'lasciato, lascio, mollato, mollo, abbandonato, abbandono, disdetto, disdico, addio, ciao ciao, stufo di, stufa di, stanco di, cambiato, vengo da, via da',
    move: 'passato, passata, passo, passare, passiamo, passati, cambiato, cambiare, cambio, migrato, migrare, andato, sostituito, sostituita',
    join: 'passato a, passata a, passo a, passare a, tornato a, tornata a, torno a, tornare a, tornato in, torno in, torno da, tornato da, andato da, sostituito con, resto con, resto in, fedele a, viva',
    from: 'da, dalla, dal, di',
    to: 'a, alla, al, con, per, verso, in',
    consider: 'sto pensando, penso di, forse, sto valutando, valuto, magari, tentato',
    forced:
      "la mia azienda, l'azienda, in ufficio, al lavoro, il mio capo, ci fanno, obbligato, obbligati, costretto, costretti, casa nuova, fusione",
    miss: 'manca, mancano, mi manca, rimpiango, nostalgia',
    alike: 'entrambi, entrambe, tutti e due, tutte e due, sia, nessuno dei due, nessuna delle due, uguali, pari',
    faint:
      'non è male, non male, va bene, niente contro, nulla contro, fa il suo dovere, è ok, discreto, discreta, passabile, non è cattivo',
    asking: 'qualcuno sa, qualcuno ha, qualcuno conosce, sapete se, come si, dove si, quale è, consigli',
    why: 'perché, chi, come mai',
    stay: 'restare con, restate con, rimanere con, pagare, pagate, comprare, comprate, usare, usate, ancora con',
    place:
      'davanti a, davanti alla, davanti al, dietro, di fronte a, di fronte alla, accanto a, accanto alla, vicino a, vicino alla, parcheggio, palazzo, edificio, angolo, fermata',
    at: 'comprato da, comprata da, comprati da, preso da, wifi di, wifi della, lavoro da, lavorava in, ex, tramite, via, nel negozio, gente di',
    never:
      'mai più, neanche morto, neanche morta, nemmeno gratis, neanche gratis, non consiglio, non lo consiglio, non torno, evitate, state lontani da, boicottate, per carità',
    past: 'una volta era, era una volta, anni con, anni in, ero cliente, cliente da, vi ricordate, un tempo',
  },
  de: {
    and: 'und, oder, noch, x, vs',
    but: 'aber, während, obwohl, jedoch, hingegen, dagegen, sondern, dafür, doch',
    link: 'weil, wenn, als, bis, nachdem, dann, also, wo, seit, seitdem, jetzt, dass, denn, die, der, das',
    not: 'nicht, nie, niemals, nichts, kein, keine, keinen, ohne, niemand, weder, nix',
    better: `besser, bessere, besserer, besseres, besseren, schneller, billiger, günstiger, freundlicher, mehr, überlegen, schöner, leiser, netter, leckerer, zuverlässiger, lieber`,
    worse: 'schlechter, schlechtere, schlimmer, weniger, langsamer, teurer, unfreundlicher, lauter, unterlegen',
    than: 'als, im vergleich zu, verglichen mit, gegenüber',
    loses:
      'nicht so gut wie, nicht so, lange nicht so, kann nicht mithalten mit, nicht mithalten, kommt nicht ran an, kein vergleich zu, könnte von, sollte von, hinkt',
    beats: 'schlägt, übertrifft, um längen besser als, meilenweit vor, weit vor, steckt, überholt, toppt',
    worseStill:
      'noch schlimmer, noch schlechter, ist schlimmer, auch nicht besser, genauso schlecht, genau dasselbe, das gleiche, dasselbe',
    rather: 'lieber, bevorzuge, ziehe, ich nehme, eher',
    instead: 'statt, anstatt, anstelle von, statt bei',
    unlike: 'im gegensatz zu, anders als, im unterschied zu, im vergleich zu, verglichen mit, neben',
    leave:
      'verlassen, verlasse, gekündigt, kündige, kündigen, tschüss, tschüs, adieu, weg von, schluss mit, genug von, schnauze voll von, komme von, kam von, raus aus',
    move: 'gewechselt, wechsle, wechseln, wechsel, umgestiegen, umsteigen, umgezogen, steige, getauscht, tausche, ersetzt, bin',
    join: 'gewechselt zu, wechsle zu, wechseln zu, wechsel zu, umgestiegen auf, zurück zu, zurück bei, zurück zur, gehe zu, ging zu, bleibe bei, bin jetzt bei, jetzt bei, ersetzt durch, hallo',
    from: 'von, vom, aus',
    to: 'zu, zur, zum, auf, durch, für, nach, gegen',
    consider: 'überlege, überlegen, vielleicht, denke darüber nach, erwäge, eventuell, spiele mit dem gedanken, könnte',
    forced:
      'meine firma, unsere firma, die firma, mein chef, auf der arbeit, im büro, stellt um, gezwungen, zwingt, neue wohnung, vermieter, fusion, übernimmt',
    miss: 'vermisse, vermissen, trauere, nachtrauern, bereue',
    alike: 'beide, beides, beiden, sowohl, egal ob, gleich, weder, genauso, unentschieden',
    faint:
      'nicht schlecht, ist okay, ist ok, ganz ok, ganz okay, nichts gegen, geht so, in ordnung, ist brauchbar, tut was es soll, erfüllt seinen zweck',
    asking:
      'weiß jemand, hat jemand, kennt jemand, kann jemand, wisst ihr, welche, wie kann ich, wo finde ich, jemand erfahrung',
    why: 'warum, wieso, weshalb, wer',
    stay: 'bleiben bei, bleibt bei, noch bei, kaufen, kauft, bezahlen, zahlen, nutzen, nutzt, benutzen, geht zu, gehen zu',
    place:
      'vor dem, vor der, hinter dem, hinter der, gegenüber von, neben dem, neben der, in der nähe von, parkplatz, gebäude, ecke, haltestelle, am',
    at: 'gekauft bei, gekauft im, bestellt bei, wlan von, arbeitet bei, arbeite bei, ehemaliger, ex, über, via, leute von, bei',
    never:
      'nie wieder, nie mehr, nicht geschenkt, auf keinen fall, finger weg von, finger weg, nicht empfehlen, meidet, boykott, niemals, kauft nicht, schlimmsten feind',
    past: 'war mal, waren mal, früher war, früher waren, jahre bei, jahre kunde, war kunde, erinnert ihr euch, jahrelang bei',
  },
  nl: {
    and: 'en, of, noch, x, vs',
    but: 'maar, terwijl, hoewel, echter, daarentegen, alleen',
    link: 'omdat, want, als, toen, tot, nadat, dan, dus, waar, sinds, nu, dat, die',
    not: 'niet, nooit, niets, niks, geen, zonder, niemand, noch',
    better:
      'beter, betere, sneller, goedkoper, vriendelijker, meer, fijner, mooier, lekkerder, stiller, leuker, makkelijker, betrouwbaarder',
    worse: 'slechter, slechtere, erger, minder, trager, langzamer, duurder, onvriendelijker',
    than: 'dan, vergeleken met, als',
    loses:
      'niet zo goed als, niet zo, lang niet zo, kan niet tippen aan, niet tippen aan, haalt het niet bij, kan niet op tegen, kan nog wat leren van, kan leren van',
    beats: 'verslaat, overtreft, wint van, veel beter dan, mijlenver voor op, kilometers voor op, blaast',
    worseStill: 'nog erger, nog slechter, is erger, ook niet beter, net zo slecht, precies hetzelfde, hetzelfde',
    rather: 'liever, verkies, geef mij maar, prefereer',
    instead: 'in plaats van, ipv',
    unlike: 'in tegenstelling tot, anders dan, vergeleken met, vergeleken bij',
    leave:
      'verlaten, verlaat, opgezegd, opzeggen, zeg op, doei, vaarwel, weg bij, klaar met, genoeg van, kom van, weggegaan bij, gestopt met',
    move: 'overgestapt, overstappen, stap over, gewisseld, wissel, switchen, geswitcht, vervangen, ingeruild, ben',
    join: 'overgestapt naar, overstappen naar, stap over naar, terug naar, terug bij, ga naar, ging naar, blijf bij, vervangen door, hallo',
    from: 'van, vanuit',
    to: 'naar, door, voor, bij',
    consider: 'overweeg, overwegen, misschien, denk erover, zit te denken, twijfel',
    forced:
      'mijn bedrijf, ons bedrijf, mijn werkgever, mijn baas, op het werk, op kantoor, gedwongen, verplicht, nieuwe woning, nieuwe huis, fusie, overgenomen',
    miss: 'mis, missen, gemist, betreur',
    alike: 'beide, allebei, zowel, maakt niet uit, hetzelfde, geen van beide, gelijk',
    faint: 'niet slecht, is oké, is ok, is prima, niks tegen, niets tegen, gaat wel, best aardig, voldoet, doet het',
    asking:
      'weet iemand, heeft iemand, kent iemand, kan iemand, weten jullie, welke, hoe kan ik, waar vind ik, iemand ervaring',
    why: 'waarom, wie',
    stay: 'blijven bij, blijft bij, nog bij, kopen, koopt, betalen, gebruiken, gebruikt',
    place:
      'voor de, voor het, achter de, achter het, tegenover, naast de, naast het, in de buurt van, parkeerplaats, gebouw, hoek, halte, bij de',
    at: 'gekocht bij, besteld bij, wifi van, werkt bij, werk bij, voormalig, ex, via, mensen van, bij',
    never:
      'nooit meer, nooit weer, voor geen goud, niet aan te raden, raad af, afrader, vermijd, boycot, niet aanbevelen, ergste vijand',
    past: 'was ooit, vroeger was, vroeger waren, jaar bij, jaar klant, was klant, weten jullie nog, jarenlang bij',
  },
};
