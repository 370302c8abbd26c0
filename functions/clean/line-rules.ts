// What a line of a scraped page is when it is not the article: one rule per kind of furniture, as a table.
import { isByline } from './byline.ts';
import { endsSentence } from './line-shape.ts';

export interface LineRule {
  id: string;
  /**
   * `drop`: the line itself. `drop-next`: the line and the one after it. `list`: the line is the heading of a list that
   * is not the article; the list goes with it.
   */
  effect: 'drop' | 'drop-next' | 'list';
  /** How every line of the kind begins, where that is all that tells it. */
  opening?: RegExp;
  test(line: string): boolean;
}

/** Short enough to be a label, a prompt or a button; article sentences may hold the same words. */
const SHORT = 90;
const short =
  (pattern: RegExp, limit = SHORT) =>
  (line: string) =>
    line.length <= limit && pattern.test(line);

/** A rule for lines that begin so, case aside, and are short or not. */
const opens = (opening: RegExp, limit = SHORT): Pick<LineRule, 'opening' | 'test'> => ({
  opening,
  test: short(opening, limit),
});

/**
 * How many of the patterns match: long prompts are told by two or three of their words, not by one. These are searches
 * through the whole line, so that a rule asks for the word it cannot do without first.
 */
const atLeast =
  (count: number, ...patterns: RegExp[]) =>
  (line: string) => {
    let hits = 0;
    let left = patterns.length;
    for (const pattern of patterns) {
      // Most lines match none: they are done as soon as the patterns left are too few.
      if (hits + left < count) return false;
      if (pattern.test(line)) hits++;
      left--;
    }
    return hits >= count;
  };

/** The same, in no line longer than that. */
const within =
  (limit: number, count: number, ...patterns: RegExp[]) =>
  (line: string) =>
    line.length <= limit && atLeast(count, ...patterns)(line);

/** A text without line feeds holds any three words; policies have a few sentences. */
const MAX_POLICY = 900;

const AGENCY =
  /\b(?:AP|AFP|EPA|UPI|ANSA|dpa|EFE|Reuters|Getty(?: Images)?|Associated Press|Agence France|Anadolu|Xinhua|TASS|Sputnik|Shutterstock|iStock|Alamy|Unsplash|Pexels|Pixabay|Flickr|Wikimedia|Bloomberg|ZUMA|Picture Alliance|imago|Keystone|NurPhoto|SOPA|Press Association|PA Wire|PA Images|Canadian Press)\b/i;
