"""A comment without a command -> what it says to a question that can be answered in a word: which, yes, or the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.catalogue.identity.titles import fold_text
from bot.intake.mail import cut_mail


def words(text: str) -> frozenset[str]:
    """Return the words of a text as they are compared."""
    return frozenset(fold_text(text).split())


#: Comments longer than this say more than a word.
LONGEST_ANSWER = 300
QUOTE = re.compile(r"^\s{0,3}>.*$", re.MULTILINE)
#: "2: Serving", "Entry 2 - Serving", "paper 2) the first".
NUMBERED = re.compile(r"(?:entry|paper|no\.?|number|#)?\s{0,2}(\d{1,2})\s?[:.)：、-]\s{0,3}(\S.{0,280})", re.IGNORECASE)
YES = words(
    "yes yep yeah yup y sure correct right exactly indeed ok okay agreed fine oui sí si ja sim da да はい 네"
    " 예 是 是的 对 对的 好 好的 可以 没错 嗯"
)
NO = words("no nope nah n neither none nein non nee não нет いいえ 아니요 不 不是 不对 否 都不是 没有")
ORDINALS = {
    "two": 2, "three": 3,
    "first": 1, "1st": 1, "former": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "last": -1, "latter": -1, "第一": 1, "第一个": 1, "第一项": 1, "第二": 2, "第二个": 2,
    "第二项": 2, "第三": 3, "第三个": 3, "第三项": 3, "第四个": 4, "最后一个": -1, "前者": 1, "后者": -1,
}  # fmt: skip
#: What stands around an answer of one word.
FILLING = words(
    "i we would say think guess that's i'd mean it it's its that this is was s the a an one ones option choice"
    " suggestion number answer section category please pls plz thanks thank you thx sorry hi hello and so of"
    " course fits fit best better works work good great perfect them these those to me take use go with"
    " for let us let's maybe perhaps probably possibly dunno idk hmm number 选 选择 我选 请 谢谢 吧 个"
)
OTHER = re.compile(
    r"(?:\bnot|n['’]t|\bnever)\b[^.\n]{0,25}\b(?:same|duplicate|identical)\b"
    r"|\b(?<!not )(?<!n't )(?:another|different|other|distinct|separate)\s(?:\w+\s)?"
    r"(?:one|paper|work|article|publication)\b"
    r"|\b(?:is|are|they're|it's)\s(?:quite |very |really |two )?different\b|不是同|不同|不一样|另一篇|另外一篇|非同一",
    re.IGNORECASE,
)
SAME = re.compile(
    r"\bsame\s(?:one|paper|work|article|publication|thing)\b"
    r"|\b(?:is|are|it's|they're)\s(?:indeed |exactly )?the\ssame\b"
    r"|\bduplicate\b|\bidentical\b|\bnot (?:an)?other\b|同一篇|是同一|一样|相同|重复",
    re.IGNORECASE,
)
#: Behind or before an answer it takes nothing back.
NOT_SURE = re.compile(
    r"\b(?:i['’]?m |i am )?not (?:\w+ )?(?:sure|certain)\b|\bi (?:don['’]?t|do not) (?:really )?know\b", re.I
)
#: Who leaves a choice to others.
LEFT = re.compile(
    NOT_SURE.pattern + r"|\b(?:no idea|idk|dunno|up to you|your call|you (?:decide|choose|know best)"
    r"|what(?:ever)? you (?:think|like|prefer|want)|(?:any(?:where)?|either)(?: one)? is fine)\b"
    r"|你(?:们)?(?:来)?(?:决定|定)|不知道|不确定|都可以",
    re.I,
)
QUESTION = re.compile(r"[?？吗]\s{0,5}$")
#: Words that close a talk and ask for nothing.
COURTESY = words(
    "thanks thank you thx ty so very much many lot a the for your help quick reply response review"
    " reviewing great ok okay done will do sure hi hello got it fixed updated edited pushed i've i have"
    " ive just now all good nice cool anyway"
    " nevertheless awesome perfect sorry my bad no problem worries and please close"
    " closing this issue closed edit edits above description text did it's is we appreciate appreciated"
    " again 谢谢 好的 感谢 多谢 已修改 收到 辛苦了 已更新"
)
#: Words that say that something is done now, and what it may be done to.
DONE = words(
    "done fixed updated edited pushed changed corrected added modified amended adjusted revised resolved completed"
    " 已修改 已更新 已改 改好了 修改好了"
)
EDITED = words(
    "link links title section venue year code author authors name entry line row everything both body comment form"
    " request pr typo mistake missing in on to be should can check again look"
)
#: What people write who do not know the command, or forget its slash.
APPROVED = words("approve approved approving lgtm")
APPROVING = re.compile(
    r"\b(?:looks? (?:very |really )?(?:good|great|fine)(?: to me)?|ship it|go ahead"
    r"|(?:let[’']?s |let us |can |please )?(?:merge|accept|add|list) (?:it|this)(?: one)?)\b",
    re.IGNORECASE,
)

#: Words with which somebody takes back what they asked for, and all others that may stand beside them.
TAKEN_BACK = re.compile(
    r"(?:i (?:want to|would like to|have to) )?(?:never\s?mind|nvm|forget (?:it|this|about it|about this)"
    r"|(?:ignore|disregard|withdraw|retract|cancel)"
    r"(?: (?:this|it|that|me|my|the)(?: (?:issue|request|submission|one))?)?"
    r"|(?:i )?take (?:it|this|that) back|i(?: have|['’]ve)? changed my mind|算了|不用了|请忽略)",
    re.IGNORECASE,
)
#: How one says so of a paper that was to go.
KEPT = re.compile(
    r"(?:keep|leave) (?:it|this|that|them|the (?:paper|entry|line))"
    r"(?: (?:there|in|on the list|as (?:it|they) (?:is|are)))?"
    r"|(?:do not|don['’]?t) (?:remove|delete|drop) (?:it|this|that|them|the (?:paper|entry|line))",
    re.IGNORECASE,
)
BESIDE = words(
    "oh ok okay sorry please pls just actually you can hi hm hmm wait no thanks thank then now after all for again"
    " better let's let us my bad mistake wrong error was a my i it that and apologies"
)


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """What is said of an entry, by its number, None where there is only one that can be meant.

    `choice` is the place of what was offered that is chosen, from 1, -1 the last. `rest` is the answer's own text, for
    those who know more of what it can name.
    """

    said: Literal["yes", "no", "same", "other", "choice", "words"]
    rest: str
    choice: int = 0
    entry: int | None = None


def read_answers(body: str) -> tuple[PlainAnswer, ...]:
    """Return what a short comment answers, line by line where its lines are numbered."""
    text = strip_quotes(body)
    if not text or len(text) > LONGEST_ANSWER:
        return ()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    numbered = [NUMBERED.fullmatch(line) for line in lines]
    if all(numbered):
        return tuple(read_line(found[2], int(found[1])) for found in numbered if found)
    return (read_line(text, None),)


def strip_quotes(body: str) -> str:
    """Return a comment without what it quotes."""
    return QUOTE.sub("", cut_mail(body[:4_000].replace("\r\n", "\n"))).strip()


def read_line(text: str, entry: int | None) -> PlainAnswer:
    """Return what one answer says."""
    if not QUESTION.search(text):
        if OTHER.search(text):
            return PlainAnswer("other", text, entry=entry)
        if SAME.search(text):
            return PlainAnswer("same", text, entry=entry)
    said = list(split_words(NOT_SURE.sub(" ", text)))
    left = [word for word in said if word not in FILLING] or (said[-1:] if len(said) <= 2 else [])
    if len(left) == 1 and (choice := read_choice(left[0])):
        return PlainAnswer("choice", text, choice, entry)
    if left and YES.issuperset(left):
        return PlainAnswer("yes", text, entry=entry)
    if left and NO.issuperset(left):
        return PlainAnswer("no", text, entry=entry)
    return PlainAnswer("words", text, entry=entry)


def split_words(text: str) -> Iterator[str]:
    """Yield the words of a text as they are compared."""
    yield from re.findall(r"[\w'’]+", fold_text(text))


def read_choice(word: str) -> int:
    """Return the place that a word gives: "second", "2", "B"; 0 where it gives none."""
    if word.isascii() and word.isdigit() and len(word) == 1:
        return int(word)
    if len(word) == 1 and "a" <= word <= "j":
        return ord(word) - ord("a") + 1
    return ORDINALS.get(word, 0)


def is_courtesy(body: str) -> bool:
    """Tell whether a comment asks for nothing: thanks, "done", no word at all."""
    said = list(split_words(strip_quotes(body)))
    return COURTESY.issuperset(said) and not (said and NO.issuperset(said))


def says_done(body: str) -> bool:
    """Tell whether a comment says no more than that its author has done what was asked."""
    said = set(split_words(strip_quotes(body)))
    return bool(said & DONE) and said <= DONE | COURTESY | FILLING | EDITED


def says_approved(body: str) -> bool:
    """Tell whether a comment says no more than that its author approves."""
    said = set(split_words(APPROVING.sub(" approve ", strip_quotes(body))))
    return bool(said & APPROVED) and (said - APPROVED) <= COURTESY | YES | FILLING


def takes_back(body: str, *, removes: bool = False) -> bool:
    """Tell whether a comment says no more than that its author wants nothing any more: of a removal, that it stays."""
    text = strip_quotes(body)
    rest, count = TAKEN_BACK.subn(" ", text) if len(text) <= LONGEST_ANSWER else (text, 0)
    rest, kept = KEPT.subn(" ", rest) if removes and len(text) <= LONGEST_ANSWER else (rest, 0)
    return bool(count + kept) and BESIDE.issuperset(split_words(rest))


def leaves_choice(body: str) -> bool:
    """Tell whether a short comment leaves what it is asked to others."""
    text = strip_quotes(body)
    return len(text) <= LONGEST_ANSWER and LEFT.search(text) is not None


def agrees(body: str) -> bool:
    """Tell whether a comment grants that a paper is the one that it was compared with."""
    return any(answer.said in ("same", "yes") for answer in read_answers(body))
