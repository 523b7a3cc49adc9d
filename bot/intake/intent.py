"""What somebody wants, from the words of a thread."""

from __future__ import annotations

import re

from bot.intake.submission import Intent

REMOVE = re.compile(r"\b(?:remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|take down|withdraw\w*)\b|删除|移除", re.I)
FIX_LINK = re.compile(
    r"\b(?:fix|correct|repair|wrong|broken|dead|error|incorrect|invalid)\w*\b[^.\n]{0,40}\b(?:links?|urls?)\b"
    r"|\b(?:links?|urls?)\b[^.\n]{0,40}\b(?:wrong|broken|dead|errors?|incorrect|invalid|404|should be)\b"
    r"|链接(?:错误|失效)",
    re.I,
)
UPDATE = re.compile(
    r"\bupdat(?:e|es|ed|ing)\b(?! (?:the )?readme)[^.\n]{0,40}"
    r"\b(?:venue|titles?|papers?|links?|info\w*|entry|status|code|conference)\b"
    r"|\b(?:venue|badges?|conference)\b[^.\n]{0,20}\bfor\b|\bpaper update\b|\bchange the (?:venue|title)\b"
    r"|\bis now (?:named|called|published)\b|\bfrom an? arxiv\b|更新",
    re.I,
)
ADDING = re.compile(
    r"\b(?:add|adds|adding|added|include|includes|including|inclusion|request|requesting|suggest\w*|recommend\w*|new|propos\w*"
    r"|contribut\w*|missing|consider|create|share|submit\w*)\b|收录|添加|加入|增加|推荐|放到|补充",
    re.I,
)
#: Somebody is asked to do it, even where the sentence ends with a question mark.
REQUEST = re.compile(
    r"\b(?:could|can|would|will|please|kindly|hope|like|want|wonder(?:ing|ed)?|possible|glad|happy|appreciate\w*|grateful"
    r"|great)\b[^.!?\n]{0,80}"
    r"\b(?:add|adding|includ\w+|inclusion|consider\w*|(?:list|put) (?:our|my|this|it))\b"
    r"|(?:请|能否|能不能|希望|想)[^。！？\n]{0,30}(?:收录|添加|加入|增加|放到|补充)",
    re.I,
)
QUESTION = re.compile(
    r"[?？]\s*(?:thanks?\b[^?]*|thank you\b[^?]*)?$"
    r"|^(?:what|how|why|when|is there|are there|does|do|will|can you tell)\b|吗\s*[？?]",
    re.I | re.M,
)
ASKS = re.compile(r"\s*(?:what|how|why|when|is|are|does|do|did)\b[^.!\n]{0,300}\?", re.I)
#: A sentence about a new paper, where nothing says which.
OF_A_PAPER = re.compile(
    r"^\W*add(?:s|ed|ing)?\b[^.\n]{0,30}\b(?:papers?|works?)\b"
    r"|\b(?:new|our|my|recent) (?:\w+ ){0,2}(?:papers?|works?)\b"
    r"|我们的(?:工作|论文)|新(?:工作|论文)",
    re.I | re.M,
)
STARTS_WITH_UPDATE = re.compile(r"\W*(?:updat(?:e|es|ed|ing)|chang(?:e|es|ed|ing))\b(?! (?:the )?readme)", re.I)
STARTS_WITH_ADD = re.compile(r"\W*(?:\[[^\]]{1,30}\]\s*)?(?:add(?:s|ed|ing)?|includ(?:e|es|ing)|new)\b", re.I)
ADD_IN_TITLE = re.compile(r"\b(?:add(?:ing)?|include|new)\b", re.I)
WORDS = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff]")


def wants_change(title: str) -> bool:
    """Tell whether a thread's title asks to change or remove what is listed, and so is no paper's title."""
    return any(pattern.search(title) for pattern in (FIX_LINK, REMOVE, UPDATE, STARTS_WITH_UPDATE))


def read_intent(title: str, body: str, *, papers: int, repositories: int) -> Intent:
    """Return the intent of a thread that names `papers` papers, and `repositories` more by their code alone.

    `title` and `body` are without the papers' own titles, whose words say nothing about the intent.
    """
    text = f"{title}\n{body}"
    if not papers and re.search(r"吗\s*[？?]", text):
        return "add" if REQUEST.search(text) else "question"
    if FIX_LINK.search(title) or (FIX_LINK.search(text) and not papers):
        return "fix-link"
    if REMOVE.search(text) and not ADD_IN_TITLE.search(title):
        return "remove"
    if UPDATE.search(text) and (STARTS_WITH_UPDATE.match(title) or not ADD_IN_TITLE.search(title)):
        return "update"
    if papers and ASKS.match(body) and not ADDING.search(text) and not REQUEST.search(text):
        return "question"
    if papers or (repositories and (ADDING.search(text) or REQUEST.search(text))):
        return "add"
    if len(WORDS.findall(body)) < 2 and len(WORDS.findall(title)) < 3 and not ADDING.search(title):
        return "spam"
    if REQUEST.search(text) or (OF_A_PAPER.search(body) and not QUESTION.search(body)):
        return "add"
    if QUESTION.search(body.strip() or title) or QUESTION.search(title):
        return "question"
    return "add" if STARTS_WITH_ADD.match(title) or ADDING.search(title) else "other"
