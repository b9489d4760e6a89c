/**
 * What plain questions of a script are recognised by, in the languages of the vendor's guide (en, de, es, fr, it, nl). These
 * are ordinary words and no vendor's: which of them the script uses is not published. All are compared in small letters.
 */

/** The beginning of a word, wherever in the text. */
const anyWord = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})`, 'u');

export const passwordWords =
  /passwor[dt]|passphrase|passwd|kennwort|contraseña|(?<!\p{L})clave|mot de passe|parola d'ordine|wachtwoord|(?<!\p{L})pin(?!\p{L})/u;

/** Where it is asked for something that runs out, or for a second factor. */
export const oneTimeWords = anyWord(
  'one.?time|otp|2fa|two.?factor|second factor|verif|code|codice|código|token|einmal|bestätigungscode|usage unique|eenmalig|authenticator',
);

/** A password of this or the old PBX, of its system, or one that is yet to be chosen. */
export const otherPasswordWords = anyWord(
  [
    'old|current|root|sudo|local|source|existing|on.?prem|previous|new pass|choose|again|repeat|retype|wrong|incorrect',
    'alt(?:e|en|er|es)?(?!\\p{L})|aktuell|bisherig|lokal|quell|neues (?:pass|kenn)|falsch|wiederhol',
    'antigu|actual|origen|nueva (?:contra|clave)|repita|repetir|incorrect',
    'ancien|actuel|nouveau mot|répét|confirm|vecchi|attuale|origine|nuova pass|ripet|oud|huidig|bron|nieuw wacht|herhaal|bevestig|bestätig',
  ].join('|'),
);

/** A password of something else on the cloud PBX, several of them, or a line that tells what is being done with them. */
export const passwordOfOther = anyWord(
  'mysql|maria|postgres|sqlite|sql|database|datenbank|base de datos|base de données|sip|voice.?mail|trunk|ldap|smtp|ftp|wifi|ssh|key(?!\\p{L})|' +
    'passwords|passwörter|kennwörter|contraseñas|mots de passe|wachtwoorden|' +
    'checking|testing|verifying|prüfe|teste|comprobando|vérification|verifica|controle(?:ren)?(?!\\p{L})',
);

/** Says of a password that it is the one of the cloud PBX. */
const cloudWord = anyWord('cloud|nube(?!\\p{L})|nuage');
const newWord = anyWord(
  'new|remote|target|destination|neue|ziel|entfernt|nuev[oa]|remot[oa]|destino|nouveau|nouvel|distante?|cible|nuov[oa]|destinazione|nieuwe?|doel',
);
const pbxWord = anyWord(
  'pbx|ipbx|wms|system|server|anlage|telefonanlage|zielanlage|zielsystem|centralita|sistema|servidor|standard|système|serveur|centralino|centrale|systeem',
);

export function saysCloud(text: string): boolean {
  return cloudWord.test(text) || (newWord.test(text) && pbxWord.test(text));
}

/** Kinds of data that a script may ask about one by one. Which ones it does is not published. */
export const dataKinds = {
  users: anyWord('users?(?!\\p{L})|benutzer|usuarios?(?!\\p{L})|utilisateur|utent[ei]|gebruikers?(?!\\p{L})'),
  recordings: anyWord(
    '(?:call.?)?recordings?|aufzeichnung|aufnahme|gesprächsaufz|grabaci|enregistrement|registrazion|opnames?(?!\\p{L})|gespreksopname',
  ),
  voicemail: anyWord(
    'voice.?mails?|voice messages?|anrufbeantworter|sprachnachricht|buz[oó]n|correo de voz|messagerie|messages? voca|segreteria|messagg[io] vocal|voicemailbericht',
  ),
  faxes: anyWord('fax(?:es|e)?(?!\\p{L})|télécopie|faxen'),
  'call-history': anyWord(
    'cdrs?(?!\\p{L})|call.?(?:history|logs?|details?|records?)(?!\\p{L})|anruf(?:liste|verlauf|historie)|verbindungsdaten|historial|registros? de llamadas|historique|journal d.appels|cronologia|storico|belgeschiedenis|oproepgeschiedenis|gespreksgeschiedenis',
  ),
  phonebooks: anyWord(
    'phone.?books?|contacts?(?!\\p{L})|address books?|telefonb[uü]ch|kontakte|agenda|contactos|annuaire|répertoire|rubric[ah]|contatti|telefoonboek|contacten|adresboek',
  ),
  dialplan: anyWord(
    'dial.?plans?|wählpl[aä]n|wählregel|plan(?:es)? de marcación|plans? de numérotation|piano di (?:numerazione|selezione)|kiesplan|belplan',
  ),
  sounds: anyWord(
    'sounds?(?!\\p{L})|audio.?files?|music on hold|ansage|klänge|sprachdatei|sonidos?|locuciones|sons(?!\\p{L})|annonces|suoni|annunci|geluiden|geluidsbestand',
  ),
  configuration: anyWord(
    'config|settings|konfig|einstellung|ajustes|paramètres|réglages|impostazion|instelling',
  ),
} as const satisfies Record<string, RegExp>;
export type DataKind = keyof typeof dataKinds;

/** Taking along, which is all that the installer's choice by kind of data is about. */
export const moveWords = anyWord(
  [
    'mov|migrat|transfer|cop(?:y|ies)|import(?!ant)|export|include|sync|take',
    'übertrag|übernehm|übernomm|mitnehm|mitgenomm|kopier|migrier|umzieh|importier',
    'copiar|migrar|transferir|mover|trasladar|inclu|copier|migrer|transférer|déplacer|copia|migrare|trasfer|spost|kopi[eë]|overzet|verplaats|migre|overnemen|overgenomen|meenemen|meegenomen|overgezet',
  ].join('|'),
);

/** With one of these a question is about something else, or yes means no. */
export const turningWords = anyWord(
  [
    'delet|remov|eras|drop|overwr|replac|skip|exclud|omit|not(?!\\p{L})|don.?t|never|without|stop|abort|cancel|disabl|keep|purg|wipe|reset|empty|lose|only|instead|fail|error|restor|roll|back(?!up)|revert',
    // Whether to go on at all is for the person, whatever is named beside it.
    'continu|proceed|go on|start|begin|sure|confirm|ready|fortfahren|weiter|sicher|seguro|poursuiv|sûr|proced|sicuro|doorgaan|zeker',
    'lösch|entfern|überschreib|ersetz|überspring|auslass|ohne|nicht|kein|abbrech|behalt|nur',
    'borr|elimin|sobrescrib|reemplaz|omit|sin(?!\\p{L})|cancel|no (?:copiar|mover|migrar)|solo',
    'supprim|effac|écras|remplac|ignor|sans|annul|ne pas|garder|seulement|cancell|sovrascriv|sostitu|salta|senza|annull|non(?!\\p{L})|soltanto',
    'verwijder|wissen|gewist|overschrijf|vervang|overslaan|sla |zonder|niet|geen|annuleer|alleen',
  ].join('|'),
);

/** How yes and no are offered in a prompt. */
export const yesWords: ReadonlySet<string> = new Set('y yes j ja s si sí sì o oui'.split(' '));
export const noWords: ReadonlySet<string> = new Set('n no nein non nee'.split(' '));
