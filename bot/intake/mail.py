"""A comment that was sent by mail -> its own text, without the old mail below."""

import re

WROTE = r"(?:wrote|schrieb|écrit|escribió|escreveu|scritto|schreef)"
#: "On Tue, Dec 1, 2026 at 10:00, Ada wrote:", in the languages of mail programs; they wrap it where it is long.
LED_IN = (
    rf"(?:On|Am|Le|El|Em|Il|Op)\s(?=[^\n]{{0,100}}\d)[^\n]{{4,200}}(?:\n[^\n]{{0,100}})?\b{WROTE}\b"
    r"(?:[^\n:]{0,100}\n)?[^\n]{0,100}:"
)
EASTERN = r"在\s?\d[^\n]{4,200}写道[:：]"
#: A line across the page, "--" above a signature, or the head of the old mail.
ACROSS = r"_{10,}|--|-{2,}\s?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|原始邮件)\s?-{0,9}"
HEAD = (
    r"\*{0,2}(?:From|Von|De|Da|Van|发件人|差出人)\*{0,2}\s?[:：][^\n]{1,200}\n\*{0,2}"
    r"(?:Sent|Date|To|Gesendet|Datum|An|Envoyé|Enviado|Inviato|Verzonden|发送时间|日期|送信日時)\*{0,2}\s?[:：][^\n]{0,200}"
)
BELOW = re.compile(rf"^[ \t]{{0,3}}(?:{LED_IN}|{EASTERN}|{ACROSS}|{HEAD})[ \t]{{0,9}}$", re.MULTILINE)


def cut_mail(text: str) -> str:
    """Return a text without the old mail below it, which GitHub keeps; where its lines are quoted, others answer it."""
    mail = BELOW.search(text)
    if mail is None:
        return text
    below = text[mail.end() :]
    return f"{text[: mail.start()]}{below if below.lstrip().startswith('>') else ''}"
