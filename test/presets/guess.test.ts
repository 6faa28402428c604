import { describe, expect, test } from 'vitest';
import { scratch } from '../files/scratch.js';
import { importFiles } from './importing.js';

const files = scratch();
let count = 0;

async function guessed(lines: readonly string[]) {
  const path = await files.write(`guess${count++}.csv`, `${lines.join('\n')}\n`);
  const { loaded, posts } = await importFiles([path]);
  const [file] = loaded.files;
  expect(file?.preset.id).toBe('guessed');
  return { posts, mapping: Object.fromEntries((file?.guesses ?? []).map(({ column, from }) => [column, from])) };
}

/** A small file as somebody who speaks the language would keep it: header, then two records. */
const SMALL_FILES = {
  en: [
    'Date,Author,Comment,Rating,Link',
    '2026-10-01,Ann Quill,"The router died, again",1,https://forum.example/1',
    '2026-10-02,Bob Hart,Quick delivery and kind staff,5,https://forum.example/2',
  ],
  fr: [
    'Date de publication;Auteur;Commentaire;Note;Lien',
    '28/09/2026;Élodie Garnier;La box tombe en panne, encore;1;https://forum.example/1',
    '27/09/2026;Marc Petit;Livraison rapide et personnel aimable;5;https://forum.example/2',
  ],
  es: [
    'Fecha;Autor;Comentario;Puntuación;Enlace',
    '28/09/2026;Inés Sastre;El router se ha muerto, otra vez;1;https://forum.example/1',
    '27/09/2026;Luis Mora;Entrega rápida y personal amable;5;https://forum.example/2',
  ],
  ca: [
    'Data;Autor;Comentari;Puntuació;Enllaç',
    "28/09/2026;Núria Sala;L'encaminador s'ha espatllat, una altra vegada;1;https://forum.example/1",
    '27/09/2026;Oriol Pla;Entrega ràpida i personal amable;5;https://forum.example/2',
  ],
  de: [
    'Datum;Autor;Kommentar;Bewertung;Link',
    '28.09.2026;Jana Vogt;Der Router ist schon wieder kaputt;1;https://forum.example/1',
    '27.09.2026;Uwe Lang;Schnelle Lieferung und nettes Personal;5;https://forum.example/2',
  ],
  it: [
    'Data;Autore;Commento;Valutazione;Link',
    '28/09/2026;Gaia Riva;Il router si è rotto di nuovo;1;https://forum.example/1',
    '27/09/2026;Ugo Sala;Consegna rapida e personale gentile;5;https://forum.example/2',
  ],
  pt: [
    'Data;Autor;Comentário;Avaliação;Link',
    '28/09/2026;Rita Melo;O router avariou outra vez;1;https://forum.example/1',
    '27/09/2026;Rui Dias;Entrega rápida e pessoal simpático;5;https://forum.example/2',
  ],
  nl: [
    'Datum;Auteur;Opmerking;Beoordeling;Link',
    '28-09-2026;Sanne Bos;De router is alweer kapot;1;https://forum.example/1',
    '27-09-2026;Piet Vos;Snelle levering en aardig personeel;5;https://forum.example/2',
  ],
};

test.each(Object.entries(SMALL_FILES))('columns in %s are found', async (_, lines) => {
  const names = (lines[0] ?? '').split(/[;,]/);
  const { posts, mapping } = await guessed(lines);
  expect(mapping).toEqual({
    created_at: names[0],
    author_name: names[1],
    text: names[2],
    rating: names[3],
    url: names[4],
  });
  expect(posts.map(({ rating }) => rating)).toEqual([1, 5]);
  expect(
    posts.map(({ created_at }) => String(created_at).slice(0, 7)).every((month) => /^2026-(09|10)$/.test(month)),
  ).toBe(true);
  expect(
    posts.every(({ text, author_name, url }) => text !== undefined && author_name !== undefined && url !== undefined),
  ).toBe(true);
});

