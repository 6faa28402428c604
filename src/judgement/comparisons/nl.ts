/** What compares, switches, asks or puts names aside in Dutch. */
import type { CuePhrases } from '../comparisons.js';

export const nl: CuePhrases = {
  and: 'en, of, noch, x, vs',
  but: 'maar, terwijl, hoewel, echter, daarentegen, alleen',
  link: 'omdat, want, als, toen, tot, nadat, dan, dus, waar, sinds, nu, dat, die',
  not: 'niet, nooit, niets, niks, geen, zonder, niemand, noch',
  better: `beter, betere, sneller, goedkoper, vriendelijker, meer, fijner, mooier, lekkerder, stiller, leuker,
    makkelijker, betrouwbaarder`,
  worse: 'slechter, slechtere, erger, minder, trager, langzamer, duurder, onvriendelijker',
  than: 'dan, vergeleken met, als',
  loses: `niet zo goed als, niet zo, lang niet zo, kan niet tippen aan, niet tippen aan, haalt het niet bij, kan
    niet op tegen, kan nog wat leren van, kan leren van, was maar`,
  beats: 'verslaat, overtreft, wint van, mijlenver voor op, kilometers voor op',
  worseStill: `nog erger, nog slechter, ook niet beter, net zo slecht, precies hetzelfde, deed hetzelfde, doet
    hetzelfde, doen hetzelfde`,
  rather: 'verkies, geef mij maar, prefereer',
  sooner: 'liever',
  instead: 'in plaats van, ipv',
  unlike: 'in tegenstelling tot, anders dan',
  compared: 'vergeleken met, vergeleken bij, naast',
  leave: `verlaten, verlaat, opgezegd, opzeggen, zeg op, doei, vaarwel, weg bij, klaar met, genoeg van, kom van,
    weggegaan bij, gestopt met`,
  move: 'overgestapt, overstappen, stap over, gewisseld, wissel, switchen, geswitcht, vervangen, ingeruild, ben',
  join: `overgestapt naar, overstappen naar, stap over naar, terug naar, terug bij, ga naar, ging naar, blijf bij,
    vervangen door, hallo`,
  from: 'van, vanuit',
  to: 'naar, door, voor, bij',
  consider: 'overweeg, overwegen, misschien, denk erover, zit te denken, twijfel',
  forced: `mijn bedrijf, ons bedrijf, mijn werkgever, mijn baas, op het werk, op kantoor, gedwongen, verplicht,
    nieuwe woning, nieuwe huis, fusie, overgenomen`,
  miss: 'mis, missen, gemist, betreur',
  alike: 'beide, allebei, maakt niet uit, geen van beide',
  faint: 'niet slecht, is oké, is ok, is prima, niks tegen, niets tegen, gaat wel, best aardig, voldoet, doet het',
  asking: `weet iemand, heeft iemand, kent iemand, kan iemand, weten jullie, welke, hoe kan ik, waar vind ik, iemand
    ervaring`,
  why: 'waarom, wie',
  stay: 'blijven bij, blijft bij, nog bij, kopen, koopt, betalen, gebruiken, gebruikt',
  place: 'achter de, achter het, tegenover, naast de, naast het, in de buurt van, parkeerplaats, gebouw, hoek, halte',
  at: 'gekocht bij, besteld bij, wifi van, werkt bij, werk bij, voormalig, ex, via, mensen van',
  never: `nooit meer, nooit weer, voor geen goud, niet aan te raden, raad af, afrader, vermijd, boycot, niet
    aanbevelen, ergste vijand`,
  past: 'was ooit, vroeger was, vroeger waren, jaar bij, jaar klant, was klant, weten jullie nog, jarenlang bij',
};
