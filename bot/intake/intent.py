"""What somebody wants, from the words of a thread."""

from __future__ import annotations

import re

from bot.intake.submission import Intent

REMOVE = re.compile(r"\b(?:remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|take down)\b|删除|移除", re.I)
FIX_LINK = re.compile(
    r"\b(?:fix|correct|repair|wrong|broken|dead|error|incorrect|invalid)\w*\b[^.\n]{0,40}\b(?:links?|urls?)\b"
    r"|\b(?:links?|urls?)\b[^.\n]{0,40}\b(?:wrong|broken|dead|errors?|incorrect|invalid|404|should be)\b|链接(?:错误|失效)",
    re.I,
)
UPDATE = re.compile(
    r"\bupdat(?:e|es|ed|ing)\b(?! (?:the )?readme)[^.\n]{0,40}\b(?:venue|titles?|papers?|links?|info\w*|entry|status|code|conference)\b"
    r"|\b(?:venue|badges?|conference)\b[^.\n]{0,20}\bfor\b|\bpaper update\b|\bchange the (?:venue|title)\b"
    r"|\bis now (?:named|called|published)\b|\bfrom an? arxiv\b|更新",
    re.I,
)
ADD = re.compile(
    r"\b(?:add|adds|adding|added|include|including|inclusion|request|requesting|suggest\w*|recommend\w*|new|propose|contribut\w*"
    r"|missing|consider|create|share)\b|收录|添加|加入|增加|推荐|放到",
    re.I,
)
QUESTION = re.compile(
    r"[?？]\s*(?:thanks?\b[^?]*|thank you\b[^?]*)?$|^(?:what|how|why|when|is there|are there|does|do|will|can you tell)\b|吗\s*[？?]",
    re.I | re.M,
)
WORDS = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff]")


def read_intent(title: str, body: str, *, found: int) -> Intent:
    """Return the intent of a thread in which `found` papers were found."""
    text = f"{title}\n{body}"
    if FIX_LINK.search(text) and not found:
        return "fix-link"
    if REMOVE.search(text) and not re.search(r"\b(?:add|include)", title, re.I):
        return "remove"
    if UPDATE.search(text) and not re.search(r"\b(?:add(?:ing)?|include|new)\b", title, re.I):
        return "update"
    if FIX_LINK.search(title):
        return "fix-link"
    if found:
        return "add"
    if len(WORDS.findall(body)) < 2 and len(WORDS.findall(title)) < 3:
        return "spam"
    if QUESTION.search(body.strip() or title) or QUESTION.search(title):
        return "question"
    return "add" if ADD.search(text) else "other"