/** Columns of larger files, as tools and offices name them, by what each becomes. */
const WIDE_FILES = {
  en: 'created_at=Time (GMT);author_name=Reviewer;text=Review Body;likes=Thumbs Up;url=Review URL;author_followers=# Followers;rating=Score (out of 5);network=Network;lang=Language;reposts=# Shares;replies=# Comments;views=# Views;title=Review Title',
  fr: "created_at=Date d'envoi;author_handle=Pseudo;text=Avis client;likes=Nb likes;url=Lien du post;author_followers=Nb abonnés;rating=Nombre d’étoiles;network=Canal;lang=Langue;reposts=Nb de partages;replies=Nb de commentaires;views=Nombre de vues;title=Titre de l’avis",
  es: 'created_at=Fecha/Hora;author_handle=Nombre de usuario;text=Texto;likes=Nº de likes;url=URL de la publicación;author_followers=Seguidores del autor;rating=Valoración;network=Plataforma;lang=Idioma;reposts=Veces compartido;replies=Nº de comentarios;views=Impresiones;title=Titular',
  ca: 'created_at=Data i hora;author_handle=Nom d’usuari;text=Missatge;likes=M’agrada;url=Enllaç de la publicació;author_followers=Nombre de seguidors;rating=Estrelles;network=Xarxa;lang=Llengua;reposts=Vegades compartit;replies=Nombre de comentaris;views=Visualitzacions;title=Títol de la ressenya',
  de: 'created_at=Datum/Uhrzeit;author_handle=Nutzername;text=Beitragstext;likes=„Gefällt mir“-Angaben;url=Beitrags-URL;author_followers=Anzahl der Follower;rating=Sternebewertung;network=Kanal;lang=Sprache;reposts=Geteilte Inhalte;replies=Anzahl der Kommentare;views=Ansichten;title=Überschrift',
  it: 'created_at=Data e ora;author_name=Autore;text=Testo;likes=Like;url=Link al post;author_followers=Numero di follower;rating=Voto;network=Canale;lang=Lingua;reposts=Condivisioni totali;replies=Commenti;views=Impression;title=Titolo recensione',
  pt: 'created_at=Data/Hora;author_name=Nome;text=Mensagem;likes=Número de curtidas;url=URL da publicação;author_followers=Seguidores;rating=Nota;network=Canal;lang=Idioma;reposts=Número de partilhas;replies=Comentários;views=Impressões;title=Título da avaliação',
  nl: 'created_at=Geplaatst op;author_handle=Gebruikersnaam;text=Review;likes=Aantal likes;url=URL van bericht;author_followers=Volgers;rating=Aantal sterren;network=Kanaal;lang=Taal;reposts=Aantal keer gedeeld;replies=Aantal reacties;views=Weergaven;title=Kop',
};
const WIDE_ROW =
  '2026-10-01 10:00;ann;The line was dead again;5;https://forum.example/%;100;4;Twitter;en;3;2;999;Not a good day';

test.each(Object.entries(WIDE_FILES))('all columns of a larger file in %s are found', async (_, pairs) => {
  const expected = Object.fromEntries(pairs.split(';').map((pair) => pair.split('=')));
  const rows = [1, 2, 3].map((index) => WIDE_ROW.replace('%', String(index)));
  const { posts, mapping } = await guessed([Object.values(expected).join(';'), ...rows]);
  expect(mapping).toEqual(expected);
  expect(posts[0]).toMatchObject({ network: 'x', author_followers: 100, likes: 5, rating: 4, views: 999 });
});

test('what an address tells fills what no column has', async () => {
  const { posts } = await guessed([
    'Text,Link,Tweet id',
    'The line was dead again,https://twitter.com/annq/status/1972345678901234567?s=20,',
    'It is back,https://x.com/bobh/status/1972345678901234568,1972345678901234568',
    'Still waiting,https://leeds-post.example/a,',
  ]);
  expect(posts).toMatchObject([
    { key: 'x:1972345678901234567', author_handle: 'annq' },
    { key: 'x:1972345678901234568', author_handle: 'bobh' },
    { key: 'web:https://leeds-post.example/a' },
  ]);
  expect(posts[2]).not.toHaveProperty('author_handle');
  const named = await guessed([
    'Author,Text,Link',
    'Ann,The line was dead,https://x.com/annq/status/1972345678901234567',
  ]);
  expect(named.posts[0]).toMatchObject({ author_name: 'Ann' });
  expect(named.posts[0]).not.toHaveProperty('author_handle');
});

test('inside of an author a name is one, and on its own a user name is a handle', async () => {
  const user = { id_str: '7', name: 'Ann Quill', screen_name: 'annq', followers_count: 12 };
  const path = await files.write('v1.ndjson', `${JSON.stringify({ text: 'The line was dead', user })}\n`);
  const { posts } = await importFiles([path]);
  expect(posts).toMatchObject([{ author_name: 'Ann Quill', author_handle: 'annq', author_followers: 12 }]);
  const { mapping } = await guessed(['User Name,Text', 'annq,The line was dead', 'bobh,It is back']);
  expect(mapping['author_handle']).toBe('User Name');
});