const CREDIT_WORD =
  /(?:^|[\s(|[])(?:photos?|photograph|pictures?|images?|credit|courtesy|pool|handout|file photo|illustration|foto|fotos|bild|crédit|photo by|screenshot|screengrab|via)\b/i;

const PHOTOGRAPHER =
  /[.!?…”"»](?:\s(?:Photograph|Photo|Picture|Image|Photo credit|Foto|Bild|Crédit(?: photo)?|Фото)s?\s?[:/©]\s?|\s(?:©|Photo\s(?=\p{Lu})|Foto\s(?=\p{Lu})))[^.!?]{2,70}$/u;

/** A bracket at the end of the line names a photographer or an agency. */
function endsInCredit(line: string): boolean {
  const closing = /[)\]](?=[\s.]*$)/.exec(line);
  if (closing === null) return false;
  const end = line.slice(0, closing.index + 1);
  const open = end.lastIndexOf(closing[0] === ')' ? '(' : '[');
  if (open <= 0 || end.length - open > 140) return false;
  const inside = end.slice(open + 1, -1);
  return AGENCY.test(inside)
    ? /[-/,|]|\b(?:via|photo|pool|images?)\b|^[A-Z\s]{2,4}$/i.test(inside) || inside.split(' ').length <= 5
    : CREDIT_WORD.test(` ${inside}`) && inside.split(' ').length <= 12;
}

const ADDRESSES_READER =
  /\b(?:you|your|you.re|our|us|me|my|we|here)\b|(?:^|[.!?:|–—-]\s)(?:please |to )?(?:subscribe|sign(?:ing)? ?up|get|join|register|receive|enter|click|delivered|stay|try|learn|want|see|check)\b/i;

/** The rules, in order of evaluation. Ids are stable: tests and statistics name them. */
export const LINE_RULES: readonly LineRule[] = [
  { id: 'no-letters', effect: 'drop', test: (line) => !/[\p{L}\p{N}]/u.test(line) },
  {
    id: 'ticker',
    effect: 'drop',
    // Headlines run together, each closed by its button.
    test: (line) => / more/i.test(line) && (line.match(/(?:Read|Show|View|Learn|See) more/gi)?.length ?? 0) >= 3,
  },
  {
    id: 'caption-toggle',
    effect: 'drop-next',
    ...opens(/^(?:show|hide|toggle|view|enlarge) (?:photo |image )?captions?$/i),
  },
  {
    id: 'caption-label',
    effect: 'drop',
    ...opens(/^(?:image|photo|picture|video)? ?(?:caption|credit|source)s?\s?[:|,].{0,300}/i, 400),
  },
  { id: 'caption-credit', effect: 'drop', test: (line) => line.length <= 700 && endsInCredit(line) },
  {
    id: 'photo-line',
    effect: 'drop',
    ...opens(
      /^(?:photos?|photograph|pictures?|images?|file photo|foto|bild|crédits?|illustration|video)(?:\s(?:by|credit|courtesy|via|source|from|kredit|von)\b|\s?[:/|©(-]\s?)|^(?:фото|фотография|иллюстрация|写真|图片|圖片|图源|사진|صورة|الصورة)\s?[:：/／＝=©(]/i,
      160,
    ),
  },
  {
    id: 'photographer',
    effect: 'drop',
    // Behind the sentence of a caption stands who took the picture.
    test: (line) => line.length <= 500 && PHOTOGRAPHER.test(line),
  },
  {
    id: 'agency-credit',
    effect: 'drop',
    test: (line) => line.length <= 60 && /[/|©]|\bvia\b/i.test(line) && AGENCY.test(line),
  },
  {
    id: 'scraper-field',
    effect: 'drop',
    // Fields a scraper printed with their names (`date 2020-01-01 …`, `author: x`).
    ...opens(
      /^(?:date|published|modified|author|title|url|source|category|tags|image|description)\s{0,3}[:=]?\s{0,3}(?:\d{4}-\d{2}-\d{2}\b|https?:)/i,
      Number.POSITIVE_INFINITY,
    ),
  },
  {
    id: 'slug',
    effect: 'drop',
    // The name of a story among agencies: `BC-LORVANE-RATES/UPDATE 2`.
    test: short(/^(?=\p{Lu})(?:[\p{Lu}\d]{2,20}[-/]){2,6}[\p{Lu}\d]{0,20}(?:\s[^\p{Ll}]{1,40})?$/u),
  },
  {
    id: 'share',
    effect: 'drop',
    ...opens(
      /^(?:share|tweet|pin it|whats ?app|facebook|twitter|x|linked ?in|e-?mail|copy link|link copied|save|bookmark|listen|print|follow|like|gift|comments?|reply|report|teilen|drucken|merken|partager|imprimer|compartir|delen|condividi|paylaş|dela|del)(?:\s?(?:this|on|via|with|us|it|article|story|page|now|to|icon|the|facebook|twitter|linkedin|email|whatsapp|x|post|auf|sur|en|op|link|link)\b[.!]?){0,5}$/i,
      70,
    ),
  },
  {
    id: 'print',
    effect: 'drop',
    test: short(/\bprint(?:er)?[ -]friendly\b|^print (?:this )?(?:page|article|story)?$|\bprint and pdf\b/i),
  },
  {
    id: 'related-heading',
    effect: 'list',
    ...opens(
      /^(?:read|see|watch|learn|view|listen|discover|check out)?\s?(?:also|more|next|related|recommended|most (?:read|popular|viewed|commented|shared)|popular|trending|latest|further reading|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|don.?t miss|up next|what to read next|editor.?s? picks?|recent (?:posts|articles|news|stories)|top stories|more (?:stories|news|from|on|about|in|like)\b.{0,40}|related (?:articles?|stories|posts?|topics?|coverage|content|news|links|reading|videos?).{0,20}|read (?:also|more|next)|see (?:also|more)|mehr zum thema|lesen sie auch|das könnte sie auch interessieren|à lire aussi|lire aussi|lea también|leer más|más (?:información|noticias)|noticias relacionadas|te puede interesar|lees ook|lees meer|leggi anche|læs også|les også|läs också|lue myös|czytaj także|czytaj też|ilgili haberler|leia também|leia mais|читайте также|читайте также по теме|citește și|관련\s?(?:기사|뉴스)|関連(?:記事|ニュース)|相关(?:新闻|阅读|报道|文章)|相關新聞|延伸閱讀|推荐阅读|اقرأ (?:أيضا|أيضًا|المزيد)|مواضيع ذات صلة)\s?[:：.…»>-]?$/i,
      70,
    ),
  },
  {
    id: 'teaser',
    effect: 'drop',
    ...opens(
      /^(?:read (?:also|more|next|on|the full|our|this)|also read|also on|see also|see more|more on this|more:|related:|related (?:article|story)\b|recommended:|watch(?: now| also| live| more)?:|watch the video|listen:|lesen sie auch|lire aussi|à lire aussi|lea también|lee también|lees ook|leggi anche|læs også|les også|läs också|lue myös|czytaj (?:także|też|więcej)|leia (?:também|mais)|читайте (?:также|ещё)|citește și|don.?t miss|must read|advertisement|the post\b.{1,200}appeared first on)/i,
      260,
    ),
  },
  {
    id: 'advert',
    effect: 'drop',
    ...opens(
      /^(?:advertisement|advertisements|advertising|sponsored(?: content| by\b.{0,40})?|promoted(?: content| by\b.{0,40})?|ad feedback|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|reklam[ae]?|annonse?|story continues below.{0,40}|article continues (?:below|after).{0,40}|continue reading below.{0,20}|(?:scroll|skip) (?:to|past|down).{0,40}|advertisement\b.{0,40})\.?$/i,
    ),
  },
  {
    id: 'skip-link',
    effect: 'drop',
    ...opens(
      /^(?:skip to|jump to|back to|go to|return to|scroll to)\b.{0,40}$|^(?:menu|search|close|home|next|previous|loading|load more|show more|view all|see all|view comments?|show comments?|log ?in|sign ?in|sign ?up|register|subscribe(?: now)?|newsletters?|donate|fbpx|top|play|pause|mute|unmute|fullscreen)\b[.…!]?$/i,
      60,
    ),
  },
  {
    id: 'newsletter',
    effect: 'drop',
    test: (line) =>
      line.length <= 500 &&
      /\bnews ?letter|\binbox\b|\bmailing list\b|\be-?mail\b/i.test(line) &&
      // A sentence that does not address the reader tells of somebody's newsletter.
      (!endsSentence(line) || ADDRESSES_READER.test(line)) &&
      atLeast(
        2,
        /\bnews ?letters?\b|\binbox\b|\bmailing list\b|\bemail updates?\b|\bbriefings?\b/i,
        /\bsubscribe|\bsign ?(?:ed|ing)? ?up\b|\bsignup\b|\bget (?:our|the|all|your)\b|\breceive\b|\bdelivered\b|\bjoin\b|\bregister\b|\bopt[- ]?(?:in|out)\b|\bunsubscribe\b|\benter your\b/i,
        /\bfree\b|\bdaily\b|\bweekly\b|\bemail\b|\be-mail\b|\bevery (?:day|week|morning)\b|\bstraight\b|\binbox\b|\bprivacy policy\b|\bterms\b/i,
      )(line),
  },
  {
    id: 'subscribe',
    effect: 'drop',
    test: (line) =>
      line.length <= 400 &&
      (/^(?:subscribe|sign up|sign in|log in|register|already (?:a |have |registered)|create (?:a|your) (?:free )?account|become a (?:member|subscriber|patron|supporter)|support (?:our|us|independent|quality)|please (?:enable|subscribe|log in|sign|consider|disable)|to (?:continue|keep) reading|continue reading with|this (?:article|content|story) is (?:for|only|exclusive|available)|want to (?:read|see) more|enjoy(?:ed|ing) (?:this|our|unlimited)|you.?ve (?:read|reached)|you have (?:read|reached|\d{1,2} (?:free )?(?:articles?|stories) )|get (?:unlimited|full|instant) access|start your (?:free )?(?:trial|subscription)|join (?:the conversation|our|us on)|donate|download (?:our|the) .{0,30}app|get the app)\b/i.test(
        line,
      ) ||
        (line.length <= 200 &&
          /\bsubscri/i.test(line) &&
          atLeast(
            2,
            /\bsubscri(?:be|bers?|ption)\b/i,
            /\b(?:unlimited|exclusive|premium|ad-free|digital|trial|cancel|per month|a month|access|log in|sign in)\b/i,
            /\b(?:today|now|already|only)\b/i,
          )(line))),
  },
  {
    id: 'subscribe-elsewhere',
    effect: 'drop',
    ...opens(
      /^(?:jetzt (?:kostenlos |gratis )?(?:abonnieren|anmelden|registrieren|weiterlesen|testen)|weiterlesen (?:mit|nach)|(?:sie sind|sie haben) (?:schon|bereits) (?:abonnent|ein abo|registriert)|(?:article |contenu )?réservé aux abonnés|abonnez-vous|déjà abonné|il vous reste \d{1,3}|pour lire la suite|inscrivez-vous|recevez (?:notre|nos|la|chaque|gratuitement)|suscríbe(?:te|ase)|regístr(?:ate|ese)|hazte (?:socio|suscriptor|premium)|ya eres suscriptor|(?:para|sigue|seguir) (?:seguir |continuar )?leyendo|inicia sesión|apúntate|abbonati|già abbonato|iscriviti|contenuto riservato|assine|já é assinante|subscreva|cadastre-se|receba (?:as|os|nossa|a nossa)|подпис(?:ывайтесь|аться|ывайся)|подпишитесь|читайте нас|abonneer|word (?:abonnee|lid)|al abonnee|meld je aan|abone ol|bizi takip|prenumerera|bli (?:prenumerant|abonnent)|اشترك|تابعونا|تابعنا)(?!\p{L})|^(?:この記事は.{0,12}会員|続きを読むには|会員登録|會員登錄|구독(?:하기|을))/iu,
      160,
    ),
  },
  {
    id: 'mail-frame',
    effect: 'drop',
    ...opens(
      /^(?:view (?:this (?:e-?mail|message|newsletter)|(?:it )?(?:in (?:your |a )?(?:web )?browser|online))|(?:trouble|problems?) (?:viewing|reading)|can.?t (?:see|read) (?:this|the images)|you(?:.re| are)? receiv(?:ed|ing) this (?:e-?mail|message|newsletter)|this (?:e-?mail|newsletter|message) was sent|(?:to )?unsubscribe\b|(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)|(?:was )?(?:this (?:e-?mail|newsletter) forwarded|forwarded this (?:e-?mail|newsletter))|forward (?:this|to a friend)|newsletter (?:abbestellen|abmelden)|im browser (?:ansehen|anzeigen|öffnen|lesen)|(?:diese|wird diese) (?:e-?mail|nachricht) .{0,40}(?:angezeigt|browser)|se désabonner|voir (?:cet e-?mail|la version|dans)|darse de baja|ver (?:este (?:correo|e-?mail)|en (?:el|tu) navegador)|annulla iscrizione|cancelar (?:inscrição|subscrição)|uitschrijven|afmelden)/i,
      200,
    ),
  },
  {
    id: 'follow',
    effect: 'drop',
    test: (line) =>
      line.length <= 300 &&
      (/(?<!\bto )\b(?:follow|like|find|join|connect with|contact|reach|email|tweet|e-mail) (?:us|me|him|her|them|our|the author|@\w{2,30})\b/i.test(
        line,
      ) ||
        // In a sentence the name of somebody else is the story's (`the fine will reach WhatsApp too`).
        (endsSentence(line)
          ? /(?:^|[.!?:*]\s)(?:follow|join|connect with|contact|e-?mail|tweet) \w{2,30}\b/i
          : /\b(?:follow|like|find|join|connect with|contact|reach|e-?mail|tweet) \w{2,30}\b/i
        ).test(line)) &&
      /\b(?:twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin|tiktok|threads|mastodon|bluesky|google news|@\w{2,}|on x\b|rss)/i.test(
        line,
      ) &&
      !/[“"«„]/.test(line),
  },
  {
    id: 'comment-policy',
    effect: 'drop',
    test: within(
      MAX_POLICY,
      3,
      /\bcomments?\b/i,
      /\b(?:facebook|email us|report)\b/i,
      /\b(?:privacy policy|terms of (?:use|service)|community (?:guidelines|standards)|comment(?:ing)? policy|house rules)\b/i,
      /\b(?:disqus|moderat(?:ed|ion|or)|civil|respectful|relevant|abusive|personal attacks?|foul language|spam|name-calling|profanity|inappropriate)\b/i,
      /\b(?:posting|post|readers?|forum|discussion|conversation|log in|sign in)\b/i,
    ),
  },
  {
    id: 'comments',
    effect: 'drop',
    ...opens(
      /^(?:\d{1,5}\s)?(?:comments?|replies|responses|kommentare?|commentaires?|comentarios|reacties|kommentarer|commenti)\b[\s:]{0,3}(?:\(?\d{0,5}\)?)?$|^(?:leave|post|add|write|join) (?:a|your|the) (?:comment|reply|response|conversation)\b.{0,40}$|^(?:discussion|diskussion|débat|debatt?e?|reactions?|réactions|reaktionen)\s?\(\d{1,5}\)$|^(?:be the first to|no) comments?\b.{0,30}|^your email address will not be published/i,
      120,
    ),
  },
  {
    id: 'cookies',
    effect: 'drop',
    test: (line) =>
      line.length <= 900 &&
      /\bcookies?\b|\bconsent\b/i.test(line) &&
      atLeast(
        2,
        /\bcookies?\b/i,
        /\b(?:we|our partners|this (?:web)?site|our site) (?:and our partners )?(?:use|uses|store)\b|\byou agree\b|\bby (?:continuing|clicking|using)\b|\bwir (?:und unsere|verwenden|nutzen|setzen)\b|\bnous (?:et nos|utilisons)\b|\b(?:usamos|utilizamos|nosotros y nuestros|utilizziamo|noi e i nostri|wij (?:en onze|gebruiken)|vi (?:använder|bruker|bruger)|używamy)\b|мы используем|kullanıyoruz/i,
        /\b(?:consent|accept|permission|privacy|preferences|personali[sz]ed|experience|settings|reject|partners)\b|\b(?:akzeptier|zustimm|einwillig|datenschutz|personenbezogen|einstellungen|partner|partenaires|accepte|confidentialité|aceptar|privacidad|preferencias|accett|accepteer|toestemming|godkänn|samtyck|zgod|соглас|kabul)/i,
      )(line),
  },
  {
    id: 'embed-consent',
    effect: 'drop',
    ...opens(
      /^(?:allow (?:.{2,20} )?content(?: from .{1,30})?\?$|this (?:article|page|story) (?:includes|contains) (?:content|embeds?) (?:provided|hosted) by|empfohlener (?:redaktioneller|externer) inhalt|(?:ich bin damit einverstanden|mit (?:ihrer|deiner) zustimmung).{0,40}(?:inhalt|externe)|an dieser stelle (?:finden|befindet|steht).{0,40}inhalt|(?:pour afficher ce|ce) contenu (?:est|a été) bloqué|este contenido está bloqueado)/i,
      500,
    ),
  },
  {
    id: 'copyright',
    effect: 'drop',
    test: (line) =>
      line.length <= 400 &&
      ((line.length <= 150 && /^(?:©|ⓒ|\(c\)\s)\s?\S/i.test(line)) ||
        /^copyrights?\s?(?:©|ⓒ|\(c\)|\d{4}|by\b)/i.test(line) ||
        (line.length <= 100 &&
          /무단\s?전재|無断転載|禁止转载|禁止轉載|版权所有|版權所有|جميع الحقوق محفوظة|все права защищены|tous droits réservés|alle rechte vorbehalten|todos (?:los derechos|os direitos) reservados|riproduzione riservata|tüm hakları saklıdır/i.test(
            line,
          )) ||
        /\ball rights reserved\b/i.test(line) ||
        /\bmay not be (?:published|reproduced|copied).{0,60}(?:broadcast|rewritten|redistributed|without)/i.test(
          line,
        ) ||
        /^(?:terms (?:of|and|&)|privacy (?:policy|notice|statement)|cookie (?:policy|settings|preferences)|do not sell|contact us|about us|imprint|impressum)\b.{0,50}$/i.test(
          line,
        )),
  },
  {
    id: 'affiliate',
    effect: 'drop',
    test: (line) =>
      line.length <= 400 &&
      /\b(?:we|us|our|site|publisher|company)\b/i.test(line) &&
      ((/\bcommissions?\b/i.test(line) && /\b(?:links?|purchase|buy|affiliate)\b/i.test(line)) ||
        /\baffiliate (?:links?|program|partner)/i.test(line) ||
        /\bprices?\b.{0,60}\b(?:accurate|subject to change|time of publi)/i.test(line)),
  },
  {
    id: 'reading-time',
    effect: 'drop',
    ...opens(
      /^(?:estimated )?(?:reading time|read time|lesezeit|temps de lecture|tiempo de lectura|leestijd)\b.{0,30}$|^\d{1,3}\s?(?:-|–)?\s?(?:min(?:ute)?s?|minuten?|minuti|minutos)\.?\s?(?:read|de lecture|de lectura|lesezeit|di lettura|leestijd)?$/i,
      50,
    ),
  },
  {
    id: 'byline',
    effect: 'drop',
    test: isByline,
  },
  {
    id: 'tags',
    effect: 'drop',
    ...opens(
      /^(?:tags?|topics?|filed under|categories|category|keywords|more about|in this article|schlagworte|themen|mots-clés|etiquetas|temas)\s?:/i,
      300,
    ),
  },
  {
    id: 'report-error',
    effect: 'drop',
    ...opens(
      /^(?:report (?:a|an) (?:typo|error|correction|problem)|correction request|suggest an edit|did you spot|spotted (?:a|an) (?:error|typo)|see something wrong|have (?:a|you got a?) (?:tip|story)\b|got a (?:tip|story)\b|do you have (?:a|information)\b|was this (?:article|page) (?:helpful|useful)|rate this|what do you think\?|how did you like)/i,
      250,
    ),
  },
  {
    id: 'javascript',
    effect: 'drop',
    test: short(
      /\b(?:enable|disable|turn on|requires?) (?:java ?script|your ad ?block|ad ?block)|\bjavascript (?:is|must|to)\b|\bad ?blocker\b.{0,60}(?:disable|detected|whitelist)|your browser (?:does not|doesn.?t|is)\b|^(?:this (?:video|content|browser) (?:is not|isn.?t|cannot|can.?t|is no longer)|an error (?:has )?occurred|error loading|something went wrong\b.{0,10}(?:try|please))/i,
      250,
    ),
  },
];

/** The openings of all rules in one, and the rules without: few lines begin so, and the others are spared each search. */
const OPENING = new RegExp(LINE_RULES.flatMap(({ opening }) => opening?.source ?? []).join('|'), 'iu');
const WITHOUT_OPENING = LINE_RULES.filter(({ opening }) => opening === undefined);

/** First rule that applies to a line (already folded), or null. */
export function ruleFor(line: string): LineRule | null {
  for (const rule of OPENING.test(line) ? LINE_RULES : WITHOUT_OPENING) if (rule.test(line)) return rule;
  return null;
}
