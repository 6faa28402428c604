/** What compares, switches, asks or puts names aside in Spanish. */
import type { CuePhrases } from '../comparisons.js';

export const es: CuePhrases = {
  and: 'y, e, o, u, ni, x, vs, contra, más',
  but: 'pero, mientras, mientras que, aunque, en cambio, sin embargo, sino, solo que, eso sí',
  link: `porque, cuando, si, hasta que, después, luego, así que, pues, donde, desde que, ahora, gracias a, menos mal
    que, por suerte, que`,
  not: 'no, nunca, jamás, nada, ni, sin, tampoco, nadie, ningún, ninguna',
  better: 'mejor, mejores, más, superior, superiores',
  worse: 'peor, peores, menos, inferior, más caro, más cara, más lento, más lenta, más malo, más mala',
  than: 'que, que el de, de lo que, que la de, comparado con, al lado de',
  loses: `no está tan, no están tan, no es tan, no son tan, no sabe tan, no va tan, no funciona tan, no le llega, no
    llega, ni de lejos, no tiene nada que hacer, no tan, no le hace sombra, no se compara, no se puede comparar, no
    le llega ni a la suela, tiene que aprender de, debería aprender de, tendría que aprender de, podría aprender de,
    mala copia de, no está a la altura, menos bueno, está lejos de, ya podría aprender de, a años luz de, ojalá, la
    mitad de bien, la mitad de bueno, ya quisiera, no iguala`,
  beats: `gana a, le gana a, le gana, supera a, supera, da mil vueltas a, le da mil vueltas a, le da mil vueltas, da
    cien vueltas, le pasa por encima a, barre a, arrasa a, aplasta a, muy por encima de, por delante de, le da sopas
    con honda a, se come a, deja en ridículo a, revienta a`,
  worseStill: `aún peor, todavía peor, incluso peor, peor aún, peor todavía, más de lo mismo, igual de malo, igual
    de mal, tampoco es mejor, ni mejor, otro tanto, misma historia, hizo lo mismo, hicieron lo mismo, hacen lo
    mismo, hace lo mismo, han hecho lo mismo, ha hecho lo mismo, exactamente lo mismo, la misma historia`,
  rather: `prefiero, prefiere, preferimos, preferí, preferiría, me quedo con, elijo, me gusta más, me gustan más,
    escojo`,
  sooner: 'antes',
  instead: 'en vez de, en lugar de, antes que, más que',
  unlike: 'a diferencia de, al contrario que, al contrario de, a diferencia del, en contraste con, no como',
  compared: 'comparado con, comparada con, al lado de, en comparación con, comparados con, frente a',
  leave: `dejé, dejo, dejar, dejamos, dejando, abandoné, abandono, cancelé, cancelo, me di de baja de, me doy de
    baja de, baja de, adiós, chau, chao, hasta nunca, me fui de, me voy de, nos fuimos de, harto de, harta de,
    hartos de, hasta las narices de, largué, cambié, cambio, cambiamos, me libré de, vengo de, venimos de, salí de,
    huí de, rompí con, colgué, mandé a paseo a, me salí de`,
  move: `cambié, cambio, cambiar, cambiamos, cambiado, cambiando, pasé, paso, pasar, pasamos, pasado, pasan, me fui,
    migré, migrar, migramos, mudé, mudamos, salté, sustituí, reemplacé, portabilidad`,
  join: `me pasé a, me paso a, pasarme a, pasarnos a, nos pasamos a, me he pasado a, me cambié a, me cambio a,
    cambiarme a, nos cambiamos a, me he cambiado a, me fui a, me voy a, me fui con, me voy con, vuelvo a, volví a,
    volver a, volver con, vuelvo con, volví con, me vuelvo a, nos volvemos a, regreso a, regresé a, regresar a, de
    vuelta a, de vuelta en, me quedo con, me quedo en, me uní a, viva, fiel a, hola, contraté, bienvenido`,
  from: 'de, del, desde',
  to: 'a, al, por, para, hacia',
  consider: `estoy por, pensando en, pienso en, me planteo, estoy pensando, quizá, quizás, tal vez, igual me, dudo,
    dudando entre, a lo mejor, planteándome, estamos pensando, me tienta, podría`,
  forced: `mi empresa, la empresa, nos pasan, nos cambian, nos migran, nos obligan, me obligan, en el trabajo, en la
    oficina, mi jefe, el ayuntamiento, la oficina, el piso nuevo, la casa nueva, casero, solo llega, solo hay, no
    hay otra, compra a, absorbe, fusión, nos mudan, el colegio`,
  miss: 'extraño, extrañar, extrañamos, echo de menos, echamos de menos, echar de menos, añoro, me arrepiento',
  alike: `ambos, ambas, los dos, las dos, ninguno de los dos, igual que, da igual, me da lo mismo, los mismos, mismo
    perro, cualquiera de las dos, cualquiera de los dos, uno y otro, una y otra, iguales, empate, a la par`,
  faint: `está bien, no está mal, no es malo, no es mala, cumple y ya, nada en contra de, no tengo nada contra, nada
    contra, nada malo, no digo que no, ni fu ni fa, hace su trabajo, es correcto, está pasable, se deja, no estaba
    mal, están bien, no están mal, no son malos, hace el apaño, sin más, aceptable, cumple y punto, cumple sin más`,
  asking: `alguien sabe, alguien ha, alguien tiene, alguien conoce, alguien me, duda seria, pregunto, sabéis si,
    saben si, qué tal, alguna opinión, me recomiendan, me recomendáis, alguno sabe, dónde puedo, busco, qué opinan,
    qué opináis, cómo se cambia, cómo se hace, cómo se puede, cómo se pone, cómo puedo, cómo funciona`,
  why: 'por qué, porque seguís, xq, pq, para qué, quién, cómo puede, no entiendo',
  stay: `seguir con, sigue con, siguen con, seguís con, seguir en, sigue en, siguen en, quedarse con, pagáis, pagan,
    compra en, usan, usáis, todavía usa, aguantan, aguantar, contratar, contrata, pagando`,
  place: `delante de, delante del, detrás de, enfrente de, enfrente del, frente a, frente al, al lado del, cerca de,
    cerca del, junto a, junto al, rotonda de, rotonda del, parada de, parada del, calle del, parking de, parking
    del, edificio de, edificio, esquina, aparcamiento de, entrada de, a la altura de, a la altura del, pasando el,
    puerta de, parqueo de, estacionamiento de, torre, nave de`,
  at: `comprados en, comprado en, comprada en, compradas en, compré en, comprar en, wifi de, wifi del, trabajé en,
    trabaja en, trabajo en, ex de, pedido en, vía, en la tienda, en el, de la tienda, ex, exjefe de, furgoneta de,
    camión de, repartidor de, un coche de, vendido por, patrocinado por, pagado con`,
  never: `nunca más, jamás, ni loca, ni loco, ni de broma, ni regalado, ni regalada, ni en sueños, ni muerto, ni
    muerta, ni harto, no recomiendo, no lo recomiendo, no le deseo, no deseo, ni a mi, huid de, huyan de, eviten,
    evitad, no compren, no compréis, boicot, no vuelvo, no volveré, no pienso volver, de ninguna manera, hasta
    nunca, ni gratis, ni pagándome, lejos de`,
  past: `antes era, antes eran, solía ser, años pagando, años con, años en, años siendo, os acordáis, se acuerdan,
    fui cliente, era cliente, cliente de, clienta de, años de cliente, en sus tiempos, hubo un tiempo`,
};