describe('a name alone does not decide', () => {
  test('a numeric "Comments" column is not the text', async () => {
    const { posts, mapping } = await guessed([
      'Post,Comments,Likes',
      'The router died again,12,310',
      'Quick delivery and kind staff,0,"1,204"',
    ]);
    expect(mapping).toEqual({ text: 'Post', replies: 'Comments', likes: 'Likes' });
    expect(posts).toMatchObject([
      { replies: 12, likes: 310 },
      { replies: 0, likes: 1204 },
    ]);
  });

  test('nor is one where nothing else is called a text', async () => {
    const { mapping } = await guessed([
      'Comments,Something,Shares',
      '12,The router died again and nobody helps,3',
      '0,Quick delivery and kind staff in Leeds,4',
    ]);
    expect(mapping['text']).toBe('Something');
    expect(mapping['replies']).toBe('Comments');
  });

  test('a "Date" that holds no dates is none', async () => {
    const { mapping } = await guessed(['Date,Text', 'with friends,The evening was ruined', 'alone,The line was dead']);
    expect(mapping).toEqual({ text: 'Text' });
  });

  test('a "Rating" of stars is one', async () => {
    const { posts, mapping } = await guessed(['Text,Rating', 'The line was dead,★☆☆☆☆', 'The line is back,★★★★★']);
    expect(mapping).toEqual({ text: 'Text', rating: 'Rating' });
    expect(posts.map(({ rating }) => rating)).toEqual([1, 5]);
  });

  test('a "Date" that holds few of them is none, and that is said', async () => {
    const path = await files.write('ago.csv', 'Date,Text\n3 days ago,The line was dead\n2026-10-01,The line is back\n');
    const { loaded } = await importFiles([path]);
    expect(loaded.files[0]?.notes.join('\n')).toMatch(
      /"Date" is not taken for the date.*"3 days ago".*--map created_at=Date/,
    );
  });

  test('a "Date" of days counted from 1900 is one, a "Days" of the same numbers is not', async () => {
    const { posts, mapping } = await guessed(['Date,Text', '46293.5,The line was dead', '46294,The line is back']);
    expect(mapping).toEqual({ created_at: 'Date', text: 'Text' });
    expect(posts.map(({ created_at }) => created_at)).toEqual(['2026-09-28T12:00:00.000Z', '2026-09-29T00:00:00.000Z']);
    const other = await guessed(['Days,Text', '46293,The line was dead', '46294,The line is back']);
    expect(other.mapping).toEqual({ text: 'Text' });
  });

  test.each([
    ['Quand', '5 juin 2026 14:03', '6 juin 2026 09:00'],
    ['Cuándo', '28 de sept. de 2026', '1 de octubre de 2026'],
    ['When', 'Oct 1, 2026 at 3:04 PM', 'Oct 2, 2026 at 9:00 AM'],
    ['Wann', '28. März 2026', 'Mittwoch, 30. Dezember 2026'],
  ])('dates in words are dates, under "%s" too', async (name, ...dates) => {
    const { mapping, posts } = await guessed([`a;${name};Text`, ...dates.map((date) => `1;${date};The line was dead`)]);
    expect(mapping['created_at']).toBe(name);
    expect(posts.every(({ created_at }) => String(created_at).startsWith('2026-'))).toBe(true);
  });

  test('a "Rating" of words is none, a "Link" of words neither', async () => {
    const { mapping } = await guessed([
      'Text,Rating,Link',
      'The line was dead,bad,none',
      'The line is back,good,see above',
    ]);
    expect(mapping).toEqual({ text: 'Text' });
  });
});

describe('without any name that helps', () => {
  test('the content tells', async () => {
    const { posts, mapping } = await guessed([
      'a,b,c,d',
      '7,https://forum.example/1,2026-10-01 10:00:00,The router died again and nobody helps',
      '8,https://forum.example/2,2026-10-02 11:00:00,Quick delivery and kind staff',
    ]);
    expect(mapping).toEqual({ created_at: 'c', url: 'b', text: 'd' });
    expect(posts[0]).toMatchObject({
      text: 'The router died again and nobody helps',
      created_at: '2026-10-01T10:00:00.000Z',
    });
    expect(posts[0]?.['extras']).toEqual({ a: '7' });
  });

  test('and without any text the file is refused, with what it has', async () => {
    const path = await files.write('numbers.csv', 'a,b\n1,2\n3,4\n5,6\n');
    await expect(importFiles([path])).rejects.toMatchObject({
      kind: 'malformed-input',
      code: 'import.unrecognised',
      message: expect.stringContaining('a, b'),
      hint: expect.stringContaining('--map'),
    });
  });

  test('a file that is nearly a known one is told what it lacks', async () => {
    const path = await files.write('nearly.csv', 'Query Id,Query Name,Page Type,Thread Entry Type\n1,2,3,4\n5,6,7,8\n');
    await expect(importFiles([path])).rejects.toMatchObject({
      hint: expect.stringMatching(/nearest is brandwatch, but for (Full Text|Snippet)/),
    });
  });
});

test('networks are told from the address where no column names them', async () => {
  const { posts } = await guessed([
    'Text,Link',
    'The router died again,https://www.reddit.com/r/acme/comments/1nq3ab/slug/',
    'Quick delivery and kind staff,https://leeds-post.example/a',
    'Still waiting for an answer,',
  ]);
  expect(posts.map(({ network }) => network)).toEqual(['reddit', 'web', 'unknown']);
});
