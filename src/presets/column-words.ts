/** What people call the columns of a post, in English, French, Spanish, Catalan, German, Italian, Portuguese and Dutch. */
import type { MappedColumn } from './preset.js';

/** In order of preference: the first word that a header holds wins over later ones. Compared folded, as `foldName` does. */
export const COLUMN_WORDS: { readonly [Column in MappedColumn]?: readonly string[] } = {
  text: words(
    'text, full text, post text, tweet text, review text, comment text, message, body, content, comment',
    'review, post, tweet, mention, verbatim, feedback, description, snippet, opinion, answer, comments, texte',
    'commentaire, contenu, avis, publication, message client, temoignage, texto, comentario, mensaje',
    'contenido, resena, publicacion, cuerpo, text del missatge, comentari, missatge, contingut, ressenya',
    'publicacio, opinio, kommentar, nachricht, inhalt, bewertung, beitrag, rezension, bewertungstext, testo',
    'commento, messaggio, contenuto, recensione, opinione, mensagem, conteudo, avaliacao, comentarios',
    'opiniao, tekst, opmerking, bericht, inhoud, beoordeling, reactie, recensie, beitragstext, rezensionstext',
    'kommentartext, kundenmeinung, meinung, avis client, opinion del cliente, texto de la resena, klantreactie',
  ),
  created_at: words(
    'created at, created, date, published at, published, posted at, created time, timestamp, date time',
    'datetime, time, creation date, post date, review date, submitted at, publish time, published date',
    'created utc, date de publication, date de creation, horodatage, publie le, date heure, fecha',
    'fecha de publicacion, fecha de creacion, creado, publicado, fecha y hora, data, data de publicacio',
    'data de creacio, creat, publicat, data i hora, datum, erstellt am, veroffentlicht am, zeitpunkt',
    'erstellt, zeit, zeitstempel, data di pubblicazione, data creazione, creato il, pubblicato il',
    'data de publicacao, data de criacao, criado em, publicado em, aangemaakt op, gepubliceerd op, gemaakt op',
    'datum en tijd, datum tijd, plaatsingsdatum, geplaatst op, verfasst am, gepostet am, erstellungsdatum',
    'veroffentlichungsdatum, datum uhrzeit, datum und uhrzeit, date d envoi, date et heure, poste le, cree le',
    'fecha hora, fecha de envio, data e ora, data ora, data e hora, data hora, data de envio, inviato il',
  ),
  id: words(
    'id, post id, tweet id, comment id, review id, message id, mention id, item id, status id, resource id',
    'document id, uuid, identifiant, identificador, kennung, identificativo, identificatie, id de publicacion',
    'beitrags id, bericht id',
  ),
  url: words(
    'url, link, permalink, post url, post link, tweet url, href, web address, page url, source url',
    'review url, review link, lien, adresse, enlace, enllac, vincle, verweis, collegamento, ligacao',
    'koppeling, adresse web',
  ),
  author_handle: words(
    'author handle, handle, username, user name, screen name, author username, user screen name, account',
    'twitter handle, login, nom d utilisateur, pseudo, nombre de usuario, usuario, nom d usuari, usuari',
    'benutzername, nutzername, nome utente, utente, nome de usuario, gebruikersnaam, compte, cuenta, konto',
    'nome de utilizador, utilizador, pseudonyme, identifiant client',
  ),
  author_name: words(
    'author name, author, user, name, full name, display name, customer, reviewer, reviewer name',
    'customer name, nickname, from, creator, posted by, writer, auteur, nom, client, utilisateur, autor',
    'nombre, cliente, autora, nom complet, kunde, verfasser, nutzer, benutzer, autore, nome, autor nome',
    'klant, naam, gebruiker, schrijver',
  ),
  author_id: words(
    'author id, user id, account id, customer id, reviewer id, from id, id auteur, id usuario, id autor',
    'id utente, benutzer id, gebruiker id, id usuari',
  ),
  author_followers: words(
    'followers, author followers, follower count, followers count, user followers, number of followers',
    'subscribers of author, fans, abonnes, nombre d abonnes, seguidores, seguidors, abonnenten, volgers',
    'seguaci, follower, anzahl follower, author followers count, nb abonnes, iscritti, suscriptores, subscriptors',
    'inscritos, abonnees',
  ),
  author_verified: words(
    'verified, is verified, author verified, user verified, verifie, verificado, verificat, verifiziert',
    'verificato, geverifieerd',
  ),
  author_location: words(
    'location, user location, author location, city, country, ville, pays, ciudad, pais, ubicacion, ubicacio',
    'ciutat, ort, stadt, land, citta, paese, cidade, stad, plaats, localisation, standort',
  ),
  network: words(
    'network, platform, channel, source type, site, social network, media, source, domain, reseau, plateforme',
    'canal, red social, red, plataforma, fuente, xarxa, xarxa social, plattform, netzwerk, quelle, kanal',
    'piattaforma, rete, fonte, rede, rede social, bron, netwerk, kanaal, canale, soziales netzwerk, social media',
  ),
  kind: words('kind, post type, message type, content type, type, typ, tipo, tipus'),
  title: words(
    'title, headline, subject, review title, titre, objet, sujet, titulo, asunto, titol, assumpte, titel',
    'betreff, titolo, oggetto, assunto, onderwerp, kop, uberschrift, titular, encabezado, intestazione',
  ),
  lang: words('lang, language, language code, langue, idioma, llengua, sprache, lingua, taal'),
  likes: words(
    'likes, like count, favorites, favourites, favorite count, reactions, upvotes, score, hearts, thumbs up',
    'j aime, mentions j aime, me gusta, m agrada, gefallt mir, mi piace, curtidas, gostos, vind ik leuks',
    'reacciones, reactions totales, like, likes count, favourites count, favorites count, nb likes, aantal likes',
  ),
  reposts: words(
    'reposts, retweets, shares, retweet count, share count, repost count, boosts, partages, compartidos',
    'republicaciones, compartits, geteilt, condivisioni, compartilhamentos, partilhas, gedeeld, retuits, reblogs',
    'reblogs count, reblog count, veces compartido, vegades compartit, compartido, geteilte inhalte, teilungen',
  ),
  replies: words(
    'replies, reply count, comment count, comments count, number of comments, num comments, responses',
    'reponses, nombre de commentaires, respuestas, numero de comentarios, respostes, antworten',
    'anzahl kommentare, risposte, respostas, reacties, antwoorden, comments, commentaires, comentarios',
    'comentaris, kommentare, commenti, opmerkingen',
  ),
  quotes: words('quotes, quote count, quote tweets, citations, citas, zitate, citazioni, citacoes, citaten'),
  views: words(
    'views, view count, impressions, impression count, plays, vues, visualizaciones, impresiones, vistas',
    'visualitzacions, aufrufe, impressionen, visualizzazioni, visualizacoes, weergaven, impression, impressoes',
    'impressioni, ansichten, lecturas, reproducciones, visionnages',
  ),
  rating: words(
    'rating, stars, star rating, score out of 5, review rating, note, etoiles, valoracion, estrellas',
    'puntuacion, valoracio, estrelles, sterne, bewertung sterne, valutazione, stelle, estrelas, classificacao',
    'nota, sterren, cijfer, bewertung, beoordeling, avaliacao, puntuacio, pontuacao, punteggio, calificacion',
    'sternebewertung, sternbewertung, voto, aantal sterren, score',
  ),
  place: words(
    'place, subreddit, forum, group, app, product, store, board, community, magasin, produit, tienda',
    'producto, botiga, producte, produkt, filiale, prodotto, negozio, produto, loja, winkel, produkt name',
  ),
  thread: words('thread, thread id, conversation id, conversation, root id, topic id'),
  parent: words(
    'parent, parent id, in reply to, in reply to id, in reply to status id, reply to, reply to id',
    'response to',
  ),
  parent_author: words('in reply to user, in reply to screen name, reply to user, parent author, to user'),
  vendor_sentiment: words(
    'sentiment, tone, polarity, tonalite, sentimiento, sentiment score, stimmung, tonalidad, sentimento',
    'tonalitat',
  ),
  vendor_reach: words(
    'reach, estimated reach, potential reach, audience, portee, alcance, abast, reichweite, portata, bereik',
  ),
  vendor_engagement: words(
    'engagement, engagements, interactions, total interactions, interacciones, interaktionen, interazioni',
    'interacoes, interacties, interaccions',
  ),
};

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(', '));
}

/** A header as words in lower case without accents: `createdAt`, `Created_at`, `CRÉÉ LE` → `created at`, `cree le`. */
export function foldName(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
