"""Further ways of writing, written after the reader was last changed for those of `ways`: they tell how it generalises."""

from __future__ import annotations

from tests.bench.ways import Way

MORE_WAYS = (
    Way("worth-including", "Missing work", "I think {title} would be worth including. Here is the link: {link}"),
    Way("came-across", "Suggestion", "I recently came across {title}, see {link}. Could you have a look?"),
    Way("arrow", "new entry", "{title} -> {link}"),
    Way("pipe", "new entry", "{title} | {venue} | {link}", "title link venue"),
    Way("venue-first", "new entry", "[{venue}] {title} [[pdf]]({link})", "title link venue"),
    Way("paren-venue", "new entry", "- {title} ({venue}) {link}", "title link venue"),
    Way("italic-title", "Inclusion request", "Dear authors,\n\nplease cite our paper *{title}* [here]({link}).\n\nBest,\nAda"),
    Way("code-title", "Inclusion request", "Could we get `{title}` on the list? {link}"),
    Way("authors-by", "New paper", "{title} by {authors}\n{link}"),
    Way("three-lines", "New paper", "{title}\n{authors}\n{venue}\n{link}", "title link venue"),
    Way("thread-title-to-list", "Add {title} to the list", "Paper: {link}\nCode: {code}", "title link code"),
    Way("thread-title-colon", "Paper suggestion: {title}", "{link}"),
    Way("thread-title-section", "Add {title}", "Paper: {link}\nSection: {section}", "title link section"),
    Way("section-should", "Addition", "- [{title}]({link})\n\nI guess this should go into {section}, but feel free to move it.", "title link section"),
    Way("section-placed", "Addition", "I placed [{title}]({link}) in the “{section}” category.", "title link section"),
    Way("section-heading", "Addition", "## {section}\n\n- {title}. [[Paper]]({link})", "title link section"),
    Way("doi", "Missing", "Title: {title}\nDOI: 10.1145/{arxiv}", "title"),
    Way("json-fence", "Add", '```json\n[{{"id": "x", "type": "article-journal", "title": "{title}", "URL": "{link}"}}]\n```'),
    Way("bibtex-plus-prose", "Please add", "Please add our {venue} paper:\n```\n@inproceedings{{a,\n title={{{title}}},\n booktitle={{{series}}},\n year={{{year}}}\n}}\n```\n{link}", "title link venue"),
    Way("ris-fenced", "Please add", "```\nTY  - JOUR\nAU  - Noether, E.\nT1  - {title}\nUR  - {link}\nER  - \n```"),
    Way("mla", "Missing", "Lovelace, Ada, and Kurt Goedel. \"{title}.\" *{series}*, {year}. {link}"),
    Way("chicago", "Missing", "Noether, Emmy. {year}. “{title}.” {series}. {link}"),
    Way("acm", "Missing", "Ada Lovelace and Emmy Noether. {year}. {title}. In Proceedings of {series}. {link}"),
    Way("bullet-facts", "Paper", "* Paper title: {title}\n* Accepted at: {venue}\n* Preprint: {link}\n* Implementation: {code}", "title link code venue"),
    Way("dash-facts", "Paper", "Title - {title}\nLink - {link}\nVenue - {venue}", "title link venue"),
    Way("heading-facts", "Paper", "### Paper title\n{title}\n\n### URL\n{link}\n\n### Category\n{section}", "title link section"),
    Way("html", "Paper", '<b>{title}</b><br>{authors}<br><a href="{link}">paper</a>'),
    Way("de-prose", "Vorschlag", "Hallo zusammen, unsere Arbeit {title} passt gut in die Liste: {link}"),
    Way("fr-label", "Suggestion d'article", "Titre de l'article : {title}\nLien vers l'article : {link}\nCode : {code}", "title link code"),
    Way("es-bold", "Sugerencia", "¡Hola! Me gustaría proponer **{title}** ({venue}), disponible en {link}.", "title link venue"),
    Way("pt-quoted", "Sugestão", "Poderiam incluir “{title}”? {link} Obrigado!"),
    Way("zh-line", "推荐一篇论文", "{title}\n{link}\n\n谢谢作者的整理！"),
    Way("zh-labels", "收录申请", "论文名称：{title}\n会议：{venue}\n论文地址：{link}\n代码地址：{code}", "title link code venue"),
    Way("ja-prose", "追加希望", "以下の論文を追加してください。\n\n{title}\n{link}"),
    Way("ko-line", "논문 추천", "아래 논문을 추가해 주시면 감사하겠습니다.\n\n{title}\n{link}"),
    Way("ru-prose", "Предложение", "Предлагаю добавить работу {title} ({link})."),
)  # fmt: skip
