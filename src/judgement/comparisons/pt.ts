/** What compares, switches, asks or puts names aside in Portuguese. */
import type { CuePhrases } from '../comparisons.js';

export const pt: CuePhrases = {
  and: 'e, ou, nem, x, vs',
  but: 'mas, enquanto, embora, já, no entanto, porém, só que',
  link: 'porque, quando, se, até que, depois, então, pois, onde, desde que, agora, que',
  not: 'não, nao, nunca, jamais, nada, nem, sem, ninguém, n',
  better: 'melhor, melhores, mais, superior',
  worse: 'pior, piores, menos, inferior, mais caro, mais cara, mais lento, mais lenta',
  than: 'que, do que, comparado com, que o da, que a da',
  loses: `não é tão, não são tão, não está tão, não chega aos pés, não tão, nem de longe, não se compara, devia
    aprender com, deveria aprender com, quem dera`,
  beats: `ganha da, ganha do, ganha de, supera, dá de dez na, dá de dez no, dá de 10 na, dá um banho na, bate, muito
    acima da, muito à frente da, à frente da`,
  worseStill: `ainda pior, pior ainda, mesma porcaria, não é melhor, fez a mesma coisa, fizeram o mesmo, exatamente
    a mesma coisa, fez o mesmo`,
  rather: 'prefiro, prefere, preferimos, preferia, fico com, escolho',
  sooner: 'antes',
  instead: 'em vez de, em vez da, em vez do, ao invés de, ao invés da, em lugar de',
  unlike: `ao contrário de, ao contrário da, ao contrário do, diferente da, diferente do, diferente de,
    diferentemente da`,
  compared: 'comparado com, ao lado da, em comparação com, comparada com',
  leave: `deixei, larguei, larguei a, abandonei, cancelei, cancelar, adeus, tchau, saí da, saí do, saio da, farto
    da, farta da, cansei da, cansei do, cansado da, troquei, troco, vim da, vim do`,
  move: 'troquei, trocar, trocamos, mudei, mudar, mudamos, passei, passar, passamos, migrei, migrar, fui',
  join: `mudei para, mudei pra, passei para, passei pra, fui para, fui pra, voltei para, voltei pra, volto para,
    volto pra, vou voltar para, vou para, vou pra, de volta à, de volta para, fico com, adotei, voltar para, mudo
    para, mudar para`,
  from: 'de, da, do, desde',
  to: 'para, pra, por, pela, pelo, à, ao',
  consider: 'estou a pensar, pensando em, penso em, talvez, considerando, acho que vou, se calhar',
  forced: `minha empresa, a empresa, no trabalho, o meu chefe, meu chefe, obrigado a, obrigada a, obrigaram, casa
    nova, apartamento novo, fusão`,
  miss: 'sinto falta, saudade, saudades, sinto saudades',
  alike: 'ambos, ambas, os dois, as duas, tanto faz, nenhum dos dois, nenhuma das duas, iguais',
  faint: 'não é mau, não é má, não é ruim, está bem, nada contra, é ok, dá para o gasto, é razoável, não é mal',
  asking: `alguém sabe, alguém tem, alguém já, alguém conhece, sabem se, qual é, onde posso, como se faz, como faço,
    como posso`,
  why: 'por que, porquê, por quê, pq, quem',
  stay: 'continuar com, continua com, continuam com, ficar com, pagar, pagam, comprar, usar, usam, insistem na',
  place: `em frente à, em frente ao, em frente da, atrás da, atrás do, ao lado do, perto da, perto do, junto à,
    junto ao, prédio da, edifício da, esquina, paragem da, ponto da, estacionamento da`,
  at: `comprado na, comprada na, comprados na, comprei na, comprei no, wifi da, trabalhei na, trabalha na, ex, via,
    na loja, pessoal da, gente da`,
  never: `nunca mais, jamais, nem pensar, nem morto, nem morta, nem de graça, não recomendo, não volto, fujam da,
    fujam do, evitem, não comprem, de jeito nenhum`,
  past: 'costumava ser, antes era, anos na, anos com, anos de, era cliente, fui cliente, lembram quando',
};
