// Pages that stand in for an article: errors, robot checks, walls.
import { SEPARATOR } from './title.ts';

/** Pages that stand in for an article: error pages, robot checks. */
export const BLOCKED =
  /\b(?:access (?:to this page )?(?:is |has been )?denied|verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|captcha|enable javascript and cookies to continue|checking your browser|just a moment|403 forbidden|404 not found|page (?:you (?:are|were) looking for|not found|cannot be found)|request (?:was )?blocked|attention required|pardon our interruption|(?:made us think|suspect) (?:that )?you (?:were|are) a (?:ro)?bot|(?:error|fehler|erreur|errore|erro) (?:40[34]|5\d\d)|service unavailable|bad gateway|unavailable (?:due to|for) legal reasons|(?:access|attempting to access) .{0,60}from a country (?:belonging to|in) the European|perform(?:ing)? (?:some |scheduled |routine ){0,2}maintenance (?:at the moment|right now|on (?:our|the|this) (?:site|website|servers?))|(?:gesuchte|aufgerufene) seite (?:existiert|ist) .{0,30}nicht|seite (?:wurde )?nicht gefunden|deze pagina bestaat niet|esta página (?:no|não) existe|cette page n['’]existe (?:pas|plus)|questa pagina non esiste|sidan finns inte|siden finnes ikke|siden findes ikke|strona nie istnieje|sivua ei löydy|page introuvable|página no (?:encontrada|existe)|página não encontrada|pagina non trovata|pagina niet gevonden|sidan hittades inte|siden (?:blev|ble) ikke funnet|sayfa bulunamadı)(?!\p{L})|страница не найдена|ページが見つかりません|页面不存在|页面未找到|找不到(?:网页|頁面|页面)|페이지를 찾을 수 없습니다|الصفحة غير موجودة/iu;

/** What pages are called that ask for a name and a password. */
const ACCOUNT_PAGE =
  /^(?:log ?[io]n|sign ?(?:in|up)|register|registration|create (?:an |your )?account|my account|(?:forgot(?:ten)?|reset) (?:your )?password|anmelden|einloggen|anmeldung|connexion|se connecter|iniciar sesión|accedi|inloggen|logg inn|logga in|войти|вход|giriş yap)$/iu;
/** What pages are called that want to be paid before they show an article. */
const OFFER_PAGE =
  /^(?:subscribe (?:now )?to (?:read|unlock|continue|keep|access)|(?:sign|log) in to (?:continue|read|keep)|(?:choose|select|pick) your (?:plan|subscription|offer)|subscription (?:offers|plans)|(?:site|scheduled|under) maintenance$|we(?:'|’)ll be (?:right )?back|abonnieren,? um weiter|jetzt weiterlesen$|weiterlesen mit |jetzt abonnieren und weiter|abonnez-vous pour (?:lire|continuer|accéder)|suscríbete para (?:leer|seguir|continuar)|abbonati per (?:leggere|continuare))/iu;
/** Characters of such a page, at most. */
export const MOST_OF_ACCOUNT_PAGE = 800;

/** The name of a site may follow that of the page. */
export function isWallTitle(title: string): boolean {
  const name = (title.split(SEPARATOR, 1)[0] as string).trim();
  return ACCOUNT_PAGE.test(name) || OFFER_PAGE.test(name);
}
