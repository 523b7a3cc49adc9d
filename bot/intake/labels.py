"""Labelled lines ("Paper:", "Code link:", "论文题目：") and what stands behind the label."""

from __future__ import annotations

import re

LABELS = {
    "title": ("title", "paper title", "paper name", "paper name/title", "name", "论文题目", "论文标题", "论文名称", "标题", "题目"),
    "paper": ("paper", "article", "论文", "work", "survey"),
    "link": (
        "link", "url", "arxiv", "arxiv link", "paper link", "paper url", "pdf", "openreview", "doi", "preprint", "链接",
        "论文链接", "论文地址", "paper address", "paper page", "link to the paper",
    ),
    "code": ("code", "github", "code link", "repo", "repository", "github link", "github repo", "source code", "codebase",
             "code & data", "代码", "代码链接", "github repository"),
    "venue": ("venue", "conference", "published in", "publication", "accepted by", "accepted at", "journal", "会议",
              "venue and year", "conference/journal"),
    "section": ("section", "category", "suggested category", "suggested section", "areas", "area", "categories", "topic",
                "分类"),
    "other": ("project", "project page", "project website", "website", "homepage", "demo", "author", "authors", "tags",
              "suggested tags", "suggested area", "huggingface", "hugging face", "dataset", "data", "model", "models",
              "bibtex", "abstract", "tl;dr", "tldr", "date", "key-point", "keywords", "blog", "slides", "video", "proofs",
              "source", "主页", "作者", "note", "affiliation", "summary"),
}  # fmt: skip
FIELD_OF = {label: field for field, labels in LABELS.items() for label in labels}
LABELLED = re.compile(r"[\s\-*+>#📄🔗💻📝•·|]{0,8}([\w&;/.\- ]{2,24}?)\s{0,2}[:：]\s{0,3}(.*)", re.DOTALL)


def read_label(text: str) -> tuple[str, str] | None:
    """Return the field that a line is labelled with, and the rest of the line; None for an unlabelled one."""
    match = LABELLED.match(text)
    if match is None:
        return None
    field = FIELD_OF.get(" ".join(match[1].lower().split()))
    return (field, match[2].strip()) if field else None
