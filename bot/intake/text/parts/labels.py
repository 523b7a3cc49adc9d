"""Labels ("Paper:", "Code link:", "论文题目："): the field of a paper that a few words name.

A label is made of a small vocabulary, so that "Paper name/title", "Link to our code" and "项目主页" need no entry of
their own; a word that is not in it makes the text something else than a label.
"""

import re
from collections.abc import Iterable
from typing import Literal

Field = Literal["title", "paper", "link", "code", "venue", "section", "year", "authors", "other"]


def split_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


#: The fields in the order in which their words decide: "code link" is about code, "paper link" is a link.
WORDS: dict[Field, frozenset[str]] = {
    "code": split_set(
        "code codes github gitlab repo repos repository codebase implementation codigo quellcode"
        " 代码 仓库 源码 开源 コード 코드"
        " código код"
    ),
    "authors": split_set("author authors creators autoren autor autores auteurs auteur autori 作者 著者 저자 авторы"),
    "other": split_set(
        "project website web webpage homepage home page pages site demo dataset datasets data benchmark model models"
        " weights checkpoint checkpoints huggingface hugging face hf affiliation affiliations institution abstract"
        " summary tldr dr description keywords keyword tags tag date note notes blog slides video poster bibtex bib"
        " citation contact email license method key point points contribution contributions reason recommendation"
        " motivation highlights comment comments type task tasks venues proofs leaderboard supplementary publisher"
        " focus steps reproduce behavior behaviour expected describe bug screenshots todo"
        " projekt proyecto projet resumen zusammenfassung"
        " 项目 主页 单位 机构 数据集 数据 模型 摘要 简介 关键词 备注 说明 日期 时间 所属 機関 视频 演示 标签 引用"
        " résumé"
    ),
    "title": split_set(
        "title titles name titel titre titolo titulo"
        " 题目 标题 名称 名字 名 题名 タイトル 제목"
        " título название заголовок"
    ),
    "link": split_set(
        "link links url urls arxiv pdf doi openreview preprint biorxiv address acl enlace collegamento lien adresse"
        " 链接 地址 网址 リンク 预印本 링크"
        " ссылка"
    ),
    "venue": split_set(
        "venue conference journal published accepted publication booktitle status proceedings konferenz zeitschrift"
        " revue conferencia revista conferenza rivista"
        " 会议 期刊 发表 录用 接收 中稿 会議 학회 학술지"
        " conférence conferência конференция журнал erschienen veröffentlicht angenommen publié accepté publicado"
        " aceptado aceito pubblicato опубликовано принято"
    ),
    "section": split_set(
        "section sections category categories topic topics area areas subsection chapter placement classification"
        " taxonomy abschnitt kategorie rubrik rubrique sezione seccion categoria"
        " 分类 类别 章节 板块 方向 位置 领域 栏目 放在 放到 분류 섹션 セクション カテゴリ"
        " catégorie sección categoría seção раздел категория"
    ),
    "year": split_set("year jahr ano 年份 연도 année año год"),
    "paper": split_set(
        "paper papers article work survey manuscript arbeit beitrag travail trabajo trabalho lavoro artikel articolo"
        " articulo artigo"
        " 论文 文章 工作 综述 論文 논문"
        " работа artículo статья"
    ),
}
#: Words that a label can have besides, and that decide nothing.
FILLERS = split_set(
    "the our my your a an new of to for and or by at in on from is this here suggested proposed recommended official"
    " full short main relevant related open source online version information info please add adding added request"
    " include tl id number der die das zum zur l vers des para von le la du de del el do da"
    " 的 于 和 与 及 在 或 我们 相关 建议 推荐 收录 英文 中文 级 原文 新 请 添加 出处"
    " für"
)
#: Words for a title that beside another say whose name it is: "Conference name".
NAMES = split_set("name nome nombre 名称 名字 名")
DATA = split_set("dataset datasets data benchmark model models weights checkpoint checkpoints 数据集 数据 模型")
EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
CHINESE = re.compile(
    "|".join(
        sorted((w for words in (*WORDS.values(), FILLERS) for w in words if EAST_ASIAN.match(w)), key=len, reverse=True)
    )
)
#: What a label says in brackets: "Venue (if any)", "Paper (KDD 2026)".
REMARK = re.compile(r"\s?[(（](?:[a-z ]{1,20}|[A-Z][\w-]{1,12}[ '’]{0,2}(?:20)?\d\d)[)）]\s{0,3}$")
TOKEN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]+|[^\W\d_\u3040-\u30ff\u4e00-\u9fff]+")
LONGEST_LABEL = 40
MOST_WORDS = 6


def read_label(text: str) -> tuple[Field, str] | None:
    """Return the field that a line is labelled with, and the rest of the line; None for an unlabelled one."""
    head = text.lstrip()[: LONGEST_LABEL + 10]
    for mark in (":", "：", " = ", " - ", " – ", " — "):
        label, found, _ = head.partition(mark)
        field = read_field(label) if found else None
        if field and not (mark in (":", "：") and text.lstrip()[len(label) + 1 :].startswith("//")):
            return field, text.lstrip()[len(label) + len(mark) :].strip(" *_\t")
    return None


def read_field(label: str) -> Field | None:
    """Return the field that a label names, None if the text is no label."""
    label = REMARK.sub("", label)
    if not 0 < len(label) <= LONGEST_LABEL:
        return None
    words = split_words(label)
    if not 0 < len(words) <= MOST_WORDS or re.search(r"[.?!。？！,，]\s", label):
        return None
    found = [field for word in words if (field := field_of(word)) or word not in FILLERS]
    if None in found:
        return None
    fields: Iterable[Field] = ("venue", "section", *WORDS) if NAMES.intersection(words) else WORDS
    return next((field for field in fields if field in found), None)


def trailing_field(lead: str) -> Field | None:
    """Return the field that the words right before a link name: "Code and results are open at", "paper is here:"."""
    clause = re.split(r"[,;|.。，；、()（）\[\]]", lead[-60:])[-1]
    named = [field for word in split_words(clause) if (field := field_of(word))]
    nouns = [field for field in named if field not in ("venue", "title", "section")]
    strong = [field for field in nouns if field != "link"] or nouns
    return strong[-1] if strong else None


def is_data(text: str) -> bool:
    """Tell whether a text calls what follows it data or a model."""
    clause = re.split(r"[,;|.。，；、]", text[-60:])[-1]
    return any(word in DATA for word in split_words(clause))


def field_of(word: str) -> Field | None:
    """Return the field that one word stands for."""
    return next((field for field, words in WORDS.items() if word in words), None)


def split_words(text: str) -> list[str]:
    """Return the words of a text; Chinese ones as far as they are in the vocabulary, any other as it stands."""
    words: list[str] = []
    for token in TOKEN.findall(text.lower()):
        if EAST_ASIAN.match(token):
            words += CHINESE.findall(token)
            words += [rest for rest in CHINESE.sub(" ", token).split() if rest]
        else:
            words.append(token)
    return words
