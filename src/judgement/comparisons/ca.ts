/** What compares, switches, asks or puts names aside in Catalan. */
import type { CuePhrases } from '../comparisons.js';

export const ca: CuePhrases = {
  and: 'i, o, ni, x, vs, contra, més',
  but: 'però, mentre que, mentre, tot i que, encara que, en canvi, ara bé, sinó, només que, ara',
  link: 'perquè, quan, si, fins que, després, llavors, així que, doncs, on, des que, gràcies a, sort que, que, des de',
  not: 'no, mai, res, ni, sense, tampoc, ningú, cap, gens, pas',
  better: 'millor, millors, més, superior',
  worse: 'pitjor, pitjors, menys, inferior, més car, més cara, més lent, més lenta, més dolent',
  than: "que, que la de, que el de, de, comparat amb, al costat de, al costat d'",
  loses: `no és tan, no són tan, no està tan, no estan tan, no va tan, no tan, no li arriba, no arriba, ni de lluny,
    no té res a fer, no es pot comparar, no li fa ombra, hauria d'aprendre de, podria aprendre de, mala còpia de, no
    està a l'altura, no és tant, a anys llum de, tant de bo, la meitat de bé, ja li agradaria`,
  beats: `guanya a, guanya, supera, dona mil voltes a, fa mil voltes a, li dona mil voltes, dóna mil voltes, dona
    cent voltes, passa per sobre de, molt per sobre de, per davant de, deixa en ridícul, passa la mà per la cara a,
    li passa la mà per la cara`,
  worseStill: `encara pitjor, encara és pitjor, pitjor encara, més del mateix, igual de malament, igual de dolent,
    tampoc és millor, la mateixa història, fet el mateix, fan el mateix, fa el mateix, van fer el mateix, va fer el
    mateix, exactament el mateix, tres quarts del mateix`,
  rather: `prefereixo, m'estimo més, preferim, m'agrada més, m'agraden més, em quedo amb, trio, escullo, preferiria,
    m'estimaria més`,
  sooner: 'abans',
  instead: "en comptes de, en comptes d', en lloc de, en lloc d', enlloc de, enlloc d', abans que",
  unlike: "a diferència de, a diferència d', a diferència del, al contrari que, al contrari de, al contrari d', no com",
  compared: "al costat de, al costat d', al costat del, comparat amb, comparada amb, en comparació amb",
  leave: `deixo, deixat, deixar, vaig deixar, deixem, abandono, abandonat, cancel·lo, cancel·lat, em dono de baixa
    de, em dono de baixa d', em vaig donar de baixa de, baixa de, baixa d', adeu, adéu, adeu siau, marxo de, marxo
    d', marxat de, marxat d', fart de, fart d', farta de, farta d', farts de, farts d', canvio, canviat, canviar,
    vinc de, venim de, m'he esborrat de, surto de, fugit de, fugit d', passat de, passat d'`,
  move: `canvio, canviat, canviar, canviem, canviant, passo, passat, passar, passem, passant, migrat, migrar,
    migrem, saltat, substituït, reemplaçat, anat, marxat, mudat, portabilitat`,
  join: `em passo a, m'he passat a, passar me a, ens passem a, ens hem passat a, passo a, passat a, canvio a,
    canviat a, m'he canviat a, me'n vaig a, anat a, torno a, tornat a, tornar a, torno amb, tornat amb, tornem a, de
    tornada a, em quedo amb, em quedo a, vaig anar a, substituït per, canviat per, visca, fidel a, contractat,
    benvinguts, m'he fet de`,
  from: "de, d', del, des de",
  to: 'a, al, per, cap a, als',
  consider: `estic pensant, penso en, em plantejo, potser, estic per, m'estic plantejant, m'ho penso, pensant en,
    dubto, dubtant, em tempta, podria, estem pensant`,
  forced: `la feina, a la feina, la meva empresa, l'empresa, ens fan, ens passen, ens canvien, ens obliguen,
    m'obliguen, la central, l'ajuntament, el pis nou, la casa nova, el propietari, l'amo, només hi arriba, només hi
    ha, no hi ha més remei, compra a, absorbeix, fusió, l'escola, per ordre de, la direcció`,
  miss: "trobo a faltar, trobem a faltar, trobar a faltar, enyoro, enyorem, em penedeixo, m'enyoro",
  alike: `tots dos, totes dues, ambdós, ambdues, cap dels dos, cap de les dues, són iguals, tant és, és igual, tant
    se val, els mateixos, tant fa, ni l'un, empat, l'un i l'altre, els uns i els altres`,
  faint: `està bé, no està malament, no és dolent, no és dolenta, fa el fet, res en contra, res contra, res de
    dolent, no diré que no, no tinc res contra, fa la feina, és correcte, ni fu ni fa, passable, sense més, va fent,
    estan bé, no són dolents, es deixa menjar`,
  asking: `algú sap, algú té, algú ha, algú coneix, algú em, sabeu si, què tal, alguna opinió, em recomaneu, quin
    és, on es, on puc, algú que, hi ha algú, busco, què en penseu, què us sembla, qui sap, com es canvia, com es fa,
    com es pot, com es posa, com puc, com funciona`,
  why: 'per què, perquè encara, pq, no entenc, qui pot, com pot, com és que',
  stay: `seguir amb, segueix amb, seguix en, seguiu amb, seguir a, segueix a, continueu amb, continua amb, continuar
    amb, quedar se amb, pagueu, compreu, usar, useu, encara amb, aguantar, aguanteu, contractar, fer servir, feu
    servir`,
  place: `davant de, davant d', davant del, darrere de, darrere d', darrere del, devora s', devora, a tocar de, a
    tocar d', a prop de, a prop d', prop de, prop d', vora, parada de, parada d', parada del, rotonda de, rotonda
    d', edifici de, edifici d', aparcament de, aparcament d', cantonada, nau de, nau d', entrada de, entrada d',
    porta de, porta d', a l'altura de, sortida de, torre`,
  at: `comprats a, comprat a, comprada a, comprades a, comprar a, wifi de, wifi d', wifi del, treballava a, treballa
    a, treballo a, ex de, ex d', via, a la botiga, a la botiga d', exdirectiu de, exdirectiu d', furgoneta de,
    furgoneta d', camió de, camió d', repartidor de, repartidor d', un cotxe de, venut per, patrocinat per, per l'`,
  never: `mai més, ni boig, ni boja, ni parlar ne, ni regalat, ni regalada, ni en somnis, ni mort, ni morta, no
    recomano, no ho recomano, no recomanaria, no desitjo, no desitjo a, no li desitjo, fugiu de, fugiu d', eviteu,
    no compreu, boicot, no hi torno, no hi tornaré, no hi penso tornar, de cap manera, ni de broma, ni gratis, ni
    pagant, ni als meus enemics, lluny de`,
  past: `abans era, abans eren, solia ser, anys clienta, anys client, anys pagant, anys amb, anys a, anys de, us en
    recordeu, recordeu quan, era client, era clienta, havia estat, en els seus temps, vinc de, vinc d', quan jo era`,
};
