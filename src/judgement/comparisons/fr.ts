/** What compares, switches, asks or puts names aside in French. */
import type { CuePhrases } from '../comparisons.js';

export const fr: CuePhrases = {
  and: 'et, ou, ni, x, vs, contre, plus',
  but: `mais, par contre, tandis que, alors que, alors qu', pendant que, pendant qu', cependant, pourtant, en
    revanche, sauf que, quand`,
  link: `parce que, parce qu', car, donc, puisque, si, depuis que, jusqu'à, après, avant, puis, où, dont, qui,
    depuis, grâce à, résultat, maintenant, heureusement que`,
  not: "ne, n', pas, jamais, rien, aucun, aucune, plus jamais, sans, personne, ni",
  better: 'mieux, meilleur, meilleure, meilleurs, meilleures, plus, supérieur, supérieure, davantage',
  worse: 'pire, pires, moins, inférieur, inférieure, plus cher, plus chère, plus lent, plus mauvais',
  than: "que, qu', à côté de, à côté d', par rapport à",
  loses: `pas aussi, moins bien, moins bon, moins bonne, moins bons, moins bonnes, arrive pas à la cheville, arrive
    même pas à la cheville, loin derrière, ne vaut pas, vaut pas, loin d'égaler, rivalise pas avec, fait pas le
    poids, pâle copie, moins fiable, moins sympa, moins rapide, moins efficace, prendre exemple sur, s'inspirer de,
    à des années lumière de, pas à la hauteur de, pas si, si seulement, la moitié aussi`,
  beats: `bat, surpasse, écrase, explose, enterre, dépasse, largement devant, loin devant, devance, au dessus de,
    met la misère à, met une raclée à, bien devant, ridiculise, coiffe`,
  worseStill: `encore pire, encore plus nul, guère mieux, pas mieux, exactement la même chose, exactement pareil,
    fait pareil, font pareil, fait la même chose, font la même chose, ont fait pareil, même histoire, pareil chez,
    même cirque`,
  rather: "je préfère, préfère, préférer, j'aime mieux, je préférerais, j'ai préféré, préféré, je choisis",
  sooner: 'plutôt, autant',
  instead: "plutôt que, plutôt qu', au lieu de, au lieu d', à la place de, à la place d'",
  unlike: `contrairement à, à la différence de, à la différence d', à l'inverse de, à l'inverse d', à l'opposé de,
    au contraire de`,
  compared: "à côté de, à côté d', comparé à, par rapport à, comparée à, face à",
  leave: `quitté, quitte, quitter, quittons, quittez, lâché, lâche, laissé tomber, laisse tomber, abandonné,
    abandonne, résilié, résilie, résilier, adieu, bye bye, au revoir, ciao, fini, marre de, marre d', ras le bol de,
    plaqué, largué, fui, parti de, parti d', partie de, partie d', sorti de, sorti d', débarrassé de, débarrassé d',
    terminé avec, remplacé, viens de chez, venais de`,
  move: `passé, passés, passée, passer, passe, passons, passant, changé, changer, migré, migrer, migrons, basculé,
    basculer, switché, remplacé, remplacés, remplacée, remplacées, troqué, troquer, transféré, allé, allée, partie,
    parti, échangé`,
  join: `passé chez, passée chez, passés chez, passe chez, passer chez, passé à, passée à, passe à, passer à, allé
    chez, allée chez, suis allé chez, parti chez, partie chez, pars chez, retour chez, retour à, retourne chez,
    retourne à, retourné chez, retourner chez, reviens chez, reviens à, revenu chez, revenue chez, revenir chez,
    rejoint, rejoins, adopté, vais chez, file chez, reste chez, fidèle à, remplacé par, remplacés par, remplacée
    par, remplacées par, remplacés par des, repris chez, bascule sur, bascule chez, inscrit chez, signé chez,
    repasse chez, repasse à, vive, bonjour`,
  from: "de, d', du, depuis",
  to: 'à, pour, vers, chez, par, contre, au, sur',
  consider: `je pense, j'hésite, hésite, songe, envisage, peut être, tenté, tentée, je réfléchis, faut il, penser,
    et si`,
  forced: `ma boîte, mon entreprise, mon employeur, ma boite, au boulot, nous fait, nous font, le bureau, la
    direction, la mairie, nouvel appart, nouveau logement, propriétaire, obligé, obligée, obligés, forcé, impose,
    imposé, rachète, rachat, fusion, pas le choix, mon taf, la DSI`,
  miss: 'manque, manques, manquer, regrette, regretté, regretter, nostalgique',
  alike: `les deux, tous les deux, toutes les deux, l'un comme l'autre, même combat, même galère, kif kif, des deux,
    autant que, pareil, ni l'un, aucun des deux, choisir entre, peu importe, bonnet blanc, à égalité`,
  faint: `pas mauvais, pas mal, c'est correct, est correct, rien contre, fait le job, fait le boulot, fait
    l'affaire, est ok, pas nul, sans plus, passable, ça passe, pas terrible mais, rien de mal à dire, sont corrects,
    est pas mauvaise, est pas mal, pas horrible, c'est ok, fait le travail, je dis pas`,
  asking: `quelqu'un sait, quelqu'un a, quelqu'un connaît, est ce que, qui aurait, vous prendriez, savez vous, qqn
    sait, qqn a, vous conseillez, vous avez déjà, quelqu'un peut, comment on, comment fait on, où trouver, des avis,
    vos avis, des retours, qui connaît, comment faire, où se trouve, je cherche, un avis sur, des avis sur`,
  why: 'pourquoi, pk, pq, comment peut on, qui peut encore, à quoi bon',
  stay: `restez chez, rester chez, reste chez, restent chez, continuer chez, payez, achetez, encore chez, aller
    chez, utilisez, vous obstinez`,
  place: `devant, devant le, devant la, derrière, derrière le, à côté du, à côté de chez, en face de, en face d', en
    face du, près de, près d', près du, parking, parking du, arrêt, rond point, à deux pas de, à deux pas du, au
    niveau de, au niveau du, bâtiment, immeuble, tour, coin de, angle, en sortant de, en sortant du, station`,
  at: `acheté chez, achetée chez, achetés chez, pris chez, trouvé chez, commandé chez, wifi de, wifi d', wifi du,
    ancien de, ancien d', bosse chez, travaille chez, via, via l'appli, vu chez, voisin d', voisin de, sponsorisé
    par, chopé chez, livré par, payé avec, camion, camionnette, l'ancien, vendu par, dans le`,
  never: `plus jamais, jamais de la vie, fuyez, à fuir, à éviter, évitez, boycott, ne recommande pas, recommande
    pas, recommanderais pas, conseille pas, pire ennemi, même pas gratuit, même pas gratuitement, hors de question,
    souhaite pas, souhaite à personne, ne remettrai plus, ne remettrai jamais, remettrai pas les pieds, remets plus
    les pieds, honte à, merci mais non, faites pas la même erreur, n'achetez pas, achetez pas, allez pas chez`,
  past: `avant c'était, était mieux avant, c'était mieux avant, on se souvient de, vous vous souvenez, ans chez, ans
    de, autrefois, jadis, client depuis, cliente depuis, à l'époque, ans que je suis chez, ans client, ans cliente,
    était client, était cliente, fut un temps`,
};
