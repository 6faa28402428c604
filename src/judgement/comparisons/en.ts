/** What compares, switches, asks or puts names aside in English. */
import type { CuePhrases } from '../comparisons.js';

export const en: CuePhrases = {
  and: 'and, or, nor, x, n, vs, versus, plus, both',
  but: 'but, whereas, while, although, though, however, meanwhile, yet, only that',
  link: 'because, since, so, when, if, until, after, before, then, which, who, where, thanks to, now, just that',
  not: `not, no, never, don't, dont, doesn't, didn't, won't, wouldn't, isn't, isnt, wasn't, aren't, weren't, can't,
    cannot, couldn't, hardly, nothing, nobody, nor, without, ain't`,
  better: `better, nicer, faster, cheaper, cleaner, easier, friendlier, safer, smoother, quieter, stronger, tastier,
    lighter, superior, more, kinder, quicker, happier, comfier, greater, smarter, bigger, longer`,
  worse: `worse, slower, inferior, less, uglier, ruder, noisier, dirtier, weaker, poorer, more expensive, pricier,
    harder`,
  than: 'than, compared to, compared with',
  loses: `not as, isn't as, aren't as, wasn't as, doesn't taste as, nowhere near, not nearly, not half as, not a
    patch on, can't compete with, can't compare to, can't match, doesn't compare to, no match for, hold a candle to,
    pales next to, doesn't come close to, could learn from, should learn from, should take notes from, take notes
    from, a poor copy of, cheap copy of, cheap knockoff of, lags behind, a bad copy of, not in the same league as,
    half as good, half as well, if only, i wish, wishes it was, wishes they were`,
  beats: `beats, beat, outperforms, crushes, destroys, smokes, blows away, wipes the floor with, runs rings around,
    runs circles around, miles ahead of, light years ahead of, streets ahead of, way ahead of, leagues above, ahead
    of, to shame, trumps, any day over, wins against, won against`,
  worseStill: `even worse, worse still, somehow worse, worse even, managed to be worse, just as bad, exact same
    thing, exactly the same thing, did the same, do the same, does the same, done the same, same story`,
  rather: `i'd rather, id rather, would rather, i'd sooner, would sooner, i'd choose, i prefer, prefer, i'd take,
    preferred, i'll take, give me, would take, i'd pick, i'd still take`,
  sooner: 'rather, sooner',
  instead: 'rather than, instead of, in place of, as opposed to',
  unlike: 'unlike, in contrast to, contrary to',
  compared: 'compared to, compared with, next to, beside, alongside',
  leave: `left, leaving, leave, ditched, ditch, ditching, dumped, dumping, dump, dropped, dropping, quit, quitting,
    cancelled, canceled, cancelling, cancel, abandoned, gave up on, giving up on, done with, goodbye, bye, bye bye,
    farewell, rid of, fed up with, through with, walked away from, moved away from, moving away from, escaped,
    escape from, broke up with, switched from, moved from, came from, coming from, swapped, traded in, traded, sick
    of, tired of, closed my account with`,
  move: `switched, switch, switching, moved, move, moving, changed, change, changing, went, going, migrated,
    migrate, migrating, replaced, replace, replacing, swapped, swap, jumped, came, transferred, upgraded`,
  join: `switched to, switch to, switching to, moved to, moving to, move to, joined, joining, join, went to, went
    with, going with, back to, back with, return to, returned to, returning to, converted to, walked over to, went
    over to, changed to, signed up with, signed up for, signed with, replaced by, replaced with, stick with,
    sticking with, stuck with, loyal to, stay with, staying with, hello, gone to, over to, moved over to, rejoined,
    jumped to, welcome, went back to, gone back to`,
  from: 'from',
  to: 'to, for, by, into',
  consider: `thinking of, thinking about, considering, might, tempted to, should i, would i, wondering, maybe, if i,
    about to try, considering moving, looking at, could, debating`,
  forced: `my company, our company, my employer, work is, at work, our office, the office, my boss, it department,
    new flat, new house, new apartment, landlord, only has, only have, had no choice, forced, merged, acquired,
    bought by, the council, the school, head office, moving us, switched us, migrating us`,
  miss: 'miss, missed, missing',
  alike: `both, either, neither, each, equally, doesn't matter who, no matter who, alike, the pair of them, the two
    of them, as bad as, no difference`,
  faint: `isn't bad, not bad, isn't terrible, nothing against, nothing wrong with, it's ok, it's okay, is ok, is
    okay, is fine, it's fine, does the job, is alright, all right, decent enough, not terrible, did the job, gets
    the job done, are fine, are ok, works fine, was fine, was ok, was okay, so so, average, is decent, isn't awful,
    aren't bad, wasn't bad, no problem with`,
  asking: `anyone know, does anyone, anyone knows, has anyone, anybody know, anyone tried, anyone have, which one,
    how do i, how do you, where do i, any idea, any tips, looking for advice, what time, is there a, can someone, do
    you know, is it true, how long does`,
  why: 'why, who would, how can anyone, how could anyone, who still, how come',
  stay: `stay with, staying with, still use, still using, still with, pay for, still buy, buy from, put up with,
    still pay, bother with, still at`,
  place: `outside, outside the, in front of, behind, opposite, next to the, near, near the, across from, car park
    of, parking at, corner of, stop at, parked at, meet at, beside the, street from, round the corner from, down the
    road from, above the, depot, entrance, building`,
  at: `at, via, bought at, bought from, picked up at, bought it at, people from, former, ex, works at, worked at,
    work at, working at, sold by, ordered from, ordered on, wifi from, bought on, inside, employee of, delivered by,
    sponsored by`,
  never: `never again, avoid, worst enemy, stay away from, steer clear of, boycott, anywhere near, no thanks, never
    going back, never return, wouldn't touch, won't touch, wouldn't wish, not for free, no way, not in a million
    years, hell no, over my dead body, wouldn't recommend, can't recommend, don't recommend, not recommend, wouldn't
    trust, don't buy, last time with, don't bother with, would not recommend, shame on, wouldn't let, my mistake`,
  past: `used to be, remember when, years with, years at, years of, have gone downhill, went downhill, once was, ex
    customer, were once, back when, been with, customer for, was with, were with, customer since, was a`,
};
